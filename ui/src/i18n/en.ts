import { common } from "./en/common";
import { frame } from "./en/frame";
import type { fr } from "./fr";

/** Every sentence, in English: written, not translated word for word. */
export const en: Record<keyof typeof fr, string> = { ...frame, ...common };
