// The forms that members have: hashes, identifiers, whole numbers, texts. Whatever has another form is altered.

import { Members, NotJson, parse } from "./json.mjs";
import { altered } from "./refusal.mjs";

export const HIGHEST = 2 ** 53 - 1;
const BELOW_2_32 = 2 ** 32 - 1;
const BELOW_2_64 = 2n ** 64n - 1n;

/** The object that a JSON text is. */
export function object(bytes) {
  try {
    return members(parse(bytes));
  } catch (error) {
    if (error instanceof NotJson) altered("form");
    throw error;
  }
}

export function members(value) {
  return value instanceof Members ? value : altered("form");
}

/** A member that must stand once. */
export function one(object, name) {
  const found = object.all(name);
  return found.length === 1 ? found[0] : altered("form");
}

/** A member that may be missing, which `null` says too, and stands once where it is there. */
export function oneOrNone(object, name) {
  return object.all(name).length === 0 ? undefined : (one(object, name) ?? undefined);
}

export function text(value) {
  return typeof value === "string" ? value : altered("form");
}

export function list(value) {
  return Array.isArray(value) ? value : altered("form");
}

export function digits(value, length) {
  return typeof value === "string" && value.length === length && /^[0-9a-f]*$/.test(value) ? value : altered("form");
}

/** An organisation's or a desktop's identifier. */
export const id = (value) => digits(value, 32);

/** A hash or a key. */
export const hash = (value) => digits(value, 64);

/** A record's identifier. */
export function recordId(value) {
  return /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}$/.test(text(value)) ? value : altered("form");
}

/** A version or a count. */
export const count = (value) => whole(value, 0, BELOW_2_32);

/** A whole number from `lowest` to `highest`, both included. */
export function whole(value, lowest = 0, highest = BELOW_2_64) {
  if (typeof value !== "bigint" || value < BigInt(lowest) || value > BigInt(highest)) altered("form");
  return Number(value);
}
