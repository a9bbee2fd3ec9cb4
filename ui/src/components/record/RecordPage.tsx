import { useQuery } from "@tanstack/react-query";
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
  const query = useQuery(recordQuery(id));
  if (query.isError) {
    const words = refusalWords(speech, refusalOf(query.error));
    return <EmptyState title={words.what}>{words.act}</EmptyState>;
  }
  return query.data === undefined ? null : <SaveStates key={id}>{children(query.data)}</SaveStates>;
}
