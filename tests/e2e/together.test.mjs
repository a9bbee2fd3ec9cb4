// The window is not alone: files are handed to it while it is open, and the command line writes beside it.

import assert from "node:assert/strict";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { test } from "node:test";

import { App, Desk } from "./harness/app.mjs";
import { mustDo } from "./harness/commune.mjs";
import { bundleOf } from "./harness/screens.mjs";

async function opened(t, options) {
  const desk = await Desk.create(t);
  await mustDo(desk, "init", "--insee", "59512", "--person", "Camille Martin");
  const app = await App.open(t, { ...options, desk });
  await app.page.byRole("heading", "Bonjour Camille");
  return app;
}

test("a bundle that is double-clicked while the window is open is shown in that window", async (t) => {
  const app = await opened(t);
  const bundle = app.desk.path("reçu.essaim");
  await bundleOf(t, "18197", { title: "Un banc devant chaque école" }, bundle);
  assert.equal(await app.startAgain([bundle]), 0);
  await app.page.byRole("heading", "Paquet de Saint-Amand-Montrond");
  await app.page.text("Un banc devant chaque école");
});

test("a bundle that was altered or cut short is refused in words, and nothing is received", async (t) => {
  const app = await opened(t);
  const bundle = app.desk.path("reçu.essaim");
  await bundleOf(t, "18197", { title: "Un banc devant chaque école" }, bundle);
  const bytes = await readFile(bundle);
  await writeFile(app.desk.path("coupé.essaim"), bytes.subarray(0, Math.floor(bytes.length / 2)));
  await app.startAgain([app.desk.path("coupé.essaim")]);
  await app.page.byRole("button", "Voir les échanges");
  await writeFile(app.desk.path("lettre.essaim"), "Bonjour, veuillez trouver ci-joint notre fiche.\n");
  await app.startAgain([app.desk.path("lettre.essaim")]);
  await app.page.byRole("button", "Voir les échanges");
  await app.page.gone("button", /^Importer/u);
  assert.deepEqual((await mustDo(app.desk, "imports")).items ?? [], []);
  // The whole one, after them, is still received.
  await copyFile(bundle, app.desk.path("entier.essaim"));
  await app.startAgain([app.desk.path("entier.essaim")]);
  await app.page.text("Un banc devant chaque école");
});

test("what the command line writes appears in the open window, and is undone from it", async (t) => {
  const { page, desk } = await opened(t);
  await page.click("link", "Projets");
  await page.text("Votre premier projet pilote");
  await writeFile(desk.path("project.json"), JSON.stringify({ title: "Écrit dans un terminal" }));
  await mustDo(desk, "add", "project", desk.path("project.json"));
  await page.byRole("row", /Écrit dans un terminal/u);
  await page.press("Control+z");
  await page.text("Annulé : création (Écrit dans un terminal)");
  await page.text("Votre premier projet pilote");
  assert.equal((await mustDo(desk, "list", "project")).total, 0);
});

test("the demonstration shows a commune at work, and leaves one's own workspace alone", async (t) => {
  const desk = await Desk.create(t);
  const { page } = await App.open(t, { desk, args: ["--demo"] });
  await page.byRole("heading", /^Bonjour/u, { within: 60_000 });
  await page.byRole("link", /Roubaix/u);
  const answer = await desk.cli("list", "project");
  assert.equal(answer.error?.code, "workspace_missing");
});
