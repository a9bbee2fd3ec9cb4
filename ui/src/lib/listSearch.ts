// What the address keeps of a list: filters and order. Anything else in it is ignored.

/** The orders a list knows. */
export const SORT_COLUMNS = ["title", "status", "programme", "person", "start", "due", "priority", "updated", "progress"] as const;
/** One of them. */
export type SortName = (typeof SORT_COLUMNS)[number];

/** What the address of a list says; what is absent is not filtered. */
export type ListSearch = {
  status?: string[];
  programme?: string[];
  person?: string[];
  text?: string;
  late?: true;
  shelf?: "own" | "received" | "all";
  sort?: SortName;
  descending?: true;
};

function texts(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const found = value.filter((item): item is string => typeof item === "string" && item !== "");
  return found.length === 0 ? undefined : found;
}

/** Reads the address of a list. */
export function readListSearch(search: Record<string, unknown>): ListSearch {
  const found: ListSearch = {};
  const status = texts(search["status"]);
  const programme = texts(search["programme"]);
  const person = texts(search["person"]);
  if (status !== undefined) found.status = status;
  if (programme !== undefined) found.programme = programme;
  if (person !== undefined) found.person = person;
  if (typeof search["text"] === "string" && search["text"] !== "") found.text = search["text"];
  if (search["late"] === true) found.late = true;
  const shelf = (["own", "received", "all"] as const).find((name) => name === search["shelf"]);
  if (shelf !== undefined) found.shelf = shelf;
  const sort = SORT_COLUMNS.find((name) => name === search["sort"]);
  if (sort !== undefined) found.sort = sort;
  if (search["descending"] === true) found.descending = true;
  return found;
}

/** Whether anything narrows the list. */
export function isNarrowed(search: ListSearch): boolean {
  return search.status !== undefined || search.programme !== undefined || search.person !== undefined || search.text !== undefined || search.late !== undefined || search.shelf !== undefined;
}
