import { useQuery } from "@tanstack/react-query";
import { RotateCcw, Trash2 } from "lucide-react";
import { Button } from "@/components/Button";
import { Line, Lines } from "@/components/Lines";
import { EmptyState } from "@/components/Notice";
import { PageBody, PageHead } from "@/components/PageHead";
import { KindSign } from "@/components/record/KindSign";
import { RecordLink } from "@/components/record/RecordLink";
import { useKindLabel } from "@/components/record/useSchema";
import { useT } from "@/i18n/useT";
import { changes, useChange } from "@/ipc/mutations";
import { trashQuery } from "@/ipc/queries";

/** What was put aside; nothing is ever destroyed from here. */
export function TrashPage() {
  const { t, instant } = useT();
  const { run, busy } = useChange();
  const kind = useKindLabel();
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
        <Lines>
          {rows.map((row) => (
            <li key={row.id}>
              <Line
                sign={<KindSign kind={row.kind} silent />}
                name={<RecordLink kind={row.kind} id={row.id} title={row.title} />}
                note={`${kind(row.kind)} · ${instant(row.updatedAt)}`}
                end={
                  <Button size="small" icon={RotateCcw} isDisabled={busy} onPress={() => void run(changes.restore(row.id))}>
                    {t("common.restore")}
                  </Button>
                }
              />
            </li>
          ))}
        </Lines>
      )}
    </PageBody>
  );
}
