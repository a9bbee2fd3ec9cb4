import type { Speech } from "./useT";

/** A refusal in words: what happened, and what can be done about it. */
export function refusalWords(speech: Speech, refusal: { code: string; params: Record<string, string> }): { what: string; act: string } {
  const what = speech.maybe(`error.${refusal.code}.what`, refusal.params);
  if (what === null) return { what: speech.t("common.errorUnknown", { code: refusal.code }), act: speech.t("common.errorAct") };
  return { what, act: speech.maybe(`error.${refusal.code}.do`, refusal.params) ?? "" };
}
