// Decimal numbers travel and are stored as text ("1234.5"): these helpers never pass through floating point.

/** The writing habits of a language: thin space and comma in French, comma and point in English. */
export type NumberStyle = { group: string; decimal: string };

/** French figures: narrow no-break space between thousands, comma for decimals. */
export const FRENCH: NumberStyle = { group: "\u202f", decimal: "," };
/** English figures. */
export const ENGLISH: NumberStyle = { group: ",", decimal: "." };

const PLAIN = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** Writes a stored decimal for people. Text that is not a decimal is shown as it is, never hidden. */
export function formatDecimal(value: string, style: NumberStyle, minimumDecimals = 0): string {
  const match = PLAIN.exec(value.trim());
  if (match === null) return value;
  const [, sign = "", whole = "", fraction = ""] = match;
  const trimmed = whole.replace(/^0+(?=\d)/, "");
  // French leaves four-figure numbers open only in years; amounts are always grouped.
  const grouped = trimmed.replace(/\B(?=(\d{3})+(?!\d))/g, style.group);
  const decimals = fraction.padEnd(minimumDecimals, "0");
  const minus = sign === "-" ? "\u2212" : "";
  return decimals === "" ? `${minus}${grouped}` : `${minus}${grouped}${style.decimal}${decimals}`;
}

/** A stored decimal as a number for drawing only (charts, meters), never for keeping; null when it is not one. */
export function forDrawing(value: string): number | null {
  return PLAIN.test(value.trim()) ? Number(value) : null;
}
