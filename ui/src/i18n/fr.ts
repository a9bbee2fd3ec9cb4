import { common } from "./fr/common";
import { frame } from "./fr/frame";

/** Every sentence, in French: the catalogue others follow. */
export const fr = { ...frame, ...common } as const;
