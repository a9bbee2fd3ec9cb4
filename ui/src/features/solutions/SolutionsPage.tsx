import { getRouteApi, Outlet, useParams } from "@tanstack/react-router";
import { BookOpenText, FilePlus } from "lucide-react";
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
import { changes, useChange } from "@/ipc/mutations";
import { isNarrowed, type ListSearch, SORT_COLUMNS } from "@/lib/listSearch";
import { SolutionCard } from "./SolutionCard";
import { useSolutionColumns } from "./useSolutionColumns";

const route = getRouteApi("/solutions");

/** All sheets, one's own and those received; the one that is open stands beside the list. */
export function SolutionsPage() {
  const speech = useT();
  const { t } = speech;
  const address = route.useSearch();
  const navigate = route.useNavigate();
  const openId = useParams({ strict: false, select: (params) => params.id ?? null });
  const { run, busy } = useChange();
  const create = useNewRecord();
  const columns = useSolutionColumns();
  // Sheets are few and worth seeing together: without a choice, one's own and the others' are all shown.
  const search = useMemo<ListSearch>(() => ({ ...address, shelf: address.shelf ?? "all" }), [address]);
  const filter = useMemo(() => filterOf(search), [search]);
  const sort = useMemo<{ column: NonNullable<ListSearch["sort"]>; descending: boolean }>(() => ({ column: address.sort ?? "title", descending: address.descending === true }), [address.sort, address.descending]);
  const rows = useRows("solution", filter, sort);

  const onFilter = useCallback((next: ListSearch) => void navigate({ to: ".", search: next, replace: true }), [navigate]);
  const onSort = (order: SortOrder) => {
    const column = SORT_COLUMNS.find((name) => name === order.column);
    if (column === undefined) return;
    const { descending: _, ...rest } = address;
    void navigate({ to: ".", search: { ...rest, sort: column, ...(order.descending ? { descending: true as const } : {}) }, replace: true });
  };
  const list = (
    <>
      <PageHead
        title={t("frame.solutions")}
        compact={openId !== null}
        actions={
          openId === null ? (
            <Button icon={FilePlus} onPress={() => create("solution")}>
              {t("palette.newSolution")}
            </Button>
          ) : (
            <IconButton icon={FilePlus} label={t("palette.newSolution")} onPress={() => create("solution")} />
          )
        }
      >
        <ListFilters kind="solution" search={address} onChange={onFilter} total={rows.isLoading ? null : rows.total} compact={openId !== null} />
      </PageHead>
      {rows.error !== null ? (
        <Callout tone="bad">{refusalWords(speech, refusalOf(rows.error)).what}</Callout>
      ) : rows.total > 0 || rows.isLoading ? (
        <RecordTable
          label={t("frame.solutions")}
          columns={columns}
          total={rows.total}
          rowAt={rows.rowAt}
          keyOf={(row) => row.id}
          onRange={rows.onRange}
          openKey={openId}
          onOpen={(row, how) => void navigate({ to: "/solutions/$id", params: { id: row.id }, search: address, replace: how === "passed" })}
          sort={sort}
          onSort={onSort}
          sortLabels={{ ascending: t("common.ascending"), descending: t("common.descending") }}
          card={(row) => <SolutionCard row={row} />}
          asCards={openId !== null}
        />
      ) : isNarrowed(address) ? (
        <EmptyState title={t("list.nothing")} actions={<Button onPress={() => onFilter({})}>{t("list.clearAll")}</Button>}>
          {t("list.nothingHelp")}
        </EmptyState>
      ) : (
        <EmptyState
          title={t("solutions.none")}
          icon={BookOpenText}
          actions={
            <Button isDisabled={busy} onPress={() => void run(changes.loadStarter)}>
              {t("firstDay.load")}
            </Button>
          }
        >
          {t("solutions.noneHelp")}
        </EmptyState>
      )}
    </>
  );
  return <Split list={list} page={openId === null ? null : <Outlet />} />;
}
