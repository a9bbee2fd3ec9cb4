import { useQueries } from "@tanstack/react-query";
import { Checkbox } from "@/components/Checkbox";
import { Section } from "@/components/PageHead";
import { PublishedBadge } from "@/components/record/States";
import { useKindLabel } from "@/components/record/useSchema";
import { useT } from "@/i18n/useT";
import type { ListFilter, RecordRow } from "@/ipc/bindings.gen";
import { recordsQuery } from "@/ipc/queries";
import styles from "./share.module.css";

const OWN: ListFilter = { status: [], programme: [], person: [], text: "", late: false, shelf: "own", trashed: false };
const KINDS = ["solution", "report", "feedback", "adoption"] as const;

/** What of ours may leave once it is published; null until it is known. */
export function useShareable(): RecordRow[] | null {
  const sort = { column: "title", descending: false } as const;
  const lists = useQueries({ queries: KINDS.map((kind) => recordsQuery({ kind, filter: OWN, sort, offset: 0, limit: 500 })) });
  if (lists.some((list) => list.data === undefined)) return null;
  return lists.flatMap((list) => list.data?.items ?? []).filter((row) => !row.sample);
}

/** The records that may leave, to be ticked. */
export function Choices({ rows, ids, onChange }: { rows: RecordRow[]; ids: string[]; onChange: (ids: string[]) => void }) {
  const { t, day } = useT();
  const kindLabel = useKindLabel();
  return (
    <Section title={t("share.choose")} note={t("share.chosen", { count: ids.length })}>
      <ul className={styles.choices}>
        {rows.map((row) => (
          <li key={row.id} className={styles.choice}>
            <Checkbox isSelected={ids.includes(row.id)} onChange={(on) => onChange(on ? [...ids, row.id] : ids.filter((id) => id !== row.id))}>
              {row.title === "" ? t("common.untitled") : row.title}
              {row.kind === "report" ? ` (${day(row.updatedAt.slice(0, 10))})` : ""}
            </Checkbox>
            <span className={styles.marks}>
              <span className={styles.along}>{kindLabel(row.kind)}</span>
              <PublishedBadge state={row.published} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
