import { useMemo } from "react";
import { Badge } from "@/components/Badge";
import { AuthorBadge, PublishedBadge } from "@/components/record/States";
import { useProgrammes } from "@/components/record/useProgrammes";
import { useSchema } from "@/components/record/useSchema";
import type { Column } from "@/components/RecordTable";
import { type Speech, useT } from "@/i18n/useT";
import type { RecordRow } from "@/ipc/bindings.gen";
import styles from "./solutions.module.css";

/** What a sheet is to us: an example, ours and its publication, or received, and how sure we are of its author. */
export function SheetState({ row }: { row: Pick<RecordRow, "shelf" | "sample" | "published" | "trust" | "doubtful"> }) {
  const { t } = useT();
  if (row.sample) return <Badge tone="blue">{t("common.sample")}</Badge>;
  if (row.shelf === "own") return <PublishedBadge state={row.published} />;
  if (row.shelf === "quarantine" && !row.doubtful) return <Badge tone="honey">{t("state.quarantine")}</Badge>;
  return <AuthorBadge trust={row.trust} doubtful={row.doubtful} />;
}

/** Where a sheet comes from; what somebody else forwarded names both, its author first. */
export function originOf(row: RecordRow, t: Speech["t"]): string {
  if (row.carriers.length > 0) return t("trust.carried", { author: row.ownerName, carriers: row.carriers.join(", ") });
  return row.person ?? row.ownerName;
}

/** The columns of the list of sheets. */
export function useSolutionColumns(): Column<RecordRow>[] {
  const { t, day } = useT();
  const words = useSchema("solution");
  const programmes = useProgrammes();
  return useMemo(
    () => [
      { id: "title", header: words.label("title"), track: "minmax(13rem, 3.6fr)", sortable: true, cell: (row) => <span className={styles.titleText}>{row.title === "" ? t("common.untitled") : row.title}</span> },
      { id: "person", header: words.label("origin_name"), track: "minmax(7rem, 1.5fr)", sortable: true, cell: (row) => <span className={styles.soft}>{originOf(row, t)}</span> },
      { id: "programme", header: words.label("programme"), track: "minmax(6rem, 1.6fr)", sortable: true, cell: (row) => <span className={styles.soft}>{row.programme === null ? "" : (programmes.find((programme) => programme.id === row.programme)?.title ?? "")}</span> },
      { id: "state", header: t("solutions.state"), track: "10rem", cell: (row) => <SheetState row={row} /> },
      { id: "updated", header: t("solutions.updated"), track: "7rem", sortable: true, end: true, cell: (row) => <span className={styles.soft}>{day(row.updatedAt.slice(0, 10))}</span> },
    ],
    [words, programmes, t, day],
  );
}
