/** What the address of a sheet keeps: whether it is being written. */
export type SolutionSearch = { write?: true };

/** Reads it, ignoring the rest. */
export function readSolutionSearch(search: Record<string, unknown>): SolutionSearch {
  return search["write"] === true ? { write: true } : {};
}
