/** The parts of the exchanges page. */
export const EXCHANGE_TABS = ["received", "sent", "shelf"] as const;
/** One of them. */
export type ExchangeTab = (typeof EXCHANGE_TABS)[number];
/** What the address keeps: the part that is shown. */
export type ExchangesSearch = { tab?: ExchangeTab };

/** Reads it, ignoring the rest. */
export function readExchangesSearch(search: Record<string, unknown>): ExchangesSearch {
  const tab = EXCHANGE_TABS.find((name) => name === search["tab"]);
  return tab === undefined ? {} : { tab };
}
