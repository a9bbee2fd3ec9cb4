import type { Refusal } from "@/ipc/client";
import type { Speech } from "./useT";

/** A refusal in words: what happened, and what can be done about it. The core writes them; it knows which field or file. */
export function refusalWords(speech: Speech, refusal: Pick<Refusal, "what" | "action">): { what: string; act: string } {
  return { what: refusal.what?.[speech.language] ?? speech.t("refused.words"), act: refusal.action?.[speech.language] ?? speech.t("refused.act") };
}
