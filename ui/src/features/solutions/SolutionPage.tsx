import { getRouteApi } from "@tanstack/react-router";
import { RecordPage } from "@/components/record/RecordPage";
import { SolutionBody } from "./SolutionBody";

const route = getRouteApi("/solutions/$id");

/** One sheet, read or written. */
export function SolutionPage() {
  const { id } = route.useParams();
  return <RecordPage id={id}>{(view) => <SolutionBody view={view} />}</RecordPage>;
}
