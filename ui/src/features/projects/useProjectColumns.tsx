import { useMemo } from "react";
import { Meter } from "@/components/Gauge";
import { LightMark, StatusBadge } from "@/components/record/States";
import { useProgrammes } from "@/components/record/useProgrammes";
import { useSchema } from "@/components/record/useSchema";
import type { Column } from "@/components/RecordTable";
import { useT } from "@/i18n/useT";
import type { RecordRow } from "@/ipc/bindings.gen";
import styles from "./projects.module.css";

/** The columns of the list of projects. */
export function useProjectColumns(): Column<RecordRow>[] {
  const { t, day } = useT();
  const words = useSchema("project");
  const programmes = useProgrammes();
  return useMemo(() => {
    const titleOf = (id: string | null) => (id === null ? "" : (programmes.find((programme) => programme.id === id)?.title ?? ""));
    return [
      {
        id: "title",
        header: words.label("title"),
        track: "minmax(10rem, 4fr)",
        sortable: true,
        cell: (row) => (
          <span className={styles.titleCell}>
            <LightMark light={row.light} bare />
            <span className={styles.titleText}>{row.title === "" ? t("common.untitled") : row.title}</span>
            {row.conflicts > 0 ? <span className={styles.conflicts}>{t("conflict.short", { count: row.conflicts })}</span> : null}
          </span>
        ),
      },
      { id: "status", header: words.label("status"), track: "7rem", sortable: true, cell: (row) => <StatusBadge status={row.status} quiet /> },
      { id: "programme", header: words.label("programme"), track: "minmax(5rem, 1.6fr)", sortable: true, cell: (row) => <span className={styles.soft}>{titleOf(row.programme)}</span> },
      { id: "person", header: words.label("lead_person"), track: "minmax(6rem, 1.3fr)", sortable: true, cell: (row) => <span className={styles.soft}>{row.person}</span> },
      { id: "progress", header: t("projects.progress"), track: "6rem", sortable: true, cell: (row) => (row.total === 0 ? null : <Meter inline label={t("projects.progress")} labelHidden value={row.done} maximum={row.total} valueText={t("projects.stepsDone", { done: row.done, total: row.total })} />) },
      {
        id: "due",
        header: words.label("planned_end"),
        track: "6rem",
        sortable: true,
        end: true,
        cell: (row) => (
          <span className={styles.due}>
            {row.due === null ? "" : day(row.due)}
            {row.late ? <strong>{t("state.late")}</strong> : null}
          </span>
        ),
      },
    ];
  }, [words, programmes, t, day]);
}
