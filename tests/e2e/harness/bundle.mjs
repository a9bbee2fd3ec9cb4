// A bundle as someone without Essaim opens it: with unzip and sha256sum.

import { execFile } from "node:child_process";
import { mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Unpacks a bundle into a new folder and checks its list of sums; fails as `sha256sum -c` fails. */
export async function unpack(bundle, folder) {
  await mkdir(folder, { recursive: true });
  await run("unzip", ["-q", bundle, "-d", folder]);
  await run("sha256sum", ["--quiet", "--strict", "-c", "manifest-sha256.txt"], { cwd: folder });
  return folder;
}

/** Every name in an unpacked bundle. */
export async function entries(folder) {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).sort();
}

/** All that the records of an unpacked bundle say, as text. */
export async function records(folder) {
  const names = (await entries(folder)).filter((name) => name.startsWith("revisions/"));
  return (await Promise.all(names.map((name) => readFile(path.join(folder, name), "utf8")))).join("\n");
}
