// How the window looks on this machine: kept beside the page, not in the workspace, because it belongs to a person's eyes.

/** What a person chose; "system" follows the machine. */
export type Look = { theme: "system" | "light" | "dark"; contrast: "system" | "more"; density: "comfortable" | "compact"; textScale: 100 | 115 | 130 | 150 | 200; language: "fr" | "en" };

/** What a first start shows. */
export const FIRST_LOOK: Look = { theme: "system", contrast: "system", density: "comfortable", textScale: 100, language: "fr" };

const KEY = "essaim.look";
const SCALES: readonly Look["textScale"][] = [100, 115, 130, 150, 200];

/** Reads saved preferences, ignoring anything this program does not know. */
export function readLook(saved: string | null): Look {
  let found: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(saved ?? "{}");
    if (typeof parsed === "object" && parsed !== null) found = { ...parsed };
  } catch {
    // Unreadable preferences are first preferences.
  }
  return {
    theme: found["theme"] === "light" || found["theme"] === "dark" ? found["theme"] : "system",
    contrast: found["contrast"] === "more" ? "more" : "system",
    density: found["density"] === "compact" ? "compact" : "comfortable",
    textScale: SCALES.find((scale) => scale === found["textScale"]) ?? 100,
    language: found["language"] === "en" ? "en" : "fr",
  };
}

/** Keeps the preferences for the next start; a refused storage only forgets. */
export function saveLook(look: Look): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(look));
  } catch {
    // Private mode or a full disk: the window still works.
  }
}

/** The preferences of the last start. */
export function loadLook(): Look {
  try {
    return readLook(localStorage.getItem(KEY));
  } catch {
    return FIRST_LOOK;
  }
}

/** Puts the preferences on the page; `dark` and `more` are what the system asks for. */
export function applyLook(look: Look, system: { dark: boolean; more: boolean }): void {
  const root = document.documentElement;
  root.dataset["theme"] = look.theme === "system" ? (system.dark ? "dark" : "light") : look.theme;
  root.dataset["contrast"] = look.contrast === "more" || system.more ? "more" : "normal";
  root.dataset["density"] = look.density;
  root.style.fontSize = look.textScale === 100 ? "" : `${String(look.textScale)}%`;
  root.lang = look.language;
}
