// What no golden bundle shows, on bundles made for it: keys that change, desktops that lie, archives that make two stories.

import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32, deflateRawSync } from "node:zlib";

import { bundle, body, certificate, newKey, pair, succession, zip } from "./make.mjs";
import { LIMITS } from "./limits.mjs";
import { read } from "./reader.mjs";
import { revocationIn } from "./revocation.mjs";
import { TYPE, deviceOf, organisationOf } from "./signatures.mjs";

const [root, second, third, device, stranger] = Array.from({ length: 5 }, newKey);
const owner = organisationOf(root.key);
const ours = { owner, root, device, keys: certificate(root, device) };

const said = ({ bundle: code, reason }) => [code, reason].filter(Boolean).join(" ");
const revision = (changes) => pair(TYPE.revision, device, body(owner, device, changes));

/** The verdicts of the revisions of a bundle that has these. */
function verdicts(revisions, more = {}) {
  const outcome = read(zip(bundle({ ...ours, revisions, ...more })));
  assert.equal(said(outcome), "ok");
  return outcome.revisions.map(({ code }) => code);
}

test("a bundle made here is one", () => {
  const outcome = read(zip(bundle({ ...ours, revisions: [revision()], attachments: [Buffer.from("plan")] })));
  assert.deepEqual([said(outcome), outcome.deviations, outcome.identified], ["ok", [], true]);
  assert.ok([...outcome.parts, ...outcome.revisions].every(({ code }) => code === "ok"));
});

test("a desktop that the successor of a successor certified holds, in whatever order that was said", () => {
  const chain = [succession(owner, root, second), succession(owner, second, third), certificate(third, device, owner)];
  for (const lines of [chain, chain.toReversed()]) {
    const outcome = read(zip(bundle({ ...ours, root: third, keys: lines.join(""), revisions: [revision()] })));
    assert.deepEqual([said(outcome), outcome.revisions[0].code, outcome.forked], ["ok", "ok", []]);
  }
  const broken = [chain[0], chain[2]].join("");
  assert.equal(said(read(zip(bundle({ ...ours, root: third, keys: broken })))), "key_changed");
});

test("successors that only vouch for one another are none", () => {
  const circle = [succession(owner, second, third), succession(owner, third, second), certificate(third, device, owner)].join("");
  assert.equal(said(read(zip(bundle({ ...ours, root: third, keys: circle })))), "key_changed");
});

test("a thief's successor is none, two successors are told, and 65 are not believed", () => {
  const thief = [succession(owner, stranger, second), certificate(second, device, owner)].join("");
  assert.equal(said(read(zip(bundle({ ...ours, root: second, keys: thief })))), "key_changed");
  const both = [succession(owner, root, second), succession(owner, root, third), certificate(third, device, owner)].join("");
  const outcome = read(zip(bundle({ ...ours, root: third, keys: both })));
  assert.deepEqual([said(outcome), outcome.forked], ["ok", [owner]]);
  const many = Array.from({ length: 64 }, () => succession(owner, root, newKey()));
  const excess = [...many, succession(owner, root, second), certificate(second, device, owner)].join("");
  assert.equal(said(read(zip(bundle({ ...ours, root: second, keys: excess })))), "key_changed");
});

test("who signed must be certified, by the root that the sender names", () => {
  const unsigned = { ...ours, keys: certificate(root, stranger) };
  assert.equal(said(read(zip(bundle(unsigned)))), "altered certificate");
  const other = (manifest) => ({ ...manifest, sender: { ...manifest.sender, root: second.key } });
  assert.equal(said(read(zip(bundle({ ...ours, change: other })))), "altered certificate");
});

test("another organisation vouches for its own records only", () => {
  const foreign = organisationOf(second.key);
  const written = pair(TYPE.revision, stranger, body(owner, stranger));
  assert.deepEqual(verdicts([written]), ["unknown_sender"]);
  assert.deepEqual(verdicts([written], { keys: ours.keys + certificate(second, stranger) }), ["altered"]);
  const theirs = pair(TYPE.revision, stranger, body(foreign, stranger));
  assert.deepEqual(verdicts([theirs], { keys: ours.keys + certificate(second, stranger) }), ["ok"]);
});

test("a revision has the form of the text, or refuses itself only", () => {
  const id = deviceOf(device.key);
  const write = (more) => ({ device: id, n: 1, clock: [1, 0], leaves: { title: "a" }, ...more });
  const raw = (text) => pair(TYPE.revision, device, JSON.stringify(body(owner, device)).replace('"Jardin"', text));
  const wrong = [
    revision({ n: 2 }),
    revision({ record: ".x" }),
    revision({ writes: [write({ n: 2 })] }),
    revision({ writes: [write({ leaves: {} })] }),
    revision({ writes: [write(), write()] }),
    revision({ writes: [write({ leaves: { "a//b": "x" } })] }),
    revision({ clock: [1, 2 ** 32] }),
    raw("1.5"),
    raw("-0"),
    raw("9223372036854775808"),
    raw('"\\ud800"'),
    raw('{"a":1,"a":1}'),
    revision({ class: "internal" }),
    `${JSON.stringify(body(owner, device))}\nnothing\n`,
  ];
  const right = [revision(), revision({ later: [1.5], writes: [] }), raw("-9223372036854775808"), revision({ kind: "later" })];
  assert.deepEqual(verdicts([...wrong, ...right]), [...wrong.map(() => "altered"), ...right.map(() => "ok")]);
  const deep = "[".repeat(33) + "]".repeat(33);
  const others = [revision({ essaim: 2, kind: 1 }), revision({ essaim: 0 }), raw(deep), raw(`"${"x".repeat(2 ** 18 + 1)}"`)];
  assert.deepEqual(verdicts(others), ["too_recent", "too_recent", "refused", "refused"]);
});

test("a revocation holds when a root of the owner signed it", () => {
  const revoked = deviceOf(stranger.key);
  const text = Buffer.from(`{"essaim":1,"owner":"${owner}","device":"${revoked}","from":7}`);
  const carried = (signature) => {
    const writes = [{ device: deviceOf(device.key), n: 1, clock: [1, 0], leaves: { device: revoked, from: "7", signature } }];
    const lines = [revision({ kind: "device_revocation", record: "revocation-1", writes })];
    return read(zip(bundle({ ...ours, revisions: lines }))).revisions[0].value;
  };
  const good = carried(root.sign(TYPE.revocation, text));
  assert.deepEqual(revocationIn(good, [second.key, root.key]), { owner, device: revoked, from: 7 });
  assert.equal(revocationIn(good, [second.key]), undefined);
  assert.equal(revocationIn(carried(root.sign(TYPE.revision, text)), [root.key]), undefined);
});

test("a manifest that lies about its content is told", () => {
  const lies = (manifest) => ({ ...manifest, counts: { ...manifest.counts, revisions: 2 } });
  assert.equal(read(zip(bundle({ ...ours, revisions: [revision()], change: lies }))).identified, false);
  const twice = (manifest) => ({ ...manifest, entries: [...manifest.entries, manifest.entries[0]] });
  assert.equal(said(read(zip(bundle({ ...ours, change: twice })))), "altered form");
});

test("what says what the rest is agrees with it, to the byte", () => {
  const spoilt = (path, more) => {
    const entries = bundle(ours);
    const found = entries.find((entry) => entry.path === path);
    found.content = Buffer.concat([found.content, Buffer.from(more)]);
    return said(read(zip(entries)));
  };
  assert.equal(spoilt("manifest-sha256.txt", "\n"), "altered hash");
  assert.equal(spoilt("keys/devices.jsonl", certificate(root, stranger)), "altered hash");
  assert.equal(spoilt("manifest.sig", " "), "altered form");
  assert.equal(spoilt("manifest.json", " "), "altered signature");
  const longer = ({ entries, ...rest }) => ({ ...rest, entries: entries.map((one) => ({ ...one, size: one.size + 1 })) });
  const { parts } = read(zip(bundle({ ...ours, change: longer })));
  assert.ok(parts.every(({ code, reason }) => code === "altered" && reason === "hash"));
});

test("a deflated entry ends with its stream", () => {
  const packedAs = (change) => {
    const entries = bundle({ ...ours, attachments: [Buffer.alloc(500, "a")] });
    const last = entries.at(-1);
    const packed = change(deflateRawSync(last.content));
    const content = { content: packed, method: 8, crc: crc32(last.content), packed: packed.length, size: last.content.length };
    return read(zip([...entries.slice(0, -1), { path: last.path, ...content }])).parts.at(-1);
  };
  assert.equal(packedAs((bytes) => bytes).code, "ok");
  for (const change of [(bytes) => Buffer.concat([bytes, Buffer.from("x")]), (bytes) => bytes.subarray(0, -1)]) {
    assert.equal(packedAs(change).reason, "damaged");
  }
});

test("caps refuse the whole or the part", () => {
  const made = zip(bundle({ ...ours, revisions: [revision()], attachments: [Buffer.from("plan")] }));
  const under = (limit) => read(made, { limits: { ...LIMITS.default, ...limit } });
  for (const limit of ["file", "entries", "inflated", "manifest", "certificates"]) {
    assert.equal(said(under({ [limit]: 0 })), `refused ${limit}`);
  }
  const last = under({ attachment: 3 }).parts.at(-1);
  assert.deepEqual([last.code, last.reason], ["refused", "attachment"]);
  assert.equal(under({ revision: 9 }).revisions[0].code, "refused");
});

test("an archive that tells two stories is dangerous", () => {
  const entries = bundle(ours);
  const withOne = (more) => [...entries, { path: "more", content: Buffer.from("x"), ...more }];
  const field = (kind, content = "") => Buffer.from([kind & 255, kind >> 8, content.length, 0, ...Buffer.from(content)]);
  const cases = {
    overlap: zip(withOne({ central: { offset: 0 } })),
    unaccounted: zip(withOne({ behind: Buffer.from("x") })),
    zip64: zip(withOne({ extra: field(1) })),
    multi_disk: zip(withOne({ central: { disk: 1 } })),
    contradiction: zip(withOne({ central: { crc: 1 } })),
    method: zip(withOne({ method: 12 })),
    flags: zip(withOne({ flags: 16 })),
    extra_field: zip(withOne({ extra: field(0x7075, "12345less") })),
    encrypted: zip(withOne({ extra: field(0x9901) })),
    special_file: zip(withOne({ central: { external: 0xa1ff0000 } })),
    directory: zip(entries, { end: { comment: "PK\x05\x06" } }),
    duplicate: zip(withOne({ path: "Mimetype" })),
    path: zip(withOne({ path: "a\u202eb" })),
  };
  for (const [reason, bytes] of Object.entries(cases)) assert.equal(said(read(bytes)), `dangerous ${reason}`);
  const others = {
    zip64: [zip(entries, { end: { locator: "PK\x06\x07".padEnd(20) } }), zip(entries, { end: { count: 0xffff } })],
    unaccounted: [zip(entries, { before: "PK\x03\x04" }), zip(entries, { before: "#!/bin/sh" })],
    special_file: [
      zip(withOne({ central: { external: 0x400 } })),
      zip(withOne({ path: "a/", content: Buffer.alloc(0), central: { external: 0x81a40000 } })),
    ],
    duplicate: [zip(withOne({ path: "mimetype/x" }))],
    path: [zip(withOne({ path: "a\\b" })), zip(withOne({ path: "1/2/3/4/5/6/7/8/9" })), zip(withOne({ path: "x".repeat(256) }))],
  };
  for (const [reason, all] of Object.entries(others)) {
    for (const bytes of all) assert.equal(said(read(bytes)), `dangerous ${reason}`);
  }
});

test("an archive that was only packed again is read, and says in what it differs", () => {
  const entries = bundle(ours);
  const deviations = (bytes) => {
    const outcome = read(bytes);
    assert.equal(said(outcome), "ok");
    return outcome.deviations.join(" ");
  };
  const sizes = (entry, mark) => {
    const numbers = Buffer.alloc(12);
    numbers.writeUInt32LE(entry.crc, 0);
    [4, 8].forEach((at) => numbers.writeUInt32LE(entry.content.length, at));
    return Buffer.concat([Buffer.from(mark), numbers]);
  };
  const later = (mark) => {
    const entry = { path: "zzz", content: Buffer.from("x"), crc: 0x8cdc1683, flags: 8, local: { crc: 0, packed: 0, size: 0 } };
    return zip([...entries, { ...entry, behind: sizes(entry, mark) }]);
  };
  assert.equal(deviations(later("")), "descriptor unlisted");
  assert.equal(deviations(later("PK\x07\x08")), "descriptor unlisted");
  assert.equal(deviations(zip([...entries, { path: "a/", content: Buffer.alloc(0) }])), "folder");
  assert.equal(deviations(zip([...entries, { path: "Été", content: Buffer.alloc(0), flags: 0x800 }])), "name flags unlisted");
  assert.equal(deviations(zip(entries, { end: { comment: "bonjour" } })), "comment");
  assert.equal(deviations(zip([entries[1], entries[0], ...entries.slice(2)])), "order");
});
