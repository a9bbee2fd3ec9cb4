// Dates travel as ISO text (2026-11-23, or an instant ending in Z). A plain date has no time zone and is never shifted.

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_LENGTH = 86_400_000;

/** How much of a date is written. */
export type DateLength = "short" | "medium" | "long";

const LENGTHS: Record<DateLength, Intl.DateTimeFormatOptions> = {
  short: { day: "2-digit", month: "2-digit", year: "numeric" },
  medium: { day: "numeric", month: "short", year: "numeric" },
  long: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
};

/** Milliseconds of midnight UTC of a plain date; null when the text is not one. */
export function dayNumber(day: string): number | null {
  const match = DAY.exec(day);
  if (match === null) return null;
  const time = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return new Date(time).toISOString().slice(0, 10) === day ? time : null;
}

/** A plain date for people; text that is not a date is shown as it is. */
export function formatDay(day: string, locale: string, length: DateLength = "short"): string {
  const time = dayNumber(day);
  if (time === null) return day;
  return new Intl.DateTimeFormat(locale, { ...LENGTHS[length], timeZone: "UTC" }).format(time);
}

/** An instant for people, in the time zone of the machine unless told. */
export function formatInstant(instant: string, locale: string, timeZone?: string): string {
  const time = Date.parse(instant);
  if (Number.isNaN(time)) return instant;
  const zone = timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: zone }).format(time);
}

/** The plain date it is on this machine. */
export function today(now: Date = new Date()): string {
  const part = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${part(now.getMonth() + 1)}-${part(now.getDate())}`;
}

/** Whole days from one plain date to another, negative when it is past; null when either is not a date. */
export function daysBetween(from: string, to: string): number | null {
  const start = dayNumber(from);
  const end = dayNumber(to);
  return start === null || end === null ? null : Math.round((end - start) / DAY_LENGTH);
}

/** "il y a 2 minutes": how long ago an instant was; null when that is less than a minute, or it is no instant. */
export function relativeInstant(instant: string, locale: string, now: number = Date.now()): string | null {
  const minutes = Math.round((Date.parse(instant) - now) / 60_000);
  if (Number.isNaN(minutes) || minutes === 0) return null;
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  if (Math.abs(minutes) < 90) return words.format(minutes, "minute");
  if (Math.abs(minutes) < 48 * 60) return words.format(Math.round(minutes / 60), "hour");
  return words.format(Math.round(minutes / 1440), "day");
}

/** "aujourd'hui", "dans 3 jours", "il y a 2 mois": how far a date is, in words. */
export function relativeDay(day: string, locale: string, from: string = today()): string {
  const days = daysBetween(from, day);
  if (days === null) return day;
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  if (Math.abs(days) < 14) return words.format(days, "day");
  if (Math.abs(days) < 60) return words.format(Math.round(days / 7), "week");
  if (Math.abs(days) < 700) return words.format(Math.round(days / 30.4), "month");
  return words.format(Math.round(days / 365.25), "year");
}
