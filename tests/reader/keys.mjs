// Pairs of lines, and what keys/devices.jsonl says with them: which roots an organisation has, and whom they vouch for.

import { hash, id, object, one, whole } from "./form.mjs";
import { CERTIFICATE, SUCCESSIONS, within } from "./limits.mjs";
import { altered, verdict } from "./refusal.mjs";
import { TYPE, deviceOf, holds, isUsable, organisationOf, signatureIn } from "./signatures.mjs";

const LINE_FEED = 10;

/** The pairs of lines in a file: a body, and its signature where the second line is one. */
export function pairsIn(bytes) {
  const lines = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(LINE_FEED, at);
    lines.push({ line: bytes.subarray(at, end === -1 ? bytes.length : end), ended: end !== -1 });
    at = end === -1 ? bytes.length : end + 1;
  }
  const pairs = [];
  for (let i = 0; i < lines.length; i += 2) {
    const second = lines[i + 1];
    pairs.push({ body: lines[i].line, signature: second?.ended ? signatureIn(second.line.toString("latin1")) : undefined });
  }
  return pairs;
}

/** What the file vouches for. Whatever does not hold is passed over. */
export class Keys {
  #successions = new Map();
  #certificates = [];

  constructor(bytes, limits) {
    const pairs = pairsIn(bytes);
    within(limits, "certificates", pairs.length);
    for (const { body, signature } of pairs) {
      if (signature === undefined || body.length > CERTIFICATE) continue;
      const certificate = verdict(() => readCertificate(body, signature)).value;
      if (certificate) this.#certificates.push(certificate);
      const succession = certificate ?? verdict(() => readSuccession(body, signature)).value;
      if (succession?.successor) this.#succeeds(succession);
    }
  }

  #succeeds(succession) {
    const others = this.#successions.get(succession.owner) ?? [];
    this.#successions.set(succession.owner, [...others, succession]);
  }

  /** Whether `root` is the organisation's first key, or one that follows from it. */
  isRoot(organisation, root) {
    if (organisationOf(root) === organisation) return true;
    const successions = this.#believed(organisation);
    const seen = new Set();
    const leadsBack = (key) => {
      if (organisationOf(key) === organisation) return true;
      if (seen.has(key)) return false;
      seen.add(key);
      return successions.some((one) => one.successor === key && leadsBack(one.root));
    };
    return leadsBack(root);
  }

  #believed(organisation) {
    const successions = this.#successions.get(organisation) ?? [];
    return successions.length > SUCCESSIONS ? [] : successions;
  }

  /** The organisations of which one root names two successors. */
  get forked() {
    return [...this.#successions.keys()].filter((organisation) => {
      const named = this.#believed(organisation).filter(({ root }) => this.isRoot(organisation, root));
      return named.some((one) => named.some((other) => other.root === one.root && other.successor !== one.successor));
    });
  }

  /** The first certificate that holds, of that desktop by that organisation. */
  certificate(organisation, device) {
    return this.#claims(organisation, device).find(({ root }) => this.isRoot(organisation, root));
  }

  /** The first one that a key signed which is no root of that organisation. */
  stranger(organisation, device) {
    return this.#claims(organisation, device).find(({ root }) => !this.isRoot(organisation, root));
  }

  #claims(organisation, device) {
    return this.#certificates.filter((one) => one.owner === organisation && one.device === device);
  }

  /** Whether any organisation vouches for that desktop. */
  anyoneVouches(device) {
    return this.#certificates.some((one) => one.device === device && this.isRoot(one.owner, one.root));
  }
}

/** A certificate whose signature holds. Whether that root is the organisation's was not looked at. */
function readCertificate(body, signature) {
  const said = object(body);
  const deviceKey = key(one(said, "device_key"));
  return signed(said, TYPE.certificate, body, signature, { deviceKey, device: deviceOf(deviceKey) });
}

/** A succession whose signature holds. */
function readSuccession(body, signature) {
  const said = object(body);
  const successor = key(one(said, "successor"));
  return one(said, "root") === successor ? undefined : signed(said, TYPE.succession, body, signature, { successor });
}

function signed(said, type, body, signature, more) {
  if (one(said, "essaim") !== 1n) return undefined;
  const statement = { owner: id(one(said, "owner")), root: key(one(said, "root")), issued: whole(one(said, "issued")), ...more };
  return holds(statement.root, type, body, signature) ? statement : undefined;
}

function key(value) {
  return isUsable(hash(value)) ? value : altered("form");
}
