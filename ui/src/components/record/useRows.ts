import { useQueries, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import type { ListFilter, ListQuery, RecordRow } from "@/ipc/bindings.gen";
import { recordsQuery, WINDOW } from "@/ipc/queries";
import type { ListSearch } from "@/lib/listSearch";

/** What the address of a list asks of the core. */
export function filterOf(search: ListSearch): ListFilter {
  return { status: search.status ?? [], programme: search.programme ?? [], person: search.person ?? [], text: search.text ?? "", late: search.late === true, shelf: search.shelf ?? "own", trashed: false };
}

type Sort = ListQuery["sort"];

/** The rows of a list of any length: only the windows in sight are asked for. */
export function useRows(kind: string, filter: ListFilter, sort: Sort) {
  const [range, setRange] = useState({ first: 0, last: 0 });
  const windowAt = useCallback((page: number) => recordsQuery({ kind, filter, sort, offset: page * WINDOW, limit: WINDOW }), [kind, filter, sort]);
  const first = useQuery(windowAt(0));
  const pages = useMemo(() => {
    const from = Math.floor(range.first / WINDOW);
    const to = Math.floor(range.last / WINDOW);
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  }, [range]);
  const windows = useQueries({ queries: pages.map(windowAt) });
  const total = first.data?.total ?? 0;
  const rowAt = (index: number): RecordRow | undefined => {
    const page = Math.floor(index / WINDOW);
    if (page === 0) return first.data?.items[index];
    const window = windows[pages.indexOf(page)];
    return window === undefined || window.isPlaceholderData ? undefined : window.data?.items[index - page * WINDOW];
  };
  const onRange = useCallback((from: number, to: number) => setRange((before) => (before.first === from && before.last === to ? before : { first: from, last: to })), []);
  return { total, rowAt, onRange, isLoading: first.isPending, error: first.error };
}
