import { createContext } from "react";
import { FIRST_LOOK, type Look } from "@/lib/look";

/** How the window looks, and the way to change it. */
export const LookContext = createContext<{ look: Look; setLook: (part: Partial<Look>) => void }>({ look: FIRST_LOOK, setLook: () => undefined });
