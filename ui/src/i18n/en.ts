import { carriers } from "./en/carriers";
import { choices } from "./en/choices";
import { common } from "./en/common";
import { core } from "./en/core";
import { desktops } from "./en/desktops";
import { exchange } from "./en/exchange";
import { frame } from "./en/frame";
import { leaving } from "./en/leaving";
import { records } from "./en/records";
import { safety } from "./en/safety";
import { start } from "./en/start";
import { trust } from "./en/trust";
import type { fr } from "./fr";

/** Every sentence, in English: written, not translated word for word. */
export const en: Record<keyof typeof fr, string> = { ...frame, ...common, ...start, ...records, ...choices, ...exchange, ...carriers, ...leaving, ...trust, ...core, ...desktops, ...safety };
