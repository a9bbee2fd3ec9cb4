import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ShieldAlert, ShieldCheck, ShieldX } from "lucide-react";
import { useT } from "@/i18n/useT";
import { backupsQuery } from "@/ipc/queries";
import styles from "./RailBackup.module.css";

const SIGNS = { good: ShieldCheck, never: ShieldX, old: ShieldAlert, failed: ShieldX } as const;

/** The date of the last backup away from this computer: always in sight. */
export function RailBackup() {
  const { t, relative } = useT();
  const state = useQuery(backupsQuery).data;
  if (state === undefined) return null;
  const health = state.ready ? (state.away?.health ?? "never") : "never";
  const last = state.away?.lastAt ?? null;
  const day = last === null ? null : relative(last.slice(0, 10));
  const failed = day === null ? t("safety.failedFirst") : t("safety.failed", { when: day });
  const words = t("safety.away", { when: health === "failed" ? failed : (day ?? t("safety.never")) });
  const Sign = SIGNS[health];
  return (
    <Link to="/reglages" search={{ tab: "safety" }} className={`${styles.backup} ${styles[health]}`} title={words}>
      <Sign aria-hidden className={styles.sign} />
      <span className={styles.words}>{words}</span>
    </Link>
  );
}
