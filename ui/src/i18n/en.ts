import { carriers } from "./en/carriers";
import { common } from "./en/common";
import { core } from "./en/core";
import { desktops } from "./en/desktops";
import { exchange } from "./en/exchange";
import { frame } from "./en/frame";
import { records } from "./en/records";
import { start } from "./en/start";
import type { fr } from "./fr";

/** Every sentence, in English: written, not translated word for word. */
export const en: Record<keyof typeof fr, string> = { ...frame, ...common, ...start, ...records, ...exchange, ...carriers, ...core, ...desktops };
