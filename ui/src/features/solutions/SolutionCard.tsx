import { useT } from "@/i18n/useT";
import type { RecordRow } from "@/ipc/bindings.gen";
import styles from "./solutions.module.css";
import { originOf, SheetState } from "./useSolutionColumns";

/** A sheet in two lines, in the list beside a page. */
export function SolutionCard({ row }: { row: RecordRow }) {
  const { t } = useT();
  return (
    <div className={styles.card}>
      <span className={styles.titleText}>{row.title === "" ? t("common.untitled") : row.title}</span>
      <span className={styles.cardLine}>
        <span className={styles.cardOrigin}>{originOf(row, t)}</span>
        <SheetState row={row} />
      </span>
    </div>
  );
}
