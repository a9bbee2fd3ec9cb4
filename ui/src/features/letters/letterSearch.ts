/** What the address of a document keeps: the field it was opened for. */
export type LetterSearch = { field?: string };

/** Reads it, ignoring the rest. */
export function readLetterSearch(search: Record<string, unknown>): LetterSearch {
  const field = search["field"];
  return typeof field === "string" && field !== "" ? { field } : {};
}
