import { getRouteApi } from "@tanstack/react-router";
import { SquarePlus, Sprout } from "lucide-react";
import { useCallback } from "react";
import { EmptyState } from "@/components/Notice";
import { RecordListPage } from "@/components/record/RecordListPage";
import { useT } from "@/i18n/useT";
import type { ListSearch } from "@/lib/listSearch";
import { ProjectCard } from "./ProjectCard";
import { useProjectColumns } from "./useProjectColumns";

const route = getRouteApi("/projets");
const OTHERWISE = { sort: "due", shelf: "own" } as const;

/** All projects; the one that is open stands beside the list. */
export function ProjectsPage() {
  const { t } = useT();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const onAddress = useCallback((next: ListSearch) => void navigate({ to: ".", search: next, replace: true }), [navigate]);
  return (
    <RecordListPage
      kind="project"
      title={t("frame.projects")}
      address={search}
      onAddress={onAddress}
      otherwise={OTHERWISE}
      onOpen={(row, how) => void navigate({ to: "/projets/$id", params: { id: row.id }, search, replace: how === "passed" })}
      columns={useProjectColumns()}
      card={(row) => <ProjectCard row={row} />}
      create={{ label: t("palette.newProject"), icon: SquarePlus }}
      none={
        <EmptyState title={t("projects.none")} icon={Sprout}>
          {t("projects.noneHelp")}
        </EmptyState>
      }
    />
  );
}
