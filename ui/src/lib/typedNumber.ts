// Owns what a number means as a person typed or pasted it. It stays text all along; what is in doubt is refused, never guessed.

import { formatDecimal, type NumberStyle } from "./decimal";

/** Why what is typed is not kept. */
export type WrongNumber = "notNumber" | "tooLong" | "cents" | "negative";

/** Decimal text ("1234.50"), "" when nothing is typed; or why it is neither. */
export type TypedNumber = { text: string } | { wrong: WrongNumber };

type NumberRules = {
  /** May be typed behind the figures. */
  unit?: string | undefined;
  /** Cents at most, never below zero. */
  money?: boolean;
};

// What the core keeps of a decimal.
const MOST_WHOLE = 18;
const MOST_FRACTION = 9;
const MOST_CENTS = 2;

const SIGNED = /^([+-]?) ?(\d[\d., ]*|[.,]\d+)$/;
const GROUPED = /^(?:\d*|[1-9]\d{0,2}([., ])\d{3}(?:\1\d{3})*)$/;

/** Reads "1 234,50 €", "1234.50" (the point of the keypad), "1.234,50", "-3": any kind of space, either minus. */
export function readNumber(typed: string, style: NumberStyle, { unit = "", money = false }: NumberRules = {}): TypedNumber {
  const bare = typed.replace(/\s+/g, " ").trim();
  if (bare === "") return { text: "" };
  const [, sign, figures] = SIGNED.exec(withoutUnit(bare, unit).replace("\u2212", "-")) ?? [];
  if (figures === undefined) return { wrong: "notNumber" };
  const at = decimalPlace(figures, style);
  const before = figures.slice(0, at);
  const fraction = figures.slice(at + 1);
  if (!GROUPED.test(before) || !/^\d*$/.test(fraction)) return { wrong: "notNumber" };
  const whole = before.replace(/\D/g, "").replace(/^0+(?=\d)/, "") || "0";
  if (whole.length > MOST_WHOLE) return { wrong: "tooLong" };
  if (fraction.length > (money ? MOST_CENTS : MOST_FRACTION)) return { wrong: money ? "cents" : "tooLong" };
  const negative = sign === "-" && /[1-9]/.test(whole + fraction);
  if (negative && money) return { wrong: "negative" };
  return { text: `${negative ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}` };
}

/** Where the decimals begin. Of two kinds of separator the last is the decimal one; one that comes again only groups. */
function decimalPlace(figures: string, style: NumberStyle): number {
  const separators = figures.replace(/\d/g, "");
  const last = separators.at(-1);
  const isDecimal = last === "." || (last === "," && (style.decimal === "," || new Set(separators).size > 1));
  const isRepeated = new Set(separators).size === 1 && separators.length > 1;
  return last === undefined || !isDecimal || isRepeated ? figures.length : figures.lastIndexOf(last);
}

function withoutUnit(bare: string, unit: string): string {
  const own = unit.trim();
  if (own !== "" && !/^[\d.,]/.test(own) && bare.toLowerCase().endsWith(own.toLowerCase())) return bare.slice(0, -own.length).trimEnd();
  return bare.replace(/^€ ?| ?€$/, "");
}

/** Whether two decimal texts are the same number: "12.5" and "12.50" are. */
export function sameNumber(one: string, other: string): boolean {
  const shortest = (text: string) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
  return shortest(one) === shortest(other);
}

/** A stored decimal as its field shows it; an amount with cents shows both. */
export function shownNumber(value: string, style: NumberStyle, money = false): string {
  return formatDecimal(value, style, money && value.includes(".") ? MOST_CENTS : 0);
}
