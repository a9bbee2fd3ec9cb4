// What a revision's body must be (section 9).

import { Members, NoValue, NotJson, parse } from "./json.mjs";
import { HIGHEST, count, id, list, members, one, recordId, text, whole } from "./form.mjs";
import { LEAF_TEXT } from "./limits.mjs";
import { Refusal, altered } from "./refusal.mjs";

const VERSION = 1;
const PATH = /^[A-Za-z0-9_.~-]+(?:\/[A-Za-z0-9_.~-]+){0,7}$/;
const [LOWEST_NUMBER, HIGHEST_NUMBER] = [-(2n ** 63n), 2n ** 63n - 1n];

/** A revision as its body says it, whoever signed it. */
export function readRevision(body) {
  const object = members(parseRevision(body));
  const version = count(one(object, "essaim"));
  // A later version may have changed any other member, but not this one.
  if (version > VERSION) throw new Refusal("too_recent");
  const revision = {
    kind: text(one(object, "kind")),
    record: recordId(one(object, "record")),
    owner: id(one(object, "owner")),
    class: text(one(object, "class")),
    device: id(one(object, "device")),
    n: whole(one(object, "n"), 1, HIGHEST),
    clock: clockOf(one(object, "clock")),
    vector: vectorOf(members(one(object, "vector"))),
    writes: list(one(object, "writes")).map((write) => writeOf(members(write))),
  };
  if (version !== VERSION) throw new Refusal("too_recent");
  checkSense(revision);
  if (revision.writes.some(({ leaves }) => leaves.some(([, value]) => isLong(value)))) throw new Refusal("refused");
  return revision;
}

function parseRevision(body) {
  try {
    return parse(body);
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    throw error.deep ? new Refusal("refused") : new Refusal("altered", "form");
  }
}

function clockOf(value) {
  const clock = list(value);
  if (clock.length !== 2) altered("form");
  return [whole(clock[0], 0, HIGHEST), count(clock[1])];
}

function vectorOf({ list: seen }) {
  const vector = new Map(seen.map(([device, n]) => [id(device), whole(n, 0, HIGHEST)]));
  return vector.size === seen.length ? vector : altered("form");
}

function writeOf(object) {
  const { list: leaves } = members(one(object, "leaves"));
  const paths = new Set(leaves.map(([path]) => path));
  if (leaves.length === 0 || paths.size !== leaves.length) altered("form");
  for (const [path, value] of leaves) {
    if (!PATH.test(text(path)) || path.length > 240 || !isValue(value)) altered("form");
  }
  const [device, n] = [id(one(object, "device")), whole(one(object, "n"), 1, HIGHEST)];
  return { device, n, clock: clockOf(one(object, "clock")), leaves };
}

function isValue(value) {
  if (value instanceof NoValue) return false;
  if (typeof value === "bigint") return value >= LOWEST_NUMBER && value <= HIGHEST_NUMBER;
  if (Array.isArray(value)) return value.every(isValue);
  if (!(value instanceof Members)) return true;
  const names = new Set(value.list.map(([name]) => name));
  return names.size === value.list.length && value.list.every(([name, inner]) => typeof name === "string" && isValue(inner));
}

/** The vector, the stamps and the numbers agree with one another. */
function checkSense({ device, n, vector, writes }) {
  if (vector.get(device) !== n) altered("form");
  if (writes.some((write) => write.n > (vector.get(write.device) ?? 0))) altered("form");
  if (new Set(writes.map((write) => `${write.device}-${write.n}`)).size !== writes.length) altered("form");
}

/** Whether a text in a value is longer than a leaf may hold. */
function isLong(value) {
  if (typeof value === "string") return Buffer.byteLength(value) > LEAF_TEXT;
  if (Array.isArray(value)) return value.some(isLong);
  return value instanceof Members && value.list.some(([, inner]) => isLong(inner));
}
