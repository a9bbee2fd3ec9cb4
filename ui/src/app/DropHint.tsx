import { Inbox } from "lucide-react";
import { useT } from "@/i18n/useT";
import styles from "./Frame.module.css";

/** Shown while a file hovers over the window. */
export function DropHint() {
  const { t } = useT();
  return (
    <div className={styles.drop}>
      <div className={styles.dropCard}>
        <Inbox size="2.25rem" aria-hidden />
        <p>{t("frame.drop")}</p>
        <small>{t("frame.dropHelp")}</small>
      </div>
    </div>
  );
}
