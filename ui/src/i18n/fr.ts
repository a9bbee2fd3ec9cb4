import { carriers } from "./fr/carriers";
import { choices } from "./fr/choices";
import { common } from "./fr/common";
import { core } from "./fr/core";
import { desktops } from "./fr/desktops";
import { exchange } from "./fr/exchange";
import { frame } from "./fr/frame";
import { leaving } from "./fr/leaving";
import { records } from "./fr/records";
import { safety } from "./fr/safety";
import { start } from "./fr/start";
import { trust } from "./fr/trust";

/** Every sentence, in French: the catalogue others follow. */
export const fr = { ...frame, ...common, ...start, ...records, ...choices, ...exchange, ...carriers, ...leaving, ...trust, ...core, ...desktops, ...safety } as const;
