// A bundle leaves as an e-mail draft or a printed sheet and comes back in by it; a protected file asks for its passphrase.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { test } from "node:test";

import { App, Desk } from "./harness/app.mjs";
import { violations } from "./harness/axe.mjs";
import { mustDo } from "./harness/commune.mjs";
import { until } from "./harness/page.mjs";

const TITLE = "La maison à 1 € dans une ville moyenne";

/** A commune with one published sheet. Gives the sheet's id. */
async function withSheet(desk, insee) {
  await mustDo(desk, "init", "--insee", insee, "--person", "Dominique Petit");
  await writeFile(desk.path("sheet.json"), JSON.stringify({ title: TITLE, summary: "Une maison du centre cédée pour 1 €." }));
  const { ids } = await mustDo(desk, "add", "solution", desk.path("sheet.json"));
  await mustDo(desk, "publish", ids[0]);
  return ids[0];
}

/** The imports of a desk, once there is one: the window writes while the test goes on. */
const imported = (desk) => until("an import", async () => {
  const { imports } = await mustDo(desk, "imports");
  return imports.length > 0 ? imports : undefined;
});

const sharing = (id) => `/partager?ids=${encodeURIComponent(JSON.stringify([id]))}`;

test("a sheet leaves as an e-mail draft, and whoever drops the e-mail on the window imports it", async (t) => {
  const amand = await Desk.create(t);
  const id = await withSheet(amand, "18197");
  const draft = amand.path("lettre.eml");
  const sender = await App.open(t, { desk: amand, picks: [draft] });
  await sender.page.byRole("heading", "Bonjour Dominique");
  await sender.page.go(sharing(id));
  await sender.page.byRole("region", "Ce qui part");
  assert.deepEqual(await violations(sender.page), []);
  await sender.page.click("button", "Préparer un courriel");
  await sender.page.text("C'est prêt");
  await sender.page.byRole("button", "Montrer le fichier");
  await sender.page.picture("partager-courriel-pret");
  // The text can be pasted where one writes; here, into the field that searches.
  await sender.page.click("button", "Copier le texte");
  await sender.page.byRole("button", "Texte copié");
  await sender.page.press("Control+k");
  await sender.page.byRole("dialog", "Rechercher ou faire");
  await sender.page.press("Control+v");
  await until("the pasted text", async () => (await sender.page.session.run("return document.activeElement.value ?? '';")).includes(TITLE));
  await sender.close();
  const mail = await readFile(draft, "utf8");
  assert.match(mail, /^X-Unsent: 1\r$/mu);

  const roubaix = await Desk.create(t);
  await mustDo(roubaix, "init", "--insee", "59512", "--person", "Camille Martin");
  const { page } = await App.open(t, { desk: roubaix, args: [draft] });
  await page.text(TITLE);
  await page.text(/joint à un courriel/u);
  await page.click("button", /^Importer 1 élément/u);
  const imports = await imported(roubaix);
  assert.equal(imports.length, 1);
  assert.equal(imports[0].file, "lettre.eml");
});

test("a sheet leaves as a PDF that is read, and whoever opens it in Essaim imports the bundle in it", async (t) => {
  const amand = await Desk.create(t);
  const id = await withSheet(amand, "18197");
  const pdf = amand.path("fiche.pdf");
  const sender = await App.open(t, { desk: amand, picks: [pdf] });
  await sender.page.byRole("heading", "Bonjour Dominique");
  await sender.page.go(sharing(id));
  await sender.page.click("button", "Enregistrer la fiche en PDF");
  await sender.page.text("C'est prêt");
  await sender.page.byRole("button", "Ouvrir le PDF");
  await sender.close();
  assert.equal((await readFile(pdf)).subarray(0, 5).toString(), "%PDF-");

  const roubaix = await Desk.create(t);
  await mustDo(roubaix, "init", "--insee", "59512", "--person", "Camille Martin");
  const { page } = await App.open(t, { desk: roubaix, args: [pdf] });
  await page.text(TITLE);
  await page.text(/joint à un PDF/u);
  await page.click("button", /^Importer 1 élément/u);
  assert.equal((await imported(roubaix)).length, 1);
});

test("a sheet leaves in a protected file, which asks for its passphrase in the window and says when it is another", async (t) => {
  const amand = await Desk.create(t);
  const id = await withSheet(amand, "18197");
  const locked = amand.path("fiche.age");
  const sender = await App.open(t, { desk: amand, picks: [locked] });
  await sender.page.byRole("heading", "Bonjour Dominique");
  await sender.page.go(sharing(id));
  await sender.page.click("button", /^Protéger/u);
  await sender.page.fill("Mot de passe", "court");
  await sender.page.text("Un mot de passe est écrit plus bas");
  const plain = await sender.page.byRole("button", /^Enregistrer le paquet/u);
  assert.equal(await plain.property("disabled"), true, "with a passphrase begun, nothing leaves in clear by mistake");
  const short = await sender.page.byRole("button", "Enregistrer un fichier protégé");
  assert.equal(await short.property("disabled"), true, "and not with one that is guessed in an afternoon");
  await sender.page.fill("Mot de passe", "abeille et tilleul");
  await sender.page.click("button", "Enregistrer un fichier protégé");
  await sender.page.text("C'est prêt");
  await sender.page.picture("partager-protege");
  await sender.close();
  const bytes = await readFile(locked);
  assert.equal(bytes.subarray(0, 21).toString(), "age-encryption.org/v1");
  assert.ok(!bytes.includes(TITLE));

  const roubaix = await Desk.create(t);
  await mustDo(roubaix, "init", "--insee", "59512", "--person", "Camille Martin");
  const { page } = await App.open(t, { desk: roubaix, args: [locked] });
  await page.byRole("heading", "Fichier protégé");
  assert.deepEqual(await violations(page), []);
  await page.fill("Mot de passe", "frelon");
  await page.click("button", "Ouvrir le fichier");
  await page.text("Le mot de passe essayé n'ouvre pas ce fichier.");
  await page.picture("fichier-protege");
  assert.equal(await (await page.byRole("textbox", "Mot de passe")).property("value"), "frelon", "one puts it right, and does not type it again");
  await page.fill("Mot de passe", "abeille et tilleul");
  await page.click("button", "Ouvrir le fichier");
  await page.text(TITLE);
  await page.text(/protégé par un mot de passe/u);
  await page.click("button", /^Importer 1 élément/u);
  assert.equal((await imported(roubaix)).length, 1);
});
