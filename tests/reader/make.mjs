// Makes bundles with keys of one's own, right or wrong as a test wants them: what no golden bundle shows.

import { generateKeyPairSync, sign } from "node:crypto";
import { crc32 } from "node:zlib";

import { TYPE, deviceOf, encoded, organisationOf, sha256 } from "./signatures.mjs";

/** A new key: its public half in hexadecimal, and what signs. */
export function newKey() {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const key = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("hex");
  return { key, sign: (type, body) => sign(null, encoded(type, body), privateKey).toString("base64") };
}

/** A pair of lines, signed. */
export function pair(type, signer, said) {
  const body = Buffer.from(typeof said === "string" ? said : JSON.stringify(said));
  return `${body}\n${signer.sign(type, body)}\n`;
}

export function certificate(root, device, owner = organisationOf(root.key)) {
  return pair(TYPE.certificate, root, { essaim: 1, owner, root: root.key, device_key: device.key, issued: 1 });
}

export function succession(owner, root, { key: successor }) {
  return pair(TYPE.succession, root, { essaim: 1, owner, root: root.key, successor, issued: 1 });
}

/** The body of a revision with one title, changed as wanted. */
export function body(owner, device, changes = {}) {
  const [id, n] = [deviceOf(device.key), 1];
  const writes = [{ device: id, n, clock: [1, 0], leaves: { title: "Jardin" } }];
  const said = { essaim: 1, kind: "solution", record: "jardin", owner, class: "shareable", device: id, n, clock: [1, 0] };
  return { ...said, vector: { [id]: n }, writes, ...changes };
}

/** A whole bundle: `revisions` are pairs of lines, `keys` is keys/devices.jsonl, `change` may spoil the manifest. */
export function bundle({ owner, root, device, keys, revisions = [], attachments = [], change = (manifest) => manifest }) {
  const named = attachments.map((bytes) => [`attachments/${sha256(bytes)}`, bytes]);
  const content = [
    ["mimetype", "application/vnd.essaim.bundle+zip"],
    ["keys/devices.jsonl", keys],
    ["revisions/0001.jsonl", revisions.join("")],
    ...named,
  ].map(([path, bytes]) => ({ path, content: Buffer.from(bytes) }));
  const hashes = revisions.map((lines) => sha256(lines.split("\n")[0])).sort();
  const sums = (letter, all) => all.flatMap((hash) => [letter, Buffer.from(hash, "hex")]);
  const files = named.map(([path]) => path.slice("attachments/".length)).sort();
  const manifest = change({
    format: "essaim-bundle",
    version: 1,
    lowest_reader: 1,
    bundle_id: sha256("essaim bundle 1\n", ...sums("r", hashes), ...sums("a", files)),
    purpose: "share",
    program: { name: "made", version: "0" },
    created: "2024-01-01T00:00:00Z",
    sender: { organisation: owner, name: "Roubaix", root: root.key },
    device: deviceOf(device.key),
    counts: { records: revisions.length, revisions: revisions.length, attachments: files.length },
    heads: hashes.map((hash) => ({ record: "jardin", kind: "solution", title: "Jardin", revisions: [hash] })),
    attachments_to_follow: [],
    entries: content.map(({ path, content: bytes }) => ({ path, size: bytes.length, sha256: sha256(bytes) })),
  });
  const signed = Buffer.from(`${JSON.stringify(manifest)}\n`);
  const envelope = Buffer.from(`{"device":"${deviceOf(device.key)}","signature":"${device.sign(TYPE.manifest, signed)}"}\n`);
  const first = [content[0], { path: "manifest.json", content: signed }, { path: "manifest.sig", content: envelope }];
  const all = [...first, ...content.slice(1)];
  const list = Buffer.from(all.map(({ path, content: bytes }) => `${sha256(bytes)}  ${path}\n`).join(""));
  return [...first, { path: "manifest-sha256.txt", content: list }, ...content.slice(1)];
}

function header(entry) {
  const { content, flags = 0, method = 0, crc = crc32(content), packed = content.length, size = content.length } = entry;
  const bytes = Buffer.alloc(22);
  [flags, method, 0, 33].forEach((number, i) => bytes.writeUInt16LE(number, 2 * i));
  [crc, packed, size].forEach((number, i) => bytes.writeUInt32LE(number, 8 + 4 * i));
  bytes.writeUInt16LE(Buffer.byteLength(entry.path), 20);
  return bytes;
}

const short = (...numbers) => Buffer.from(numbers.flatMap((number) => [number & 0xff, number >> 8]));

function long(number) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}

/** An archive of stored entries in the byte profile. An entry may say otherwise, in both headers or in the central one only. */
export function zip(entries, { before = "", end = {} } = {}) {
  const [locals, centrals] = [[Buffer.from(before)], []];
  let at = before.length;
  for (const entry of entries) {
    const { path, content, extra = Buffer.alloc(0), behind = Buffer.alloc(0), central = {} } = entry;
    const name = Buffer.from(path);
    const said = [short(20), header({ ...entry, ...entry.local }), short(extra.length)];
    const local = [Buffer.from("PK\x03\x04"), ...said, name, extra, content, behind];
    const { offset = at, external = 0, disk = 0 } = central;
    const tail = [short(extra.length, 0, disk, 0), long(external), long(offset), name, extra];
    centrals.push(Buffer.from("PK\x01\x02"), short(20, 20), header({ ...entry, ...central }), ...tail);
    locals.push(...local);
    at += Buffer.concat(local).length;
  }
  const directory = Buffer.concat(centrals);
  const { count = entries.length, comment = "", locator = "" } = end;
  const record = [Buffer.from(`${locator}PK\x05\x06`), short(0, 0, count, count), long(directory.length), long(at)];
  return Buffer.concat([...locals, directory, ...record, short(comment.length), Buffer.from(comment)]);
}
