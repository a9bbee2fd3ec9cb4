// What people see of a revision: the value shown for each path, and the paths for which a person must choose.

import { count, one, whole } from "./form.mjs";
import { Members } from "./json.mjs";
import { verdict } from "./refusal.mjs";

const AHEAD = 24 * 60 * 60 * 1000;
const BESIDE = "~or/";
const BY_BYTES = (one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other));

/** A value as JSON, its members sorted by name. Two values are the same where these texts are. */
export function valueText(value) {
  if (Array.isArray(value)) return `[${value.map(valueText).join(",")}]`;
  if (!(value instanceof Members)) return typeof value === "bigint" ? value.toString() : JSON.stringify(value);
  const sorted = [...value.list].sort(([one], [other]) => BY_BYTES(one, other));
  return `{${sorted.map(([name, inner]) => `${JSON.stringify(name)}:${valueText(inner)}`).join(",")}}`;
}

/** The leaves shown, by path, and the paths in conflict, both sorted. */
export function show({ writes }, now) {
  const values = new Map();
  for (const write of writes) {
    for (const [path, value] of write.leaves) {
      values.set(path, [...(values.get(path) ?? []), { ...write, value: valueText(value), bare: value }]);
    }
  }
  const shown = new Map();
  for (const path of [...values.keys()].sort(BY_BYTES)) {
    if (path.startsWith(BESIDE)) continue;
    const latest = values.get(path).reduce((one, other) => (isLater(other, one, now) ? other : one));
    shown.set(path, latest.value);
  }
  const paths = [...shown.keys()];
  const conflicts = new Set(paths.filter((path) => new Set(values.get(path).map(({ value }) => value)).size > 1));
  for (const path of paths.filter(isDeletion)) {
    const item = path.slice(0, -2);
    const isLeft = (other) => !isDeletion(other) && (other === item || other.startsWith(`${item}/`));
    if (paths.some(isLeft)) conflicts.add(path);
  }
  for (const path of standingBeside(values, shown)) conflicts.add(path);
  return { shown, conflicts: [...conflicts].sort(BY_BYTES) };
}

const isDeletion = (path) => path.endsWith("/~");

/** The paths beside whose leaf another value stands. */
function standingBeside(values, shown) {
  const found = [];
  for (const [path, written] of values) {
    const [, beside] = /^~or\/(.+)\/[0-9a-f]{32}-[0-9]+$/.exec(path) ?? [];
    if (beside === undefined || !shown.has(beside)) continue;
    const others = written.map(({ bare }) => valueBeside(bare)).filter((other) => other !== undefined);
    if (others.some((other) => other !== shown.get(beside))) found.push(beside);
  }
  return found;
}

function valueBeside(value) {
  if (!(value instanceof Members)) return undefined;
  return verdict(() => {
    whole(one(value, "ms"));
    count(one(value, "counter"));
    return valueText(one(value, "value"));
  }).value;
}

/** By clock, then by stamp; clocks far ahead of the reader's come after all others. */
function isLater(one, other, now) {
  const [ahead, otherAhead] = [one, other].map(({ clock }) => clock[0] > now + AHEAD);
  if (ahead !== otherAhead) return otherAhead;
  const [ms, counter] = [0, 1].map((at) => one.clock[at] - other.clock[at]);
  return (ms || counter || BY_BYTES(one.device, other.device) || one.n - other.n) > 0;
}
