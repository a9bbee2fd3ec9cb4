// The main job: Roubaix writes down what its houses at 1 € taught, and Saint-Amand-Montrond receives it.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { test } from "node:test";

import { App, Desk } from "./harness/app.mjs";
import { entries, unpack } from "./harness/bundle.mjs";
import { mustDo } from "./harness/commune.mjs";
import { firstStart } from "./harness/first_start.mjs";
import { until } from "./harness/page.mjs";

const SHEET = "La maison à 1 € avec travaux";
const DOCUMENT = "Règlement de candidature.pdf";

/** A document that no compression and no text can change unseen. */
function document() {
  return Buffer.concat([Buffer.from("%PDF-1.7\n"), randomBytes(48_000)]);
}

/** Roubaix makes the sample its own, attaches the document, publishes, and writes the bundle. Gives its sheet's id. */
async function roubaixExports(t, desk, attached, bundle) {
  const app = await App.open(t, { desk, picks: [attached, bundle] });
  const { page } = app;
  await firstStart(page, { search: "59512", place: /^Roubaix/u, person: "Camille Martin", service: "Habitat" });
  await page.click("button", "Voir les solutions");
  await page.click("row", new RegExp(`^${SHEET}`, "u"));
  await page.byRole("heading", SHEET);
  await page.click("button", "En faire une fiche à nous");
  await page.click("button", "Joindre un fichier");
  await page.text(DOCUMENT);
  await page.click("button", "Publier");
  await page.gone("button", "Publier");
  const main = await page.inside("main", "");
  await main.click("button", "Partager");
  await page.byRole("region", "Ce qui part");
  await page.text(DOCUMENT);
  await page.click("button", "Enregistrer le paquet (1 élément)");
  await page.text(/Le paquet est prêt/u);
  await app.close();
  const sheets = await mustDo(desk, "list", "solution");
  const [own] = sheets.items.filter((sheet) => sheet.title.replace(/\s/gu, " ") === SHEET && sheet.sample !== true);
  return mustDo(desk, "show", own.id);
}

/** What the plan must say of that bundle, before anything is imported. */
async function planIsShown(page) {
  await page.byRole("heading", "Paquet de Roubaix");
  await page.text("Roubaix : expéditeur que vous n'avez pas encore accepté");
  const fresh = await page.inside("region", "Nouveau");
  await fresh.text(SHEET);
}

test("a sheet with figures and a document goes from Roubaix to Saint-Amand-Montrond, and all of it arrives", async (t) => {
  const [north, centre] = [await Desk.create(t), await Desk.create(t)];
  const attached = north.path(DOCUMENT);
  await writeFile(attached, document());
  const bundle = north.path("roubaix.essaim");
  const sent = await roubaixExports(t, north, attached, bundle);

  // Anyone can open it: unzip, and the sums of all entries.
  const folder = await unpack(bundle, north.path("unpacked"));
  const [file] = (await entries(folder)).filter((name) => name.startsWith("attachments/"));
  assert.deepEqual(await readFile(`${folder}/${file}`), await readFile(attached));

  const received = centre.path("reçu de Roubaix.essaim");
  await copyFile(bundle, received);
  const saved = centre.path("copie.pdf");
  const { page } = await App.open(t, { desk: centre, args: [received], picks: [saved, received, received] });
  // The file that was double-clicked is shown as soon as there is a workspace to receive it.
  const who = { search: "18197", place: /^Saint-Amand-Montrond/u, person: "Dominique Petit", samples: false };
  await firstStart(page, { ...who, then: "Paquet de Roubaix" });

  // The plan, by title. Nothing is here before the button.
  await planIsShown(page);
  assert.equal((await mustDo(centre, "list", "solution")).total, 0);
  await page.click("button", /^Importer \d+ éléments? à part/u);

  // Apart and marked until the sender is accepted: plain text, nothing to open.
  await page.click("button", "Voir");
  await page.text("Roubaix : expéditeur que vous n'avez pas encore accepté");
  await page.click("button", "Lire en texte simple");
  await page.text(DOCUMENT);
  await page.gone("link", SHEET);
  await page.click("link", "Solutions");
  await page.gone("row", new RegExp(SHEET, "u"));
  await page.click("link", /^Échanges/u);
  await page.click("tab", /^Mis à part/u);
  await page.click("button", "Voir");
  await page.click("button", "Accepter cet expéditeur");

  // All of it arrived: every field, every figure, the document.
  await page.click("row", new RegExp(SHEET, "u"));
  await page.byRole("heading", SHEET);
  const there = await mustDo(centre, "show", sent.id);
  for (const [name, value] of Object.entries(sent).filter(([name]) => !HERE_ONLY.has(name))) assert.deepEqual(there[name], value, name);
  const [figure] = sent.indicators.filter((indicator) => indicator.readings?.length > 0);
  await page.byRole("article", figure.name);
  await page.click("button", `Enregistrer une copie de ${DOCUMENT}`);
  await page.text("Copie enregistrée");
  assert.deepEqual(await readFile(saved), await readFile(attached));

  // One gesture undoes the import; it comes back by the button, and the same file again says so.
  await page.click("link", /^Échanges/u);
  await page.click("button", "Annuler l'import");
  await page.text("Annulé");
  await until("the sheet to be gone", async () => (await mustDo(centre, "list", "solution")).total === 0);
  await page.click("button", "Importer un paquet");
  await page.byRole("heading", "Paquet de Roubaix");
  await page.click("button", /^Importer \d+ éléments?/u);
  await until("the sheet to be back", async () => (await mustDo(centre, "list", "solution")).total === 1);
  assert.deepEqual((await mustDo(centre, "show", sent.id)).indicators, sent.indicators);
  await page.click("button", "Importer un paquet");
  await page.text(/Déjà reçu le \d\d\/\d\d\/\d{4}/u);
  await page.gone("button", /^Importer \d/u);
});

/** What a record carries for its reader, not for its author: it may differ from one desk to the other. */
const HERE_ONLY = new Set(["owner_name", "shelf", "published", "trust", "sample"]);
