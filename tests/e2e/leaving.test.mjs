// What leaves besides sheets: the report of a project, and feedback that goes to an author, arrives, and is answered; a
// folder of bundles that comes in at once.

import assert from "node:assert/strict";
import { copyFile, mkdir, readdir, writeFile } from "node:fs/promises";
import { test } from "node:test";

import { App, Desk } from "./harness/app.mjs";
import { violations } from "./harness/axe.mjs";
import { records, unpack } from "./harness/bundle.mjs";
import { mustDo, roubaix } from "./harness/commune.mjs";
import { until } from "./harness/page.mjs";
import { bundleOf } from "./harness/screens.mjs";

const SHEET = "La maison à 1 € dans une ville moyenne";

test("a report leaves from a project with what was ticked, and names no one", async (t) => {
  const desk = await Desk.create(t);
  const project = await roubaix(desk);
  const file = desk.path("rapport.essaim");
  const { page } = await App.open(t, { desk, picks: [file] });
  await page.byRole("heading", "Bonjour Camille");
  await page.go(`/projets/${project}`);
  await page.click("button", "Rapport de projet");
  await page.byRole("heading", "Rapport de projet");
  assert.deepEqual(await violations(page), []);
  await page.click("checkbox", "Retour d'expérience");
  await page.click("button", "Voir ce qui part");
  await page.byRole("region", "Ce qui part");
  await page.picture("rapport-ce-qui-part", "journeys");
  await page.click("button", "Enregistrer le paquet (1 élément)");
  await page.text(/Le paquet est prêt : envoi n° 1/u);
  const told = await records(await unpack(file, desk.path("unpacked")));
  assert.match(told, /Signer les actes/u);
  assert.doesNotMatch(told, /Camille|Affaires juridiques|allégé/u, "neither persons nor services nor notes");
  await page.go("/echanges?tab=sent");
  await page.text("Envoi n° 1");
});

/** Saint-Amand-Montrond with a sheet, and Roubaix with a project started from it. */
async function takenOver(t) {
  const [author, adopter] = [await Desk.create(t), await Desk.create(t)];
  await mustDo(author, "init", "--insee", "18197", "--person", "Dominique Petit");
  const sheet = { id: "maison", title: SHEET, indicators: [{ name: "Maisons cédées", unit: "maisons", readings: [{ date: "2024-06-30", value: "2" }] }] };
  await writeFile(author.path("sheet.json"), JSON.stringify(sheet));
  await mustDo(author, "add", "solution", author.path("sheet.json"));
  await mustDo(author, "export", "--out", adopter.path("fiche.essaim"), "--record", "maison", "--publish");
  await mustDo(adopter, "init", "--insee", "59512", "--person", "Camille Martin");
  await mustDo(adopter, "import", "--accept-unknown", adopter.path("fiche.essaim"));
  const { id } = await mustDo(adopter, "adopt", "maison");
  const { indicators } = await mustDo(adopter, "show", id);
  const readings = { lessons: "Le suivi des chantiers compte plus que le prix.", status: "in_progress", indicators: [{ id: indicators[0].id, readings: [{ date: "2026-09-30", value: "5" }] }] };
  await writeFile(adopter.path("readings.json"), JSON.stringify(readings));
  await mustDo(adopter, "set", id, adopter.path("readings.json"));
  return { author, adopter, project: id };
}

test("feedback goes to the author on a stick, is shown beside the author's figures, and its arrival is known", async (t) => {
  const { author, adopter, project } = await takenOver(t);
  const stick = adopter.path("CLÉ USB");
  await mkdir(stick);
  const app = await App.open(t, { desk: adopter, drives: [stick] });
  const { page } = app;
  await page.byRole("heading", "Bonjour Camille");
  await page.go(`/projets/${project}`);
  await page.click("button", "Retour d'expérience à Saint-Amand-Montrond");
  await page.byRole("heading", `Retour sur « ${SHEET} »`);
  await page.text("Le suivi des chantiers compte plus que le prix.");
  assert.deepEqual(await violations(page), []);
  await page.picture("retour", "journeys");
  await page.click("button", "Envoyer à l'auteur");
  await page.text("Ce paquet répond à Saint-Amand-Montrond, et à personne d'autre");
  await page.click("radio", /^Sur la clé « CLÉ USB »/u);
  await page.picture("retour-ce-qui-part", "journeys");
  assert.deepEqual(await violations(page), []);
  await page.click("button", "Enregistrer le paquet (2 éléments)");
  await page.text(/Le paquet est prêt : retour n° 1/u);
  await page.text(/Écrit, relu et vérifié/u);
  const [laid, ...others] = await readdir(stick);
  assert.deepEqual(others, [], "nothing but the bundle lies on the stick");
  // Another place is asked for: of what lies on the stick nothing more is said.
  await page.click("radio", "Un fichier");
  await until("the stick to be spoken of no more", async () => !(await page.shown()).includes("Écrit, relu et vérifié"));

  const { imports } = await mustDo(author, "import", "--accept-unknown", `${stick}/${laid}`);
  const there = await App.open(t, { desk: author });
  await there.page.byRole("heading", "Bonjour Dominique");
  await there.page.text("Retour d'expérience reçu");
  await there.page.go("/solutions/maison");
  const adopted = await there.page.inside("region", "Reprise par 1 collectivité");
  await adopted.text("Leurs résultats à côté des nôtres");
  await adopted.text("Roubaix");
  assert.deepEqual(await violations(there.page), []);
  await there.page.picture("reprises", "journeys");
  await there.close();

  const word = author.path("accusé.essaim");
  await mustDo(author, "export", "--out", word, "--record", "maison", "--purpose", "feedback", "--to", imports[0].sender.id);
  await mustDo(adopter, "import", word);
  await page.go("/echanges?tab=sent");
  await page.text(/Votre retour n° 1 est bien arrivé, dit Saint-Amand-Montrond/u);
  assert.deepEqual(await violations(page), []);
  await page.picture("retour-arrive", "journeys");
});

test("a folder of bundles comes in with one report and goes with one step", async (t) => {
  const desk = await Desk.create(t);
  await mustDo(desk, "init", "--insee", "59512", "--person", "Camille Martin");
  const folder = desk.path("courrier");
  await mkdir(`${folder}/avril`, { recursive: true });
  await bundleOf(t, "18197", { title: SHEET }, `${folder}/avril/fiche.essaim`);
  await bundleOf(t, "59350", { title: "Un label pour les commerces" }, `${folder}/label.zip`);
  await copyFile(`${folder}/label.zip`, `${folder}/label (copie).zip`);
  await writeFile(`${folder}/photo.jpg`, "pas un paquet");
  const { page } = await App.open(t, { desk, picks: [folder] });
  await page.byRole("heading", "Bonjour Camille");
  await page.go("/echanges");
  await page.click("button", "Importer un dossier");
  await page.text("4 fichiers, sous-dossiers compris");
  assert.deepEqual(await violations(page), []);
  await page.picture("dossier", "journeys");
  await page.click("button", "Importer 4 fichiers");
  await page.byRole("heading", "Dossier « courrier » importé");
  const fresh = await page.inside("region", "Nouveau");
  await fresh.text(SHEET);
  await page.text("Ne sont pas des paquets");
  assert.deepEqual(await violations(page), []);
  await page.picture("dossier-importe", "journeys");
  await page.click("button", "Tout annuler");
  await page.byRole("heading", "Échanges");
  const { imports } = await mustDo(desk, "imports");
  assert.ok(imports.length >= 2 && imports.every((line) => line.undone), "one step took all of them back");
});
