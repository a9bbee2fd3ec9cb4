import { Outlet, useParams } from "@tanstack/react-router";
import type { LucideIcon } from "lucide-react";
import { useMemo } from "react";
import { Button, IconButton } from "@/components/Button";
import { Callout, EmptyState } from "@/components/Notice";
import { PageHead } from "@/components/PageHead";
import { type Column, RecordTable, type SortOrder } from "@/components/RecordTable";
import { Split } from "@/components/Split";
import { refusalWords } from "@/i18n/refusal";
import { useT } from "@/i18n/useT";
import type { RecordRow } from "@/ipc/bindings.gen";
import { refusalOf } from "@/ipc/client";
import { isNarrowed, type ListSearch, SORT_COLUMNS, type SortName } from "@/lib/listSearch";
import { ListFilters } from "./ListFilters";
import { useNewRecord } from "./NewRecord";
import { filterOf, useRows } from "./useRows";

type RecordListPageProps = {
  kind: "project" | "solution";
  title: string;
  /** What the address asks for. */
  address: ListSearch;
  onAddress: (address: ListSearch) => void;
  /** What is shown where the address says nothing of it. */
  otherwise: { sort: SortName; shelf: "own" | "all" };
  onOpen: (row: RecordRow, how: "chosen" | "passed") => void;
  columns: Column<RecordRow>[];
  card: (row: RecordRow) => React.ReactNode;
  create: { label: string; icon: LucideIcon };
  /** What stands there when there are none at all. */
  none: React.ReactNode;
};

/** A list of records, filtered and sorted by its address; the one that is open stands beside it. */
export function RecordListPage({ kind, title, address, onAddress, otherwise, onOpen, columns, card, create, none }: RecordListPageProps) {
  const speech = useT();
  const { t } = speech;
  const openId = useParams({ strict: false, select: (params) => params.id ?? null });
  const newRecord = useNewRecord();
  const filter = useMemo(() => filterOf({ ...address, shelf: address.shelf ?? otherwise.shelf }), [address, otherwise.shelf]);
  const sort = useMemo(() => ({ column: address.sort ?? otherwise.sort, descending: address.descending === true }), [address.sort, address.descending, otherwise.sort]);
  const rows = useRows(kind, filter, sort);
  const compact = openId !== null;
  const onSort = (order: SortOrder) => {
    const column = SORT_COLUMNS.find((name) => name === order.column);
    if (column === undefined) return;
    const { descending: _, ...rest } = address;
    onAddress({ ...rest, sort: column, ...(order.descending ? { descending: true as const } : {}) });
  };
  const actions = compact ? (
    <IconButton icon={create.icon} label={create.label} onPress={() => newRecord(kind)} />
  ) : (
    <Button icon={create.icon} look={rows.total === 0 && !isNarrowed(address) ? "primary" : "outline"} onPress={() => newRecord(kind)}>
      {create.label}
    </Button>
  );
  const list = (
    <>
      <PageHead title={title} actions={actions} compact={compact}>
        <ListFilters kind={kind} search={address} onChange={onAddress} total={rows.isLoading ? null : rows.total} compact={compact} />
      </PageHead>
      {rows.error !== null ? (
        <Callout tone="bad">{refusalWords(speech, refusalOf(rows.error)).what}</Callout>
      ) : rows.total > 0 || rows.isLoading ? (
        <RecordTable
          label={title}
          columns={columns}
          total={rows.total}
          rowAt={rows.rowAt}
          keyOf={(row) => row.id}
          onRange={rows.onRange}
          openKey={openId}
          onOpen={onOpen}
          sort={sort}
          onSort={onSort}
          sortLabels={{ ascending: t("common.ascending"), descending: t("common.descending") }}
          card={card}
          asCards={compact}
        />
      ) : isNarrowed(address) ? (
        <EmptyState title={t("list.nothing")} actions={<Button onPress={() => onAddress({})}>{t("list.clearAll")}</Button>}>
          {t("list.nothingHelp")}
        </EmptyState>
      ) : (
        none
      )}
    </>
  );
  return <Split list={list} page={compact ? <Outlet /> : null} />;
}
