// What people see of a revision, and what they must choose (section 9), where no golden bundle shows it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { parse } from "./json.mjs";
import { show } from "./record.mjs";

const [NOW, DAY] = [1_700_000_000_000, 86_400_000];
const [ONE, OTHER] = ["1".repeat(32), "2".repeat(32)];

/** What is shown of writes, each a desktop, a clock and leaves. */
function shownOf(...writes) {
  const list = (leaves) => parse(Buffer.from(JSON.stringify(leaves))).list;
  const asWritten = ([device, ms, leaves], i) => ({ device, n: i + 1, clock: [ms, 0], leaves: list(leaves) });
  const { shown, conflicts } = show({ writes: writes.map(asWritten) }, NOW);
  return [Object.fromEntries(shown), conflicts];
}

test("the later of two values is shown, and a clock far ahead comes last", () => {
  assert.deepEqual(shownOf([ONE, 1, { title: "a" }], [OTHER, 2, { title: "b" }]), [{ title: '"b"' }, ["title"]]);
  assert.deepEqual(shownOf([ONE, NOW + 2 * DAY, { title: "a" }], [OTHER, 2, { title: "b" }])[0], { title: '"b"' });
  assert.deepEqual(shownOf([OTHER, 1, { title: "a" }], [ONE, 1, { title: "b" }])[0], { title: '"a"' }, "the greater desktop");
});

test("the same value twice is no question, whatever the order of its members", () => {
  const [shown, conflicts] = shownOf([ONE, 1, { cost: { b: 1, a: "é" } }], [OTHER, 2, { cost: { a: "é", b: 1 } }]);
  assert.deepEqual([shown, conflicts], [{ cost: '{"a":"é","b":1}' }, []]);
});

test("a deleted item of which a leaf is left is a question; marks below it are no leaves", () => {
  const conflictsOf = (leaves) => shownOf([ONE, 1, { "steps/a/~": true, ...leaves }])[1];
  assert.deepEqual(conflictsOf({}), []);
  assert.deepEqual(conflictsOf({ "steps/ab/title": "x", "steps/a/parts/b/~": true }), []);
  assert.deepEqual(conflictsOf({ "steps/a/title": "x" }), ["steps/a/~"]);
  assert.deepEqual(conflictsOf({ "steps/a": "x" }), ["steps/a/~"]);
});

test("what stands beside a leaf is never shown, and puts a question where it differs", () => {
  const conflictsOf = (beside, name = `${OTHER}-3`) => {
    const [shown, conflicts] = shownOf([ONE, 1, { title: "a", [`~or/title/${name}`]: beside }]);
    assert.deepEqual(Object.keys(shown), ["title"]);
    return conflicts;
  };
  assert.deepEqual(conflictsOf({ value: "b", ms: 1, counter: 0 }), ["title"]);
  for (const nothing of ["b", { value: "a", ms: 1, counter: 0 }, { value: "b", ms: -1, counter: 0 }, { value: "b", ms: 1 }]) {
    assert.deepEqual(conflictsOf(nothing), []);
  }
  assert.deepEqual(conflictsOf({ value: "b", ms: 1, counter: 0 }, "x"), []);
});
