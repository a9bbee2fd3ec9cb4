// A project becomes a sheet, the sheet is published, and what leaves is what was shown: no more, no less.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { test } from "node:test";

import { App, Desk } from "./harness/app.mjs";
import { entries, records, unpack } from "./harness/bundle.mjs";
import { mustDo, roubaix } from "./harness/commune.mjs";

const DECISION = Buffer.from("Délibération 2026-41 : le conseil municipal approuve la deuxième série.\n");

test("a project becomes a sheet with its figures; what leaves is what was shown, and nothing internal", async (t) => {
  const desk = await Desk.create(t);
  const project = await roubaix(desk);
  const attached = desk.path("Délibération 2026-41.txt");
  await writeFile(attached, DECISION);
  const bundle = desk.path("paquet.essaim");
  const { page } = await App.open(t, { desk, picks: [attached, bundle] });
  await page.byRole("heading", "Bonjour Camille");
  await page.go(`/projets/${project}`);
  await page.click("button", "Transformer en fiche solution");

  // The sheet is ours, has the project's words and figures, and asks for the rest.
  await page.byRole("region", "Ce que vous avez appris");
  await page.text("Maisons attribuées");
  await page.fill("Que dire en une phrase à un maire pressé ?", "Dix maisons vacantes cédées à des familles qui les rénovent.");
  await page.fill("Qu'est-ce qui a bloqué ?", "Les banques prêtent peu pour des travaux dans une maison à 1 €.");
  await page.press("Tab");
  await page.click("button", "Joindre un fichier");
  await page.text("Délibération 2026-41.txt");
  await page.click("button", "Publier");
  await page.gone("button", "Publier");
  const main = await page.inside("main", "");
  await main.click("button", "Partager");

  // Before anything is written: all that leaves, word for word.
  await page.byRole("region", "Ce qui part");
  await page.text("1 élément et 1 qui l'accompagne, 1 pièce");
  await page.text("Rien qui ressemble à une donnée personnelle.");
  await page.text("Délibération 2026-41.txt");
  const leaving = await page.inside("region", "Ce qui part");
  for (const details of await leaving.everyByRole("button", /champs?$/u)) await details.click();
  await page.text("Les banques prêtent peu");
  const shown = await leaving.shown();
  for (const words of ["Maison à 1 € : deuxième série", "Dix maisons vacantes cédées", "Maisons attribuées"]) assert.ok(shown.includes(words), `${words} in ${shown}`);
  for (const words of ["cahier des charges des façades", "demande un délai pour son prêt", "Camille Martin"]) assert.ok(!shown.includes(words), `${words} must not leave`);

  await page.click("button", "Enregistrer le paquet (1 élément)");
  await page.text(/Le paquet est prêt/u);
  await page.text(bundle);

  assert.equal((await mustDo(desk, "verify", bundle)).valid, true);
  const folder = await unpack(bundle, desk.path("unpacked"));
  const inside = await records(folder);
  for (const words of ["Dix maisons vacantes cédées", "Les banques prêtent peu", "Maisons attribuées"]) assert.ok(inside.includes(words), `${words} in the bundle`);
  for (const words of ["cahier des charges des façades", "demande un délai pour son prêt", "Camille Martin", "HAB-2026-04"]) assert.ok(!inside.includes(words), `${words} left`);
  const [file] = (await entries(folder)).filter((name) => name.startsWith("attachments/"));
  assert.deepEqual(await readFile(`${folder}/${file}`), DECISION);
  assert.match(await readFile(`${folder}/LISEZMOI.txt`, "utf8"), /Maison à 1 € : deuxième série/u);

  await page.go("/echanges?tab=sent");
  await page.byRole("link", "Maison à 1 € : deuxième série");
});

test("a draft to be published with the bundle is shown as it leaves, and what looks personal is pointed at with its place", async (t) => {
  const desk = await Desk.create(t);
  await mustDo(desk, "init", "--insee", "59512", "--person", "Camille Martin");
  await writeFile(desk.path("sheet.json"), JSON.stringify({ title: "Un jardin par école", advice: "Appelez Nora au 06 12 34 56 78." }));
  const { ids } = await mustDo(desk, "add", "solution", desk.path("sheet.json"));
  const { page } = await App.open(t, { desk, picks: [""] });
  await page.byRole("heading", "Bonjour Camille");
  await page.go("/partager");
  await page.click("checkbox", "Un jardin par école");
  await page.text("Un jardin par école — pas encore publiée");
  await page.click("checkbox", "Le publier pour qu'il parte");
  await page.text("1 passage ressemble à une donnée personnelle");
  await page.text("06 12 34 56 78 — numéro de téléphone, dans « Un jardin par école », Conseils pour démarrer");
  // The person gives up in the system's dialog: nothing is published, nothing is noted as sent.
  await page.click("button", "Enregistrer le paquet (1 élément)");
  await page.byRole("button", "Enregistrer le paquet (1 élément)");
  await page.go("/echanges?tab=sent");
  await page.text("Rien envoyé pour l'instant");
  const { published } = await mustDo(desk, "show", ids[0]);
  assert.notEqual(published, "published");
});
