import { getRouteApi } from "@tanstack/react-router";
import { RecordPage } from "@/components/record/RecordPage";
import { ProjectBody } from "./ProjectBody";

const route = getRouteApi("/projets/$id");

/** One project, all on one page. */
export function ProjectPage() {
  const { id } = route.useParams();
  return <RecordPage id={id}>{(view) => <ProjectBody view={view} />}</RecordPage>;
}
