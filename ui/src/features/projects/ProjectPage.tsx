import { getRouteApi } from "@tanstack/react-router";
import { EmptyState } from "@/components/Notice";
import { SaveStates } from "@/components/record/SaveState";
import { useRecord } from "@/components/record/useRecord";
import { refusalWords } from "@/i18n/refusal";
import { useT } from "@/i18n/useT";
import { ProjectBody } from "./ProjectBody";

const route = getRouteApi("/projets/$id");

/** One project, all on one page. */
export function ProjectPage() {
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
      <ProjectBody view={view} />
    </SaveStates>
  );
}
