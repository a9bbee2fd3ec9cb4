// Owns what the parts of a date mean as a person typed them. What is half written or does not exist is refused, never completed.

import { dayNumber } from "./dates";

/** What the parts hold; null is an empty one. */
export type DateParts = { day: number | null; month: number | null; year: number | null };

/** Why what is typed is not kept. */
export type WrongDate = "incomplete" | "year" | "noSuchDay";

/** A plain date, "" when all parts are empty; or why it is neither. */
export type TypedDate = { text: string } | { wrong: WrongDate };

const FIRST_YEAR = 1900;

/** Two figures are a year of this century. */
export function fullYear(year: number): number {
  return year < 100 ? 2000 + year : year;
}

/** Reads the parts; the date that is stored already is never in doubt. */
export function readParts({ day, month, year }: DateParts, stored = ""): TypedDate {
  if (day === null && month === null && year === null) return { text: "" };
  if (day === null || month === null || year === null) return { wrong: "incomplete" };
  const written = (years: number) => `${String(years).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  if (written(year) === stored) return { text: stored };
  if (fullYear(year) < FIRST_YEAR) return { wrong: "year" };
  const text = written(fullYear(year));
  return dayNumber(text) === null ? { wrong: "noSuchDay" } : { text };
}
