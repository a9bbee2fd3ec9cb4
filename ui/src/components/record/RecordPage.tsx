import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { FileX } from "lucide-react";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/Notice";
import { refusalWords } from "@/i18n/refusal";
import { useT } from "@/i18n/useT";
import type { RecordView } from "@/ipc/bindings.gen";
import { refusalOf } from "@/ipc/client";
import { recordQuery } from "@/ipc/queries";
import { SaveStates } from "./SaveState";

/** The page of one record, with its saving; or why it cannot be shown. */
export function RecordPage({ id, children }: { id: string; children: (view: RecordView) => React.ReactNode }) {
  const speech = useT();
  const navigate = useNavigate();
  const query = useQuery(recordQuery(id));
  if (query.isError) {
    const refusal = refusalOf(query.error);
    const words = refusal.code === "not_found" ? { what: speech.t("record.gone"), act: speech.t("record.goneHelp") } : refusalWords(speech, refusal);
    return (
      <EmptyState isAll title={words.what} icon={FileX} actions={<Button onPress={() => void navigate({ to: "/" })}>{speech.t("record.goneBack")}</Button>}>
        {words.act}
      </EmptyState>
    );
  }
  return query.data === undefined ? null : <SaveStates key={id}>{children(query.data)}</SaveStates>;
}
