/** What the address of a sheet keeps: whether it is being written, and the field it was opened for. */
export type SolutionSearch = { write?: true; field?: string };

/** Reads it, ignoring the rest. */
export function readSolutionSearch(search: Record<string, unknown>): SolutionSearch {
  const field = search["field"];
  return search["write"] === true ? { write: true, ...(typeof field === "string" && field !== "" ? { field } : {}) } : {};
}
