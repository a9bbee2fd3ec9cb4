import type { Refusal } from "@/ipc/client";
import { frenchSpaces } from "@/lib/text";
import type { Speech } from "./useT";

/** A sentence of the core in both languages, as it is shown in one. */
export function inPrint(language: "fr" | "en", words: { fr: string; en: string }): string {
  return language === "fr" ? frenchSpaces(words.fr) : words.en;
}

/** A refusal in words: what happened, and what can be done about it. The core writes them; it knows which field or file. */
export function refusalWords({ language, t }: Speech, { what, action }: Pick<Refusal, "what" | "action">): { what: string; act: string } {
  return { what: what === null ? t("refused.words") : inPrint(language, what), act: action === null ? t("refused.act") : inPrint(language, action) };
}
