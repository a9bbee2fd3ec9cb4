import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { RotateCcw, Trash2 } from "lucide-react";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/Notice";
import { PageBody, PageHead } from "@/components/PageHead";
import { KindSign } from "@/components/record/KindSign";
import { useT } from "@/i18n/useT";
import type { RecordRow } from "@/ipc/bindings.gen";
import { changes, useChange } from "@/ipc/mutations";
import { trashQuery } from "@/ipc/queries";
import styles from "./trash.module.css";

/** What was put aside; nothing is ever destroyed from here. */
export function TrashPage() {
  const { t, instant } = useT();
  const { run, busy } = useChange();
  const rows = useQuery(trashQuery).data;
  if (rows === undefined) return null;
  return (
    <PageBody>
      <PageHead title={t("frame.trash")} lead={rows.length === 0 ? undefined : t("trash.lead")} />
      {rows.length === 0 ? (
        <EmptyState title={t("trash.none")} icon={Trash2}>
          {t("trash.noneHelp")}
        </EmptyState>
      ) : (
        <ul className={styles.list}>
          {rows.map((row) => (
            <li key={row.id} className={styles.line}>
              <KindSign kind={row.kind} />
              <p className={styles.words}>
                <Title row={row} />
                <small>{instant(row.updatedAt)}</small>
              </p>
              <Button size="small" icon={RotateCcw} isDisabled={busy} onPress={() => void run(changes.restore(row.id))}>
                {t("common.restore")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </PageBody>
  );
}

function Title({ row }: { row: RecordRow }) {
  const { t } = useT();
  const title = row.title === "" ? t("common.untitled") : row.title;
  if (row.kind === "project")
    return (
      <Link to="/projets/$id" params={{ id: row.id }}>
        {title}
      </Link>
    );
  if (row.kind === "solution")
    return (
      <Link to="/solutions/$id" params={{ id: row.id }}>
        {title}
      </Link>
    );
  if (row.kind === "report" || row.kind === "feedback" || row.kind === "adoption")
    return (
      <Link to="/documents/$id" params={{ id: row.id }}>
        {title}
      </Link>
    );
  return <span>{title}</span>;
}
