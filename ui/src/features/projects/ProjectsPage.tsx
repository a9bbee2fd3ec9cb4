import { getRouteApi, Outlet, useParams } from "@tanstack/react-router";
import { SquarePlus, Sprout } from "lucide-react";
import { useCallback, useMemo } from "react";
import { Button, IconButton } from "@/components/Button";
import { Callout, EmptyState } from "@/components/Notice";
import { PageHead } from "@/components/PageHead";
import { ListFilters } from "@/components/record/ListFilters";
import { useNewRecord } from "@/components/record/NewRecord";
import { filterOf, useRows } from "@/components/record/useRows";
import { RecordTable, type SortOrder } from "@/components/RecordTable";
import { Split } from "@/components/Split";
import { refusalWords } from "@/i18n/refusal";
import { useT } from "@/i18n/useT";
import { refusalOf } from "@/ipc/client";
import { isNarrowed, type ListSearch, SORT_COLUMNS } from "@/lib/listSearch";
import { ProjectCard } from "./ProjectCard";
import { useProjectColumns } from "./useProjectColumns";

const route = getRouteApi("/projets");

/** All projects; the one that is open stands beside the list. */
export function ProjectsPage() {
  const speech = useT();
  const { t } = speech;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const openId = useParams({ strict: false, select: (params) => params.id ?? null });
  const create = useNewRecord();
  const columns = useProjectColumns();
  const filter = useMemo(() => filterOf(search), [search]);
  const sort = useMemo<{ column: NonNullable<ListSearch["sort"]>; descending: boolean }>(() => ({ column: search.sort ?? "due", descending: search.descending === true }), [search.sort, search.descending]);
  const rows = useRows("project", filter, sort);

  const onFilter = useCallback((next: ListSearch) => void navigate({ to: ".", search: next, replace: true }), [navigate]);
  const onSort = (order: SortOrder) => {
    const column = SORT_COLUMNS.find((name) => name === order.column);
    if (column === undefined) return;
    const { descending: _, ...rest } = search;
    void navigate({ to: ".", search: { ...rest, sort: column, ...(order.descending ? { descending: true as const } : {}) }, replace: true });
  };
  const compact = openId !== null;
  const newProject = compact ? (
    <IconButton icon={SquarePlus} label={t("palette.newProject")} onPress={() => create("project")} />
  ) : (
    <Button icon={SquarePlus} look={rows.total === 0 && !isNarrowed(search) ? "primary" : "outline"} onPress={() => create("project")}>
      {t("palette.newProject")}
    </Button>
  );
  const list = (
    <>
      <PageHead title={t("frame.projects")} actions={newProject} compact={compact}>
        <ListFilters kind="project" search={search} onChange={onFilter} total={rows.isLoading ? null : rows.total} compact={compact} />
      </PageHead>
      {rows.error !== null ? (
        <Callout tone="bad">{refusalWords(speech, refusalOf(rows.error)).what}</Callout>
      ) : rows.total > 0 || rows.isLoading ? (
        <RecordTable
          label={t("frame.projects")}
          columns={columns}
          total={rows.total}
          rowAt={rows.rowAt}
          keyOf={(row) => row.id}
          onRange={rows.onRange}
          openKey={openId}
          onOpen={(row, how) => void navigate({ to: "/projets/$id", params: { id: row.id }, search, replace: how === "passed" })}
          sort={sort}
          onSort={onSort}
          sortLabels={{ ascending: t("common.ascending"), descending: t("common.descending") }}
          card={(row) => <ProjectCard row={row} />}
          asCards={openId !== null}
        />
      ) : isNarrowed(search) ? (
        <EmptyState title={t("list.nothing")} actions={<Button onPress={() => onFilter({})}>{t("list.clearAll")}</Button>}>
          {t("list.nothingHelp")}
        </EmptyState>
      ) : (
        <EmptyState title={t("projects.none")} icon={Sprout}>
          {t("projects.noneHelp")}
        </EmptyState>
      )}
    </>
  );
  return <Split list={list} page={openId === null ? null : <Outlet />} />;
}
