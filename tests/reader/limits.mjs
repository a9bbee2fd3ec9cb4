// The caps of the format (section 2), and to which of them an entry is held.

import { Refusal } from "./refusal.mjs";

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;

export const LEAF_TEXT = 256 * KIB;
export const CERTIFICATE = 16 * KIB;
export const SUCCESSIONS = 64;

export const LIMITS = {
  mail: limits({ file: 7 * MIB, inflated: 100 * MIB, entries: 500, attachment: 7 * MIB, manifest: 4 * MIB, text: 8 * MIB }),
  default: limits({
    file: 200 * MIB,
    inflated: 600 * MIB,
    entries: 5_000,
    attachment: 50 * MIB,
    manifest: 16 * MIB,
    text: 16 * MIB,
  }),
  network: limits({
    file: 4 * GIB - 1,
    inflated: 16 * GIB,
    entries: 60_000,
    attachment: 200 * MIB,
    manifest: 64 * MIB,
    text: 16 * MIB,
  }),
};

function limits(caps) {
  return { ...caps, chunk: 4 * MIB, revision: MIB, certificates: 4_096 };
}

const LIKE_THE_MANIFEST = ["manifest.json", "manifest-sha256.txt", "keys/devices.jsonl"];

function capOf(path) {
  if (LIKE_THE_MANIFEST.includes(path)) return "manifest";
  if (path.startsWith("revisions/")) return "chunk";
  if (path.startsWith("attachments/")) return "attachment";
  return "text";
}

export function within(limits, cap, size) {
  if (size > limits[cap]) throw new Refusal("refused", cap);
}

/** Holds an entry to its cap by the size it declares, before it is inflated. */
export function entryWithin(limits, path, size) {
  within(limits, capOf(path), size);
}
