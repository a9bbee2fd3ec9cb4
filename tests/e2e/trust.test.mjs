// How sure one is of whom: an unknown sender verified by the words it reads out, and two that come with one code.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { App, Desk } from "./harness/app.mjs";
import { violations } from "./harness/axe.mjs";
import { mustDo } from "./harness/commune.mjs";
import { handOver, secondDesktop, write } from "./harness/desktops.mjs";

const SHEET = "La maison à 1 € avec travaux";
/** What a hostile sheet would like to have rendered. */
const HOSTILE = '**Gras** <img src=x onerror="alert(1)"> [un lien](https://exemple.fr)';

/** A commune that has written a sheet and its bundle. */
async function sender(t, insee, title) {
  const desk = await Desk.create(t);
  await mustDo(desk, "init", "--insee", insee, "--person", "Camille Martin");
  await writeFile(desk.path("sheet.json"), JSON.stringify({ title, description: HOSTILE }));
  await mustDo(desk, "add", "solution", desk.path("sheet.json"));
  await mustDo(desk, "export", "--out", desk.path("sheet.essaim"), "--all", "--publish");
  const { words } = await mustDo(desk, "key", "words");
  return { desk, bundle: desk.path("sheet.essaim"), words };
}

async function receiver(t) {
  const desk = await Desk.create(t);
  await mustDo(desk, "init", "--insee", "18197", "--person", "Dominique Petit");
  return desk;
}

test("what an unknown sender sent is read as plain text; six words over the telephone make it verified, wrong ones do not", async (t) => {
  const roubaix = await sender(t, "59512", SHEET);
  const desk = await receiver(t);
  await mustDo(desk, "import", roubaix.bundle);
  const { page } = await App.open(t, { desk });
  await page.byRole("heading", "Bonjour Dominique");

  await page.go("/echanges?tab=shelf");
  await page.click("button", "Voir");
  await page.byRole("heading", "Roubaix");
  await page.click("button", "Lire en texte simple");
  await page.text(HOSTILE);
  await page.gone("link", "un lien");
  await page.gone("link", SHEET);

  await page.click("button", "Vérifier par téléphone");
  await page.byRole("dialog", "Vérifier Roubaix");
  assert.ok(!(await page.shown()).includes(roubaix.words[5]), "the words are not shown before they were heard");
  await page.fill("Les six mots entendus", [...roubaix.words].reverse().join(" "));
  await page.click("button", "Vérifier ces mots");
  await page.text(/Ce ne sont pas les mots de la clé reçue/u);
  await page.fill("Les six mots entendus", roubaix.words.join(", ").toUpperCase());
  await page.click("button", "Vérifier ces mots");
  await page.gone("dialog", "Vérifier Roubaix");
  await page.go("/correspondants");
  await page.text("Vérifié");
  const { correspondents } = await mustDo(desk, "correspondents");
  assert.equal(correspondents[0].trust, "verified");

  // Its sheet is among ours now, and says who vouches for it.
  await page.go("/solutions");
  await page.click("row", new RegExp(SHEET, "u"));
  await page.byRole("heading", SHEET);

  // Our own words are there to be read out to others.
  await page.go("/correspondants");
  const own = await page.inside("region", "Vos six mots");
  const { words } = await mustDo(desk, "key", "words");
  for (const word of words) await own.text(word);
});

test("what comes under our own code with another key is told as such, and is not accepted with a tick", async (t) => {
  const colleague = await sender(t, "59512", SHEET);
  const desk = await Desk.create(t);
  await mustDo(desk, "init", "--insee", "59512", "--person", "Camille Martin");
  const { page } = await App.open(t, { desk, args: [colleague.bundle] });
  await page.text("Cet envoi se présente comme votre collectivité");
  await page.gone("checkbox", /^Accepter/u);
  assert.deepEqual(await violations(page), []);
  await page.picture("sous-notre-nom", "trust");
});

test("two organisations that come with one code are both flagged, in the plan, on the shelf and among the correspondents", async (t) => {
  const [first, second] = [await sender(t, "59512", SHEET), await sender(t, "59512", "Une autre maison")];
  const desk = await receiver(t);
  await mustDo(desk, "import", "--accept-unknown", first.bundle);
  const { page } = await App.open(t, { desk, args: [second.bundle] });
  await page.byRole("heading", "Paquet de Roubaix");
  await page.text("Deux collectivités disent porter ce code");
  await page.gone("checkbox", /^Accepter/u);
  await page.click("button", /^Importer \d+ éléments? à part/u);

  await page.text(/Même code, autre clé : Roubaix/u);
  await page.go("/correspondants");
  const flagged = /Même code, autre clé : Roubaix/gu;
  const count = async () => [...(await page.shown()).matchAll(flagged)].length;
  await page.text("Accepté, non vérifié");
  assert.equal(await count(), 2, "the one that was accepted is flagged as well");

  // Once one of them is refused, the other is left alone.
  await page.go("/echanges?tab=shelf");
  await page.click("button", "Voir");
  await page.click("button", "Refuser");
  await page.text("Vous avez refusé cet expéditeur");
  await page.go("/correspondants");
  await page.text("Refusé");
  assert.equal(await count(), 1);
});

test("an author who was accepted never looks like one who was verified: in the list, beside a page, in what is found", async (t) => {
  const [roubaix, vannes] = [await sender(t, "59512", SHEET), await sender(t, "56260", "La maison des marées")];
  const desk = await receiver(t);
  for (const one of [roubaix, vannes]) await mustDo(desk, "import", "--accept-unknown", one.bundle);
  const known = (await mustDo(desk, "correspondents")).correspondents.find((one) => one.insee === "56260");
  await mustDo(desk, "key", "verify", known.id, vannes.words.join(" "));
  const { page } = await App.open(t, { desk });
  await page.byRole("heading", "Bonjour Dominique");

  const says = async (part) => {
    await (await part("row", /La maison à 1 €/u)).text("Accepté, non vérifié");
    await (await part("row", /La maison des marées/u)).text("Vérifié");
  };
  await page.go("/solutions");
  await says((role, name) => page.inside(role, name));
  assert.deepEqual(await violations(page), [], "the list of sheets is accessible");
  await page.picture("confiance-liste");
  await page.click("row", /La maison des marées/u);
  await page.byRole("heading", "La maison des marées");
  await says((role, name) => page.inside(role, name));
  await page.settled();
  await page.picture("confiance-page");

  await page.press("Control+k");
  const palette = await page.inside("dialog", "Rechercher ou faire");
  await page.type("maison");
  await (await palette.inside("menuitem", /La maison à 1 €/u)).text(/Accepté, non vérifié/u);
  await (await palette.inside("menuitem", /La maison des marées/u)).text(/La maison des marées Vérifié/u);
  assert.deepEqual(await violations(page), [], "what is found is accessible");
  await page.picture("confiance-recherche");
});

test("a renewed key and a revoked desktop are told before the import and among the correspondents", async (t) => {
  const roubaix = await sender(t, "59512", SHEET);
  const desk = await receiver(t);
  await mustDo(desk, "import", "--accept-unknown", roubaix.bundle);
  // Another desktop of Roubaix writes; that leaves; then the desktop is revoked, and the key renewed.
  const other = await secondDesktop(t, roubaix.desk);
  const [{ id }] = (await mustDo(other, "list", "solution")).items;
  await write(other, id, { summary: "Écrit par qui a pris l'ordinateur." });
  await handOver(other, roubaix.desk);
  const [taken, after] = [roubaix.desk.path("pris.essaim"), roubaix.desk.path("suite.essaim")];
  await mustDo(roubaix.desk, "export", "--out", taken, "--all", "--publish");
  const { desktops } = await mustDo(roubaix.desk, "desktops");
  await mustDo(roubaix.desk, "key", "revoke", desktops.find((one) => !one.this).device, "--from", "1");
  await mustDo(roubaix.desk, "key", "renew");
  await write(roubaix.desk, id, { summary: "Écrit par la commune." });
  await mustDo(roubaix.desk, "export", "--out", after, "--all", "--publish");

  const { page } = await App.open(t, { desk, args: [after], picks: [taken] });
  await page.byRole("heading", "Paquet de Roubaix");
  await page.text(/Cet expéditeur a une nouvelle clé, signée par l'ancienne/u);
  assert.deepEqual(await violations(page), [], "the plan is accessible");
  await page.picture("confiance-cle-renouvelee");
  await page.click("button", /^Importer \d+ éléments?/u);
  await page.text(/1 mis à jour/u);
  await page.go("/correspondants");
  await page.text(/Clé renouvelée le/u);
  await page.text("1 poste révoqué");
  assert.deepEqual(await violations(page), [], "the correspondents are accessible");
  await page.picture("confiance-poste-revoque");

  await page.go("/echanges");
  await page.click("button", "Importer un paquet");
  await page.text(/D'un poste révoqué/u);
  assert.deepEqual(await violations(page), [], "a plan with what a revoked desktop wrote is accessible");
  await page.picture("confiance-ecrit-du-poste-revoque");
});

test("what a commune forwards names its author, who is not the one that sent it", async (t) => {
  const vannes = await sender(t, "56260", "La maison des marées");
  const auray = await Desk.create(t);
  await mustDo(auray, "init", "--insee", "56007", "--person", "Alix Le Goff");
  await mustDo(auray, "import", "--accept-unknown", vannes.bundle);
  const [{ id }] = (await mustDo(auray, "list", "solution")).items;
  await mustDo(auray, "export", "--out", auray.path("transmis.essaim"), "--record", id);

  const desk = await receiver(t);
  const { page } = await App.open(t, { desk, args: [auray.path("transmis.essaim")] });
  await page.byRole("heading", /^Paquet d(e |')Auray$/u);
  const forwarded = await page.inside("region", /^Contenu transmis/u);
  await forwarded.text(/de Vannes, transmis par Auray/u);
  await forwarded.text("Expéditeur inconnu");
  assert.deepEqual(await violations(page), [], "the plan of what is forwarded is accessible");
  await page.picture("confiance-transmis");
});

test("a bundle in a sender's name by a key that its own has never named is stopped, and says what to do", async (t) => {
  const desk = await receiver(t);
  const bundle = fileURLToPath(new URL("../fixtures/golden/key-changed.essaim", import.meta.url));
  const { page } = await App.open(t, { desk, args: [bundle] });
  await page.text(/La clé de cet expéditeur a changé/u);
  assert.deepEqual(await violations(page), [], "the refusal is accessible");
  await page.picture("confiance-cle-changee");
  await page.gone("button", /^Importer \d/u);
  assert.equal((await mustDo(desk, "imports")).total, 0);
});
