/** What the address of the sharing page keeps: what was chosen. */
export type ShareSearch = { ids?: string[] };

/** Reads it, ignoring the rest. */
export function readShareSearch(search: Record<string, unknown>): ShareSearch {
  const ids = search["ids"];
  if (!Array.isArray(ids)) return {};
  const found = ids.filter((id): id is string => typeof id === "string" && id !== "");
  return found.length === 0 ? {} : { ids: found };
}
