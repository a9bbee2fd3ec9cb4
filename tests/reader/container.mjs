// The archive as a whole: local headers, that no byte belongs to nothing, and in what it differs from the byte profile.

import { crc32, inflateRawSync } from "node:zlib";

import { FLAG, checkExtra, readDirectory } from "./directory.mjs";
import { inOrder, inProfile } from "./names.mjs";
import { Refusal, altered, dangerous } from "./refusal.mjs";

const LOCAL = 0x04034b50;
const LOCAL_SIZE = 30;
const DESCRIPTOR = 0x08074b50;
const PROFILE = { version: 20, time: 0, date: 33 };
const NEEDED = ["manifest.json", "manifest.sig", "manifest-sha256.txt", "keys/devices.jsonl"];

/** Reads the archive: its files by path, the names of what is passed over, and its deviations. */
export function openContainer(bytes, limits) {
  const { entries, start, comment } = readDirectory(bytes, limits);
  const inPlace = [...entries].sort((one, other) => one.offset - other.offset);
  tile(bytes, inPlace, start);

  const folder = topFolder(entries);
  const isRead = (entry) => !entry.folder && entry.path.startsWith(folder);
  const passedOver = inPlace.filter((entry) => !isRead(entry)).map((entry) => entry.path + (entry.folder ? "/" : ""));
  const files = new Map(inPlace.filter(isRead).map((entry) => [entry.path.slice(folder.length), entry]));
  const isOurs = files.has("manifest.json") || (files.has("mimetype") && files.has("manifest-sha256.txt"));
  if (!isOurs) throw new Refusal("not_a_bundle");
  if (NEEDED.some((path) => !files.has(path))) throw new Refusal("incomplete");

  const moved = entries.some((entry, i) => entry !== inPlace[i]);
  const deviations = deviationsOf({ entries, files, moved, comment, folder });
  return { bytes, files, passedOver, deviations };
}

/** `<folder>/` where one more folder is around everything, else nothing. */
function topFolder(entries) {
  const files = entries.filter((entry) => !entry.folder).map(({ path }) => path);
  if (files.includes("manifest.json")) return "";
  const manifests = files.filter((path) => /^[^/]+\/manifest\.json$/.test(path));
  return manifests.length === 1 ? manifests[0].slice(0, -"manifest.json".length) : "";
}

/** Each entry begins where the one before ends, the first at 0, and the directory where the last ends. */
function tile(bytes, entries, start) {
  let next = 0;
  for (const entry of entries) {
    if (entry.offset < next) dangerous("overlap");
    if (entry.offset > next) dangerous("unaccounted");
    next = readLocal(bytes, entry, start);
  }
  if (next < start) dangerous("unaccounted");
}

/** Reads a local header and gives where its entry ends. */
function readLocal(bytes, entry, start) {
  const at = entry.offset;
  if (at + LOCAL_SIZE > start) dangerous("overlap");
  if (bytes.readUInt32LE(at) !== LOCAL) dangerous("contradiction");
  const [needed, flags, method, time, date] = [4, 6, 8, 10, 12].map((offset) => bytes.readUInt16LE(at + offset));
  const sizes = [14, 18, 22].map((offset) => bytes.readUInt32LE(at + offset));
  const [nameLength, extraLength] = [26, 28].map((offset) => bytes.readUInt16LE(at + offset));
  entry.data = at + LOCAL_SIZE + nameLength + extraLength;
  if (entry.data + entry.packed > start) dangerous("overlap");

  const name = bytes.subarray(at + LOCAL_SIZE, at + LOCAL_SIZE + nameLength);
  checkExtra(bytes.subarray(at + LOCAL_SIZE + nameLength, entry.data), name);
  Object.assign(entry, { localExtra: extraLength > 0, localNeeded: needed });
  const same = flags === entry.flags && method === entry.method && time === entry.time && date === entry.date;
  if (!same || !name.equals(entry.name)) dangerous("contradiction");

  const central = [entry.crc, entry.packed, entry.size];
  const later = (flags & FLAG.descriptor) !== 0;
  const open = later && sizes.every((size) => size === 0);
  if (!open && sizes.some((size, i) => size !== central[i])) dangerous("contradiction");
  const end = entry.data + entry.packed;
  return later ? end + descriptor(bytes, end, start, central) : end;
}

/** The length of the data descriptor at `at`, which may have a signature or none. */
function descriptor(bytes, at, start, central) {
  const says = (from) => from + 12 <= start && central.every((number, i) => bytes.readUInt32LE(from + 4 * i) === number);
  if (at + 4 <= start && bytes.readUInt32LE(at) === DESCRIPTOR && says(at + 4)) return 16;
  return says(at) ? 12 : dangerous("contradiction");
}

function deviationsOf({ entries, files, moved, comment, folder }) {
  const paths = [...files.keys()];
  const marked = paths[0] === "mimetype" && files.get("mimetype").method === 0;
  const any = (test) => entries.some(test);
  const found = {
    order: moved || !marked || !inOrder(paths),
    name: !paths.every(inProfile),
    topfolder: folder !== "",
    folder: any((entry) => entry.folder),
    date: any(({ time, date }) => time !== PROFILE.time || date !== PROFILE.date),
    flags: any(({ flags }) => flags & ~FLAG.descriptor),
    descriptor: any(({ flags }) => flags & FLAG.descriptor),
    extrafield: any(({ extra, localExtra }) => extra || localExtra),
    comment: comment || any((entry) => entry.comment),
    attributes: any((entry) => !hasProfileAttributes(entry)),
  };
  return Object.keys(found).filter((name) => found[name]);
}

function hasProfileAttributes({ madeBy, needed, localNeeded, internal, external }) {
  const ofProfile = [madeBy, needed, localNeeded].every((version) => version === PROFILE.version);
  return ofProfile && internal === 0 && external === 0;
}

/** The content of a file, of the size it declares and with its CRC-32. */
export function contentOf({ bytes }, entry) {
  const packed = bytes.subarray(entry.data, entry.data + entry.packed);
  const content = entry.method === 0 ? packed : inflate(packed, entry.size);
  if (content.length !== entry.size || crc32(content) !== entry.crc) altered("damaged");
  return content;
}

function inflate(packed, size) {
  try {
    const { buffer, engine } = inflateRawSync(packed, { info: true, maxOutputLength: Math.max(size, 1) });
    // What stands behind the stream's end belongs to nothing.
    return engine.bytesWritten === packed.length ? buffer : altered("damaged");
  } catch (error) {
    if (error instanceof Refusal) throw error;
    return altered("damaged");
  }
}
