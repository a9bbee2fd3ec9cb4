// Ed25519 over the DSSE encoding, checked strictly (section 4), and the names that keys give.

import { createHash, createPublicKey, verify } from "node:crypto";

const PRIME = 2n ** 255n - 19n;
/** The order of the group. */
export const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const DER = Buffer.from("302a300506032b6570032100", "hex");
// The y of a point of order 8. All points of small order have one of these five y, and which x does not matter.
const EIGHTH = 2707385501144840649318225287225658788936804267575313519463743609750303402022n;
const SMALL = new Set([0n, 1n, PRIME - 1n, EIGHTH, PRIME - EIGHTH]);

export const TYPE = {
  revision: "application/vnd.essaim.revision+json",
  certificate: "application/vnd.essaim.certificate+json",
  succession: "application/vnd.essaim.succession+json",
  revocation: "application/vnd.essaim.revocation+json",
  manifest: "application/vnd.essaim.manifest+json",
};

export function sha256(...parts) {
  const sum = createHash("sha256");
  for (const part of parts) sum.update(part);
  return sum.digest("hex");
}

export const organisationOf = (key) => sha256("essaim organisation\0", Buffer.from(key, "hex")).slice(0, 32);
export const deviceOf = (key) => sha256("essaim device\0", Buffer.from(key, "hex")).slice(0, 32);

/** What is signed: the type and the payload's exact bytes, each with its length. */
export function encoded(type, payload) {
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload]);
}

/** The 64 bytes of a signature in base64, or nothing. */
export function signatureIn(text) {
  if (!/^[A-Za-z0-9+/]{86}==$/.test(text)) return undefined;
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : undefined;
}

/** Whether 32 bytes in hexadecimal can be a key. */
export function isUsable(key) {
  const raw = Buffer.from(key, "hex");
  return yOf(raw) < PRIME && !isSmall(raw);
}

/** Whether `key`, in hexadecimal, made that signature. */
export function holds(key, type, payload, signature) {
  if (!isUsable(key) || isSmall(signature.subarray(0, 32)) || number(signature.subarray(32)) >= ORDER) return false;
  const raw = Buffer.from(key, "hex");
  try {
    const known = createPublicKey({ key: Buffer.concat([DER, raw]), format: "der", type: "spki" });
    return verify(null, encoded(type, payload), known, signature);
  } catch {
    return false;
  }
}

function number(bytes) {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`);
}

function yOf(point) {
  return number(point) & (2n ** 255n - 1n);
}

function isSmall(point) {
  return SMALL.has(yOf(point) % PRIME);
}
