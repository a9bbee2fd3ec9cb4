// The end record and the central directory of a zip archive, by the rules of section 2.

import { within } from "./limits.mjs";
import { spell, unlikeEachOther } from "./names.mjs";
import { Refusal, dangerous } from "./refusal.mjs";

const LOCAL = 0x04034b50;
const END = 0x06054b50;
const SIGNATURE_OF_END = Buffer.from("PK\x05\x06");
const END_SIZE = 22;
const ZIP64_LOCATOR = 0x07064b50;
const CENTRAL = 0x02014b50;
const CENTRAL_SIZE = 46;
const LONGEST_COMMENT = 0xffff;
const ALL_ONES_16 = 0xffff;
const ALL_ONES_32 = 0xffffffff;

/** Flags of an entry. */
export const FLAG = { encrypted: 0x2041, descriptor: 0x0008, allowed: 0x080e };

/** The end record: the last one whose comment ends with the file. */
function findEnd(bytes) {
  const ends = [];
  const reach = Math.max(0, bytes.length - END_SIZE - LONGEST_COMMENT);
  for (let at = bytes.length - END_SIZE; at >= reach; at -= 1) {
    if (bytes.readUInt32LE(at) === END) ends.push(at);
  }
  const end = ends.find((at) => at + END_SIZE + bytes.readUInt16LE(at + 20) === bytes.length);
  if (end === undefined) {
    if (!beginsAsArchive(bytes)) throw new Refusal("not_a_bundle");
    if (ends.some((at) => isWhole(bytes, at))) dangerous("unaccounted");
    throw new Refusal("incomplete");
  }
  // Two ends: two readers would see two archives.
  if (bytes.includes(SIGNATURE_OF_END, end + END_SIZE)) dangerous("directory");
  return end;
}

function beginsAsArchive(bytes) {
  return bytes.length >= 4 && [LOCAL, END].includes(bytes.readUInt32LE(0));
}

/** An end record without a comment, whose directory ends where it begins. */
function isWhole(bytes, at) {
  return bytes.readUInt16LE(at + 20) === 0 && bytes.readUInt32LE(at + 12) + bytes.readUInt32LE(at + 16) === at;
}

/** The entries of the directory, in its order, and what the end record says. */
export function readDirectory(bytes, limits) {
  const at = findEnd(bytes);
  if (at >= 20 && bytes.readUInt32LE(at - 20) === ZIP64_LOCATOR) dangerous("zip64");
  const [disk, directoryDisk, here, count] = [4, 6, 8, 10].map((offset) => bytes.readUInt16LE(at + offset));
  const [size, start] = [12, 16].map((offset) => bytes.readUInt32LE(at + offset));
  if (here === ALL_ONES_16 || count === ALL_ONES_16 || size === ALL_ONES_32 || start === ALL_ONES_32) dangerous("zip64");
  if (disk !== 0 || directoryDisk !== 0 || here !== count) dangerous("multi_disk");
  if (count === 0) throw new Refusal("not_a_bundle");
  within(limits, "entries", count);
  if (start + size !== at) dangerous("unaccounted");
  if (size > count * (CENTRAL_SIZE + 512)) dangerous("directory");

  const entries = [];
  let next = start;
  for (let i = 0; i < count; i += 1) {
    const entry = readCentral(bytes, next, at);
    entries.push(entry);
    next = entry.next;
  }
  if (next !== at) dangerous("directory");
  unlikeEachOther(entries);
  within(limits, "inflated", entries.reduce((sum, entry) => sum + entry.size, 0));
  return { entries, start, comment: at + END_SIZE < bytes.length };
}

function readCentral(bytes, at, end) {
  if (at + CENTRAL_SIZE > end || bytes.readUInt32LE(at) !== CENTRAL) dangerous("directory");
  const [madeBy, needed, flags, method, time, date] = [4, 6, 8, 10, 12, 14].map((offset) => bytes.readUInt16LE(at + offset));
  const [crc, packed, size] = [16, 20, 24].map((offset) => bytes.readUInt32LE(at + offset));
  const [nameLength, extraLength, commentLength, disk, internal] = [28, 30, 32, 34, 36].map((o) => bytes.readUInt16LE(at + o));
  const [external, offset] = [38, 42].map((o) => bytes.readUInt32LE(at + o));
  const next = at + CENTRAL_SIZE + nameLength + extraLength + commentLength;
  if (next > end) dangerous("directory");

  const name = bytes.subarray(at + CENTRAL_SIZE, at + CENTRAL_SIZE + nameLength);
  const entry = { name, madeBy, needed, flags, method, time, date, crc, packed, size, internal, external, offset, next };
  Object.assign(entry, spell(name), { extra: extraLength > 0, comment: commentLength > 0 });
  const extra = at + CENTRAL_SIZE + nameLength;
  checkExtra(bytes.subarray(extra, extra + extraLength), name);
  checkEntry(entry, disk);
  return entry;
}

function checkEntry(entry, disk) {
  const { flags, method, packed, size, offset, folder } = entry;
  if ([packed, size, offset].includes(ALL_ONES_32)) dangerous("zip64");
  if (disk !== 0) dangerous("multi_disk");
  if (flags & FLAG.encrypted) dangerous("encrypted");
  if (flags & ~FLAG.allowed) dangerous("flags");
  if (method !== 0 && method !== 8) dangerous("method");
  if (isSpecial(entry)) dangerous("special_file");
  if (folder && size !== 0) dangerous("contradiction");
  if (method === 0 && packed !== size) dangerous("contradiction");
  if (size > 1024 * 1024 && size > 200 * packed) dangerous("bomb");
}

/** Neither file nor folder, or a type that contradicts the name, whatever system made the archive. */
function isSpecial({ external, folder }) {
  const [REPARSE_POINT, DOS_FOLDER] = [0x400, 0x10];
  if (external & REPARSE_POINT) return true;
  if (external & DOS_FOLDER && !folder) return true;
  const type = external >>> 28;
  const [FILE, FOLDER] = [8, 4];
  return type !== 0 && type !== (folder ? FOLDER : FILE);
}

/** Extra fields are well-formed, and none enlarges, encrypts or renames. */
export function checkExtra(extra, name) {
  for (let at = 0; at < extra.length; ) {
    if (at + 4 > extra.length) dangerous("extra_field");
    const [kind, length] = [extra.readUInt16LE(at), extra.readUInt16LE(at + 2)];
    if (at + 4 + length > extra.length) dangerous("extra_field");
    const content = extra.subarray(at + 4, at + 4 + length);
    if (kind === 0x0001) dangerous("zip64");
    if (kind === 0x9901) dangerous("encrypted");
    if (kind === 0x7075 && name.every((byte) => byte < 0x80) && !content.subarray(5).equals(name)) dangerous("extra_field");
    at += 4 + length;
  }
}
