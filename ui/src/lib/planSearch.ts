/** What the address of an examined file keeps: the files that wait for their turn. */
export type PlanSearch = { next?: string[] };

/** Reads it, ignoring the rest. */
export function readPlanSearch(search: Record<string, unknown>): PlanSearch {
  const next = search["next"];
  if (!Array.isArray(next)) return {};
  const found = next.filter((token): token is string => typeof token === "string" && token !== "");
  return found.length === 0 ? {} : { next: found };
}

/** Where files that were handed over are examined, one after the other; null when there is none. */
export function planOf(tokens: readonly string[]): { to: "/echanges/examen/$token" | "/echanges/dossier/$token"; params: { token: string }; search: PlanSearch } | null {
  const [token, ...next] = tokens;
  if (token === undefined) return null;
  const to = token.startsWith("folder-") ? "/echanges/dossier/$token" : "/echanges/examen/$token";
  return { to, params: { token }, search: next.length === 0 ? {} : { next } };
}
