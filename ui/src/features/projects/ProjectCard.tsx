import { LightMark, StatusBadge } from "@/components/record/States";
import { useT } from "@/i18n/useT";
import type { RecordRow } from "@/ipc/bindings.gen";
import styles from "./projects.module.css";

/** A project in two lines, in the list beside a page. */
export function ProjectCard({ row }: { row: RecordRow }) {
  const { t, day } = useT();
  return (
    <div className={styles.card}>
      <span className={styles.titleCell}>
        <LightMark light={row.light} bare />
        <span className={styles.titleText}>{row.title === "" ? t("common.untitled") : row.title}</span>
      </span>
      <span className={styles.cardLine}>
        <StatusBadge status={row.status} quiet />
        {row.late ? <strong className={styles.cardLate}>{t("state.late")}</strong> : <span className={styles.cardDate}>{row.due === null ? "" : day(row.due)}</span>}
      </span>
    </div>
  );
}
