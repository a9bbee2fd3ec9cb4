/** What the address of the sharing page keeps: what was chosen, for whom, and whether drafts are to be published. */
export type ShareSearch = { ids?: string[]; to?: string; publish?: true };

/** Reads it, ignoring the rest. */
export function readShareSearch(search: Record<string, unknown>): ShareSearch {
  const ids = search["ids"];
  if (!Array.isArray(ids)) return {};
  const found = ids.filter((id): id is string => typeof id === "string" && id !== "");
  const to = search["to"];
  if (found.length === 0) return {};
  return { ids: found, ...(typeof to === "string" && to !== "" ? { to } : {}), ...(search["publish"] === true ? { publish: true as const } : {}) };
}
