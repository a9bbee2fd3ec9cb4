// Reads a bundle in the order of section 7 of docs/bundle-format.md, from that text alone: no line here knows the program.
// What a bundle travels in is taken off by others.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { answer } from "./answer.mjs";
import { contentOf, openContainer } from "./container.mjs";
import { Keys, pairsIn } from "./keys.mjs";
import { LIMITS, entryWithin, within } from "./limits.mjs";
import { claimedSender, openManifest, readEnvelope, readManifest } from "./manifest.mjs";
import { byPlace } from "./names.mjs";
import { Refusal, altered, verdict } from "./refusal.mjs";
import { readRevision } from "./revision.mjs";
import { TYPE, holds, sha256 } from "./signatures.mjs";

const MIMETYPE = "application/vnd.essaim.bundle+zip";
const [MANIFEST, SIGNATURE, SUMS, DEVICES] = ["manifest.json", "manifest.sig", "manifest-sha256.txt", "keys/devices.jsonl"];

/** What a bundle holds, or why it is refused. `own` is the reader's organisation. */
export function read(bytes, { limits = LIMITS.default, own } = {}) {
  const { code, reason, value } = verdict(() => open(bytes, limits, own));
  return { bundle: code, reason, ...value };
}

function open(bytes, limits, own) {
  within(limits, "file", bytes.length);
  const container = openContainer(bytes, limits);
  const { manifest, keys } = readSigned(container, limits);

  const parts = manifest.entries.map((listed) => ({ path: listed.path, ...verdict(() => readPart(container, listed, limits)) }));
  const mimetype = parts.find(({ path }) => path === "mimetype");
  if (mimetype?.code === "ok" && mimetype.value.toString("latin1") !== MIMETYPE) altered("form");
  const chunks = parts.filter(({ path, code }) => path.startsWith("revisions/") && code === "ok");
  const revisions = chunks.flatMap((chunk) => revisionsIn(chunk, keys, { limits, own }));
  const holdsAll = [...parts, ...revisions].every(({ code }) => code === "ok");

  const listed = new Set([MANIFEST, SIGNATURE, SUMS, ...manifest.entries.map(({ path }) => path)]);
  const unlisted = [...container.files.keys()].filter((path) => !listed.has(path));
  return {
    deviations: unlisted.length > 0 ? [...container.deviations, "unlisted"] : container.deviations,
    manifest,
    identified: !holdsAll || isIdentified(manifest, parts, revisions),
    ignored: [...container.passedOver, ...unlisted],
    parts,
    revisions,
    forked: keys.forked,
  };
}

/** The manifest, its signature and the certificates, checked against one another: steps 3 and 4. */
function readSigned(container, limits) {
  const [body, envelope, sums, devices] = [MANIFEST, SIGNATURE, SUMS, DEVICES].map((path) => takeOut(container, path, limits));
  const opened = openManifest(body);
  const keys = new Keys(devices, limits);
  const certificate = signer(opened, readEnvelope(envelope), keys, body);

  const manifest = readManifest(opened);
  if (manifest.device !== certificate.device || manifest.sender.root !== certificate.root) altered("certificate");
  if (!sums.equals(sumsOf(manifest, body, envelope))) altered("hash");
  const listed = manifest.entries.find(({ path }) => path === DEVICES);
  if (listed?.sha256 !== sha256(devices)) altered("hash");
  return { manifest, keys };
}

/** The certificate by whose key the manifest is signed. */
function signer(manifest, { device, signature }, keys, body) {
  const organisation = claimedSender(manifest);
  const signed = (certificate) => holds(certificate.deviceKey, TYPE.manifest, body, signature);
  const certificate = keys.certificate(organisation, device);
  if (certificate) return signed(certificate) ? certificate : altered("signature");
  const stranger = keys.stranger(organisation, device);
  if (stranger && signed(stranger)) throw new Refusal("key_changed");
  return altered("certificate");
}

/** The list of sums that the manifest and its signature give. */
function sumsOf({ entries }, body, envelope) {
  const own = [
    { path: MANIFEST, sha256: sha256(body) },
    { path: SIGNATURE, sha256: sha256(envelope) },
  ];
  const sorted = [...entries, ...own].sort((one, other) => byPlace(one.path, other.path));
  return Buffer.from(sorted.map(({ path, sha256: sum }) => `${sum}  ${path}\n`).join(""));
}

/** The content of an entry, within its cap. */
function takeOut(container, path, limits) {
  const entry = container.files.get(path);
  entryWithin(limits, path, entry.size);
  return contentOf(container, entry);
}

/** The content of a listed entry: step 5. */
function readPart(container, { path, size, sha256: sum }, limits) {
  const entry = container.files.get(path);
  if (entry === undefined) throw new Refusal("incomplete");
  if (entry.size !== size) altered("hash");
  const content = takeOut(container, path, limits);
  return sha256(content) === sum ? content : altered("hash");
}

/** The revisions of a chunk, each with its verdict: step 6. */
function revisionsIn({ path, value }, keys, options) {
  return pairsIn(value).map(({ body, signature }, i) => ({
    name: `${path}#${i + 1}`,
    hash: sha256(body),
    ...verdict(() => readSignedRevision(body, signature, keys, options)),
  }));
}

function readSignedRevision(body, signature, keys, { limits, own }) {
  within(limits, "revision", body.length);
  if (signature === undefined) altered("form");
  const revision = readRevision(body);
  const { owner, device } = revision;
  const certificate = keys.certificate(owner, device);
  if (certificate === undefined) {
    if (keys.anyoneVouches(device)) altered("certificate");
    throw new Refusal("unknown_sender");
  }
  if (!holds(certificate.deviceKey, TYPE.revision, body, signature)) altered("signature");
  if (revision.class !== "shareable" && owner !== own) altered("form");
  return revision;
}

/** Whether the bundle's id and the counts are those of what it holds: section 6. */
function isIdentified({ bundleId, counts, heads }, parts, revisions) {
  const attachments = parts.map(({ path }) => path.match(/^attachments\/(.*)$/)?.[1]).filter(Boolean);
  const sums = (letter, hashes) => [...hashes].sort().flatMap((sum) => [letter, Buffer.from(sum, "hex")]);
  const hashes = revisions.map(({ hash }) => hash);
  const id = sha256("essaim bundle 1\n", ...sums("r", hashes), ...sums("a", attachments));
  if (counts.records !== heads.length || counts.revisions !== hashes.length) return false;
  return counts.attachments === attachments.length && id === bundleId;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const file of process.argv.slice(2)) process.stdout.write(answer(read(await readFile(file))));
}
