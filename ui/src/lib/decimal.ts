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

/** Reads what a person typed ("1 234,50", "1.234,50 €", "-3.5") into a stored decimal; null when it is not a number. */
export function parseDecimal(typed: string, style: NumberStyle): string | null {
  const bare = typed.replace(/[\s\u00a0\u202f€%']/g, "").replace("\u2212", "-");
  if (bare === "") return null;
  const normal = unifySeparators(bare, style);
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(normal)) return null;
  const sign = normal.startsWith("-") ? "-" : "";
  const [whole = "", fraction = ""] = normal.replace(/^[+-]/, "").split(".");
  const tidyWhole = whole.replace(/^0+(?=\d)/, "") || "0";
  const number = fraction === "" ? tidyWhole : `${tidyWhole}.${fraction}`;
  return /^0(\.0+)?$/.test(number) ? number : `${sign}${number}`;
}

// With both separators the last one is the decimal; alone, a comma is decimal in French and a grouping in English.
function unifySeparators(bare: string, style: NumberStyle): string {
  const comma = bare.lastIndexOf(",");
  const point = bare.lastIndexOf(".");
  if (comma >= 0 && point >= 0) {
    const decimal = comma > point ? "," : ".";
    const group = decimal === "," ? "." : ",";
    return bare.replaceAll(group, "").replace(decimal, ".");
  }
  if (comma >= 0 && style.decimal === "," && bare.indexOf(",") === comma) return bare.replace(",", ".");
  if (comma >= 0 && style.decimal === ".") return bare.replaceAll(",", "");
  return bare;
}

/** A stored decimal as a number for drawing only (charts, meters), never for keeping; null when it is not one. */
export function forDrawing(value: string): number | null {
  return PLAIN.test(value.trim()) ? Number(value) : null;
}
