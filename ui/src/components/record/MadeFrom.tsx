import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { GitFork, Sprout } from "lucide-react";
import { Section } from "@/components/PageHead";
import { useT } from "@/i18n/useT";
import type { RecordRow, RecordView } from "@/ipc/bindings.gen";
import { adaptationsQuery } from "@/ipc/queries";
import styles from "./record.module.css";

/** Who made a sheet or a project from this one, as far as it is known here. */
export function MadeFrom({ view }: { view: RecordView }) {
  const { t } = useT();
  const rows = useQuery(adaptationsQuery(view.id)).data ?? [];
  if (rows.length === 0) return null;
  return (
    <Section id="reprises" title={t("madeFrom.title")} note={t("madeFrom.note", { count: rows.length })}>
      <ul className={styles.made}>
        {rows.map((row) => (
          <li key={`${row.owner}-${row.id}`}>
            <Made row={row} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Made({ row }: { row: RecordRow }) {
  const { t, day } = useT();
  const isProject = row.kind === "project";
  const Sign = isProject ? Sprout : GitFork;
  const title = row.title === "" ? t("common.untitled") : row.title;
  return (
    <>
      <Sign aria-hidden className={styles.madeSign} />
      <span>
        {isProject ? (
          <Link to="/projets/$id" params={{ id: row.id }}>
            {title}
          </Link>
        ) : (
          <Link to="/solutions/$id" params={{ id: row.id }}>
            {title}
          </Link>
        )}
        <small>
          {isProject ? t("madeFrom.project", { owner: row.ownerName }) : t("madeFrom.sheet", { owner: row.ownerName })} · {day(row.updatedAt.slice(0, 10))}
        </small>
      </span>
    </>
  );
}
