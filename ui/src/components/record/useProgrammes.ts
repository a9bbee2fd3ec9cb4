import { useQuery } from "@tanstack/react-query";
import type { ListFilter, RecordRow } from "@/ipc/bindings.gen";
import { recordsQuery } from "@/ipc/queries";

const ALL: ListFilter = { status: [], programme: [], person: [], text: "", late: false, shelf: "all", trashed: false };

/** The programmes known here: those that ship with the program, one's own and those received. */
export function useProgrammes(): RecordRow[] {
  const page = useQuery(recordsQuery({ kind: "programme", filter: ALL, sort: { column: "title", descending: false }, offset: 0, limit: 200 }));
  return page.data?.items ?? [];
}
