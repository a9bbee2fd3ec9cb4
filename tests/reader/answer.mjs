// What was read, in the lines that tests/fixtures/golden/README.md explains.

import { show } from "./record.mjs";

/** The lines, each ended. */
export function answer(outcome, now = Date.now()) {
  return lines(outcome, now)
    .map((line) => `${line}\n`)
    .join("");
}

function lines(outcome, now) {
  if (outcome.bundle !== "ok") return [`bundle: ${said({ code: outcome.bundle, reason: outcome.reason })}`];
  const { deviations, manifest, identified, ignored, parts, revisions } = outcome;
  return [
    "bundle: ok",
    `container: ${deviations.length === 0 ? "conforming" : "repackaged"}`,
    ...(deviations.length === 0 ? [] : [`deviations: ${deviations.join(" ")}`]),
    `id: ${manifest.bundleId}`,
    `purpose: ${manifest.purpose}`,
    `created: ${manifest.created}`,
    `sender: ${manifest.sender.organisation} ${manifest.sender.name}`,
    `desktop: ${manifest.device}`,
    ...ignored.map((path) => `ignored: ${path}`),
    ...manifest.heads.map(({ record, kind, title }) => `head: ${record} ${kind} ${[...title].slice(0, 120).join("")}`),
    ...manifest.follows.map(({ sha256, size, name }) => `follows: ${sha256} ${size} ${name}`),
    ...(identified ? [] : ["part: manifest.json altered hash"]),
    ...parts.map((part) => `part: ${part.path} ${said(part)}`),
    ...revisions.flatMap((revision, i) => linesOf(revision, i + 1, now)),
  ];
}

// Only these codes carry a reason, and for revisions the code alone is enough.
function said({ code, reason }) {
  return reason && ["dangerous", "altered", "refused"].includes(code) ? `${code} ${reason}` : code;
}

function linesOf({ code, hash, value }, number, now) {
  if (code !== "ok") return [`revision: ${number} ${code}`];
  const { shown, conflicts } = show(value, now);
  return [
    `revision: ${number} ok ${hash} ${value.kind} ${value.record} ${value.device} ${value.n}`,
    ...[...shown].map(([path, value]) => `shown: ${path} ${value}`),
    ...conflicts.map((path) => `conflict: ${path}`),
  ];
}
