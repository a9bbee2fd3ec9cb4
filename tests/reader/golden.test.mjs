// The golden bundles, read by a program that was written from docs/bundle-format.md alone.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";

import { answer } from "./answer.mjs";
import { openContainer } from "./container.mjs";
import { LIMITS } from "./limits.mjs";
import { read } from "./reader.mjs";

const FOLDER = new URL("../fixtures/golden/", import.meta.url);
const FEWEST = 26;

const names = (await readdir(FOLDER)).filter((name) => name.endsWith(".essaim")).map((name) => name.slice(0, -".essaim".length));
const bytesOf = (name) => readFile(new URL(`${name}.essaim`, FOLDER));

/** What a reader must answer: the text beside a bundle, without its remarks. */
async function declared(name) {
  const text = await readFile(new URL(`${name}.txt`, FOLDER), "utf8");
  return text.replace(/^#.*\n/gm, "");
}

test("the golden bundles are there, and each has its answer", async () => {
  const all = await readdir(FOLDER);
  const texts = all.filter((name) => name.endsWith(".txt")).map((name) => name.slice(0, -".txt".length));
  assert.ok(names.length >= FEWEST, `${names.length} bundles`);
  assert.deepEqual(texts.sort(), names.toSorted());
});

for (const name of names) {
  test(`${name} is answered as declared`, async () => {
    assert.equal(answer(read(await bytesOf(name))), await declared(name));
  });
}

test("the answers differ: what accepts or refuses everything fails", async () => {
  const codes = await Promise.all(names.map(async (name) => read(await bytesOf(name)).bundle));
  const told = new Set(codes);
  for (const code of ["ok", "altered", "dangerous", "incomplete", "not_a_bundle", "too_recent"]) assert.ok(told.has(code), code);
});

for (const name of ["two-sheets", "all-of-a-record"]) {
  test(`a flipped byte in any part of ${name} is noticed, and refuses that part or the whole`, async () => {
    const good = await bytesOf(name);
    const { files } = openContainer(good, LIMITS.default);
    assert.ok(files.size >= 10, `${files.size} parts`);
    for (const [path, entry] of files) {
      for (let at = entry.data; at < entry.data + entry.packed; at += 1) {
        const { bundle: code, reason, parts } = read(flipped(good, at));
        const told = code === "ok" ? parts.find((one) => one.path === path) : { code, reason };
        assert.deepEqual([told.code, told.reason], ["altered", "damaged"], `${path}, byte ${at - entry.data}`);
      }
    }
  });
}

test("a flipped byte between the parts is noticed too", async () => {
  const good = await bytesOf("two-sheets");
  const { files } = openContainer(good, LIMITS.default);
  const inside = [...files.values()];
  const said = answer(read(good));
  for (let at = 0; at < good.length; at += 1) {
    if (inside.some(({ data, packed }) => at >= data && at < data + packed)) continue;
    assert.notEqual(answer(read(flipped(good, at))), said, `byte ${at}`);
  }
});

test("a bundle cut at any length is no bundle", async () => {
  const good = await bytesOf("two-sheets");
  for (let length = 0; length < good.length; length += 7) {
    const { bundle } = read(good.subarray(0, length));
    assert.equal(bundle, length < 4 ? "not_a_bundle" : "incomplete", `${length} bytes`);
  }
});

function flipped(bytes, at) {
  const copy = Buffer.from(bytes);
  copy[at] ^= 0xff;
  return copy;
}
