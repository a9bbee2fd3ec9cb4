// Signatures that satisfy the equation and are none: keys and points of small order (section 4).

import assert from "node:assert/strict";
import { createHash, generateKeyPairSync } from "node:crypto";
import { test } from "node:test";

import { ORDER, TYPE, encoded, holds } from "./signatures.mjs";

const IDENTITY = Buffer.from("01".padEnd(64, "0"), "hex");
const BODY = Buffer.from("{}");

const number = (bytes) => BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`);
const bytesOf = (scalar) => Buffer.from(scalar.toString(16).padStart(64, "0"), "hex").reverse();
const sha512 = (...parts) => createHash("sha512").update(Buffer.concat(parts)).digest();

/** A key's bytes and its secret scalar. */
function scalarKey() {
  const { d, x } = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
  const secret = sha512(Buffer.from(d, "base64url")).subarray(0, 32);
  secret[0] &= 248;
  secret[31] = (secret[31] & 127) | 64;
  return { key: Buffer.from(x, "base64url"), scalar: number(secret) % ORDER };
}

/** An honest signature, or one whose point is the identity. */
function signed({ key, scalar }, random) {
  const point = random?.key ?? IDENTITY;
  const k = number(sha512(point, key, encoded(TYPE.revision, BODY))) % ORDER;
  return Buffer.concat([point, bytesOf(((random?.scalar ?? 0n) + k * scalar) % ORDER)]);
}

const isHeld = (key, signature) => holds(Buffer.from(key).toString("hex"), TYPE.revision, BODY, signature);

test("a signature holds for its type and its bytes only", () => {
  const key = scalarKey();
  const signature = signed(key, scalarKey());
  assert.ok(isHeld(key.key, signature));
  assert.ok(!holds(key.key.toString("hex"), TYPE.manifest, BODY, signature));
  assert.ok(!holds(key.key.toString("hex"), TYPE.revision, Buffer.from("{ }"), signature));
});

test("a key of small order signs nothing, though everything fits it", () => {
  const random = scalarKey();
  assert.ok(!isHeld(IDENTITY, Buffer.concat([random.key, bytesOf(random.scalar)])));
});

test("a signature whose point is of small order is none", () => {
  const key = scalarKey();
  assert.ok(!isHeld(key.key, signed(key)));
});

test("a second form of the same signature is none", () => {
  const key = scalarKey();
  const signature = signed(key, scalarKey());
  const second = Buffer.concat([signature.subarray(0, 32), bytesOf(number(signature.subarray(32)) + ORDER)]);
  assert.ok(!isHeld(key.key, second));
});
