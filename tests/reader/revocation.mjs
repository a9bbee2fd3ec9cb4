// Revocations (section 5): a root of an organisation says that revisions of a desktop do not count from a number on.

import { id, whole } from "./form.mjs";
import { parse } from "./json.mjs";
import { show } from "./record.mjs";
import { verdict } from "./refusal.mjs";
import { TYPE, holds, signatureIn } from "./signatures.mjs";

/** What a revision revokes, when it does and a root of its owner among `roots` signed it. */
export function revocationIn(revision, roots) {
  if (revision.kind !== "device_revocation" || !revision.record.startsWith("revocation-")) return undefined;
  const { shown } = show(revision, Date.now());
  return verdict(() => {
    const [device, from, base64] = ["device", "from", "signature"].map((path) => parse(Buffer.from(shown.get(path) ?? "null")));
    const signature = signatureIn(String(base64));
    if (signature === undefined || !/^(?:0|[1-9][0-9]{0,15})$/.test(from)) return undefined;
    const body = Buffer.from(`{"essaim":1,"owner":"${revision.owner}","device":"${id(device)}","from":${from}}`);
    const signed = roots.some((root) => holds(root, TYPE.revocation, body, signature));
    return signed ? { owner: revision.owner, device, from: whole(BigInt(from)) } : undefined;
  }).value;
}
