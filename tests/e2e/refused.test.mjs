// A workspace that cannot be opened: the window says why and what to do, and nothing in the folder is touched.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { open, readdir, readFile, stat, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";

import { App, Desk } from "./harness/app.mjs";
import { mustDo, roubaix } from "./harness/commune.mjs";

/** Each file below `folder` with its SHA-256 and the moment it was last written. */
async function fingerprint(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const prints = files.sort().map(async (file) => {
    const sum = createHash("sha256").update(await readFile(file)).digest("hex");
    return `${path.relative(folder, file)} ${sum} ${(await stat(file)).mtimeMs}`;
  });
  return Promise.all(prints);
}

/** The database of a workspace. */
async function database(desk) {
  const names = await readdir(desk.path("workspace"));
  const name = names.find((one) => one.endsWith(".db"));
  assert.ok(name, `a database among ${names.join(", ")}`);
  return desk.path("workspace", name);
}

async function refuses(t, desk, { sentence, code }) {
  const before = await fingerprint(desk.path("workspace"));
  const app = await App.open(t, { desk });
  await app.page.text(sentence);
  await app.page.text(code);
  await app.page.click("button", "Réessayer");
  await app.page.text(sentence);
  await app.close();
  assert.deepEqual(await fingerprint(desk.path("workspace")), before, "something was written");
}

test("a workspace written by a newer Essaim is left as it is", async (t) => {
  const desk = await Desk.create(t);
  await roubaix(desk);
  // SQLite keeps the version that the program counts in four bytes at 60 of the file's head.
  const file = await open(await database(desk), "r+");
  await file.write(Buffer.from([0, 0, 0x27, 0x0f]), 0, 4, 60);
  await file.close();
  await refuses(t, desk, { sentence: /version plus récente/u, code: "workspace_too_recent" });
});

test("a workspace that was cut short is left as it is", async (t) => {
  const desk = await Desk.create(t);
  await roubaix(desk);
  const file = await database(desk);
  await truncate(file, Math.floor((await stat(file)).size / 2 / 4096) * 4096);
  await refuses(t, desk, { sentence: /abîmé|endommagé/u, code: "workspace_damaged" });
});

test("a file that is no workspace is left as it is", async (t) => {
  const desk = await Desk.create(t);
  await roubaix(desk);
  await writeFile(await database(desk), "Ceci n'est pas un espace de travail.\n".repeat(300));
  await refuses(t, desk, { sentence: /pas un espace de travail|abîmé|endommagé/u, code: /not_a_workspace|workspace_damaged/u });
});

test("a workspace that was put right opens with the same window", async (t) => {
  const desk = await Desk.create(t);
  await mustDo(desk, "init", "--insee", "59512", "--person", "Camille Martin");
  const file = await database(desk);
  const good = await readFile(file);
  await writeFile(file, good.subarray(0, 4096));
  const { page } = await App.open(t, { desk });
  await page.text("workspace_damaged");
  await writeFile(file, good);
  await page.click("button", "Réessayer");
  await page.byRole("heading", "Bonjour Camille");
});
