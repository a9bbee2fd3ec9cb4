// The manifest and its signature's envelope (sections 3 and 4): their form, nothing of what they vouch for.

import { count, hash, id, list, members, object, one, oneOrNone, recordId, text, whole } from "./form.mjs";
import { inProfile } from "./names.mjs";
import { Refusal, altered, verdict } from "./refusal.mjs";
import { signatureIn } from "./signatures.mjs";

const VERSION = 1;
const NOT_LISTED = ["manifest.json", "manifest.sig", "manifest-sha256.txt"];
const SIGNED = /^\{"device":"([0-9a-f]{32})","signature":"([^"]*)"\}\n$/;

/** The manifest as it stands, of this format and not for later readers only. */
export function openManifest(bytes) {
  const manifest = object(bytes);
  if (one(manifest, "format") !== "essaim-bundle") altered("form");
  if (count(one(manifest, "lowest_reader")) > VERSION) throw new Refusal("too_recent");
  return manifest;
}

/** The organisation that it says to be from, before anything of it is believed. */
export function claimedSender(manifest) {
  return verdict(() => id(one(members(one(manifest, "sender")), "organisation"))).value;
}

/** All that it says, as plain values. */
export function readManifest(manifest) {
  const program = members(one(manifest, "program"));
  const counts = members(one(manifest, "counts"));
  return {
    version: count(one(manifest, "version")),
    bundleId: hash(one(manifest, "bundle_id")),
    purpose: text(one(manifest, "purpose")),
    program: { name: text(one(program, "name")), version: text(one(program, "version")) },
    created: text(one(manifest, "created")),
    sender: sender(members(one(manifest, "sender"))),
    device: id(one(manifest, "device")),
    counts: Object.fromEntries(["records", "revisions", "attachments"].map((name) => [name, count(one(counts, name))])),
    heads: list(one(manifest, "heads")).map((head) => headOf(members(head))),
    follows: list(one(manifest, "attachments_to_follow")).map((file) => followsOf(members(file))),
    seen: seenIn(oneOrNone(manifest, "seen")),
    entries: entriesOf(list(one(manifest, "entries"))),
  };
}

function sender(object) {
  const code = (name) => {
    const value = oneOrNone(object, name);
    return value === undefined ? undefined : text(value);
  };
  return {
    organisation: id(one(object, "organisation")),
    name: text(one(object, "name")),
    insee: code("insee"),
    siren: code("siren"),
    root: hash(one(object, "root")),
  };
}

function headOf(object) {
  return {
    record: recordId(one(object, "record")),
    kind: text(one(object, "kind")),
    title: text(one(object, "title")),
    revisions: list(one(object, "revisions")).map(hash),
  };
}

function followsOf(object) {
  return { sha256: hash(one(object, "sha256")), size: whole(one(object, "size")), name: text(one(object, "name")) };
}

function seenIn(value) {
  if (value === undefined) return undefined;
  const seen = members(value);
  const records = list(one(seen, "records")).map(members);
  const revisions = (known) => list(one(known, "revisions")).map(hash);
  return {
    addressee: id(one(seen, "addressee")),
    records: records.map((known) => ({ record: recordId(one(known, "record")), revisions: revisions(known) })),
    bundles: list(one(seen, "bundles")).map(hash),
  };
}

function entriesOf(values) {
  const entries = values.map(members).map((entry) => ({
    path: text(one(entry, "path")),
    size: whole(one(entry, "size")),
    sha256: hash(one(entry, "sha256")),
  }));
  const paths = new Set(entries.map(({ path }) => path));
  if (paths.size !== entries.length) altered("form");
  for (const { path, sha256 } of entries) {
    if (!inProfile(path) || NOT_LISTED.includes(path)) altered("form");
    if (path.startsWith("attachments/") && path !== `attachments/${sha256}`) altered("form");
  }
  return entries;
}

/** The desktop that signed, and its signature. */
export function readEnvelope(bytes) {
  const [, device, base64] = SIGNED.exec(bytes.toString("latin1")) ?? altered("form");
  return { device, signature: signatureIn(base64) ?? altered("form") };
}
