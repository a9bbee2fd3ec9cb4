import { getRouteApi } from "@tanstack/react-router";
import { RecordPage } from "@/components/record/RecordPage";
import { LetterBody } from "./LetterBody";

const route = getRouteApi("/documents/$id");

/** A report, feedback or an adoption: written here, or received. */
export function LetterPage() {
  const { id } = route.useParams();
  return <RecordPage id={id}>{(view) => <LetterBody view={view} />}</RecordPage>;
}
