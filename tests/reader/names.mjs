// Names of entries: which are dangerous, which are in the byte profile, and in what order they come.

import { dangerous } from "./refusal.mjs";

const PLACES = [
  "mimetype",
  "LISEZMOI.html",
  "LISEZMOI.txt",
  "manifest.json",
  "manifest.sig",
  "manifest-sha256.txt",
  "ro-crate-metadata.json",
  "keys/devices.jsonl",
  "revisions/",
  "attachments/",
  "preview/",
];
const READMES = ["LISEZMOI.html", "LISEZMOI.txt"];
const CONTROL = /\p{Cc}/u;
const DECEPTIVE = /[\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;

/** The path that an entry's bytes spell, and whether it is a folder's. What is no UTF-8 is shown with replacement marks. */
export function spell(bytes) {
  if (bytes.length === 0 || bytes.length > 255) dangerous("path");
  const name = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const folder = name.endsWith("/");
  const path = folder ? name.slice(0, -1) : name;
  const levels = path.split("/");
  if (levels.length > 8 || levels.some((level) => ["", ".", ".."].includes(level))) dangerous("path");
  if (/[\\:*?"<>|]/.test(path) || CONTROL.test(path) || DECEPTIVE.test(path)) dangerous("path");
  return { path, folder };
}

/** No two files are equal without regard to letter case, and no file is a folder too. Folders may be named again. */
export function unlikeEachOther(entries) {
  const folded = entries.map(({ path, folder }) => ({ path: path.toLowerCase(), folder }));
  const files = folded.filter(({ folder }) => !folder).map(({ path }) => path);
  const folders = new Set(folded.filter(({ folder }) => folder).map(({ path }) => path));
  for (const { path } of folded) {
    for (let at = path.indexOf("/"); at !== -1; at = path.indexOf("/", at + 1)) folders.add(path.slice(0, at));
  }
  if (new Set(files).size !== files.length || files.some((path) => folders.has(path))) dangerous("duplicate");
}

/** Whether a path is in the byte profile. */
export function inProfile(path) {
  if (READMES.includes(path)) return true;
  const levels = path.split("/");
  if (!/^[a-z0-9._/-]{1,128}$/.test(path) || levels.length > 3) return false;
  return levels.every((level) => !["", ".", ".."].includes(level));
}

/** Compares two paths by their places in section 1, then by their bytes. What is unknown comes last. */
export function byPlace(one, other) {
  return place(one) - place(other) || Buffer.compare(Buffer.from(one), Buffer.from(other));
}

function place(path) {
  const found = PLACES.findIndex((known) => path === known || (known.endsWith("/") && path.startsWith(known)));
  return found === -1 ? PLACES.length : found;
}

/** Whether paths come in the order of section 1. */
export function inOrder(paths) {
  return paths.every((path, i) => i === 0 || byPlace(paths[i - 1], path) < 0);
}
