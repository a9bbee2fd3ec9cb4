import { Link } from "@tanstack/react-router";
import { Callout } from "@/components/Notice";
import { useT } from "@/i18n/useT";
import type { RecordView } from "@/ipc/bindings.gen";
import styles from "./record.module.css";

/** The records of a page in which something is to be chosen: itself, and those that live inside it. */
export function undecidedOf(view: RecordView): RecordView[] {
  const inside = view.children.flatMap((child) => child.records).flatMap(undecidedOf);
  return view.conflicts.length > 0 ? [view, ...inside] : inside;
}

/** A calm word where several desktops wrote different things, with the way to where one chooses. */
export function Conflicts({ view }: { view: RecordView }) {
  const { t } = useT();
  const undecided = undecidedOf(view);
  const first = undecided[0];
  if (first === undefined) return null;
  const count = undecided.reduce((sum, record) => sum + record.conflicts.length, 0);
  return (
    <Callout tone="care" title={t("conflict.title", { count })}>
      <p>{t("conflict.help")}</p>
      <p>
        {undecided.length === 1 ? (
          <Link to="/a-trancher/$id" params={{ id: first.id }} className={styles.noticeLink ?? ""}>
            {t("conflict.see")}
          </Link>
        ) : (
          <Link to="/a-trancher" className={styles.noticeLink ?? ""}>
            {t("conflict.seeAll")}
          </Link>
        )}
      </p>
    </Callout>
  );
}
