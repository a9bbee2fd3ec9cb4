import { getRouteApi } from "@tanstack/react-router";
import { EmptyState } from "@/components/Notice";
import { SaveStates } from "@/components/record/SaveState";
import { useRecord } from "@/components/record/useRecord";
import { refusalWords } from "@/i18n/refusal";
import { useT } from "@/i18n/useT";
import { LetterBody } from "./LetterBody";

const route = getRouteApi("/documents/$id");

/** A report, feedback or an adoption: written here, or received. */
export function LetterPage() {
  const { id } = route.useParams();
  const speech = useT();
  const { view, refusal } = useRecord(id);
  if (refusal !== null) {
    const words = refusalWords(speech, refusal);
    return <EmptyState title={words.what}>{words.act}</EmptyState>;
  }
  if (view === undefined) return null;
  return (
    <SaveStates key={id}>
      <LetterBody view={view} />
    </SaveStates>
  );
}
