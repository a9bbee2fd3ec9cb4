/** The parts of the settings. */
export const SETTINGS_TABS = ["you", "desktops", "safety", "look", "access", "about"] as const;
/** One of them. */
export type SettingsTab = (typeof SETTINGS_TABS)[number];
/** What the address keeps. */
export type SettingsSearch = { tab?: SettingsTab };

/** Reads it, ignoring the rest. */
export function readSettingsSearch(search: Record<string, unknown>): SettingsSearch {
  const tab = SETTINGS_TABS.find((name) => name === search["tab"]);
  return tab === undefined ? {} : { tab };
}
