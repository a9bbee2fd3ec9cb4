// A second desktop of the commune: it asks with a file, opens the answer, and what one writes appears on the other.

import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { test } from "node:test";

import { App, Desk } from "./harness/app.mjs";
import { violations } from "./harness/axe.mjs";
import { mustDo } from "./harness/commune.mjs";

/** What a person would do in Settings, Desktops, on a desk that has the words before them. */
async function toDesktops(page) {
  await page.go("/reglages?tab=desktops");
  await page.byRole("region", "Postes de la commune");
}

test("a second desktop joins by request and answer, and a project written on one appears on the other", async (t) => {
  const first = await Desk.create(t);
  await mustDo(first, "init", "--insee", "59512", "--person", "Camille Martin", "--service", "Innovation sociale");
  const shared = first.path("partage");
  await mkdir(shared);
  const request = first.path("demande.essaim-demande");
  const answer = first.path("reponse.essaim-reponse");

  // On the new desktop: ask.
  const second = await Desk.create(t);
  const asking = await App.open(t, { desk: second, picks: [request, answer, shared] });
  const page = asking.page;
  await page.click("button", "Rejoindre l'espace de ma commune");
  await page.byRole("heading", "Rejoindre l'espace de ma commune");
  assert.deepEqual(await violations(page), [], "the page of a desktop that joins is accessible");
  await page.fill("Votre nom", "Baptiste Leroy");
  await page.fill("Votre service", "CCAS");
  await page.click("button", "Enregistrer la demande");
  await page.byRole("list", "Les six mots de ce poste");
  await page.picture("rejoindre", "demande");
  const { words } = await mustDo(first, "key", "certify", request);

  // On the first one: see who asks, with the same words, and answer.
  const answering = await App.open(t, { desk: first, picks: [request, answer, shared] });
  await answering.page.byRole("heading", "Bonjour Camille");
  await toDesktops(answering.page);
  await answering.page.click("button", "Ouvrir une demande");
  await answering.page.text("Baptiste Leroy demande à rejoindre l'espace");
  const seen = await answering.page.inside("list", "Comparez ces six mots avec ceux du nouveau poste");
  const shown = await seen.shown();
  for (const word of words) assert.ok(shown.includes(word), `${word} in ${shown}`);
  assert.deepEqual(await violations(answering.page), [], "the page that compares words is accessible");
  await answering.page.picture("postes", "accueillir");
  await answering.page.click("button", "Les mots sont les mêmes : accueillir");
  await answering.page.text(/Réponse enregistrée/u);
  await answering.page.click("button", "Choisir un dossier");
  await answering.page.text(/À jour/u, { within: 30_000 });

  // Back on the new desktop: open the answer.
  await page.click("button", "Ouvrir la réponse");
  await page.text(/Réponse de Camille Martin/u);
  await page.click("button", "Rejoindre Roubaix");
  await page.byRole("heading", "Bonjour Baptiste", { within: 60_000 });
  await toDesktops(page);
  await page.click("button", "Choisir un dossier");
  await page.text(/À jour/u, { within: 30_000 });
  await page.picture("postes", "dossier");

  // What one writes appears on the other.
  await answering.page.go("/projets");
  await writeFile(first.path("project.json"), JSON.stringify({ title: "Jardin partagé du Pile" }));
  await mustDo(first, "add", "project", first.path("project.json"));
  await page.go("/projets");
  await page.byRole("row", /Jardin partagé du Pile/u, { within: 60_000 });

  // A desktop that was lost stops counting.
  await toDesktops(answering.page);
  await answering.page.click("button", "Révoquer le poste de Baptiste Leroy");
  await answering.page.byRole("dialog", "Révoquer le poste de Baptiste Leroy");
  assert.deepEqual(await violations(answering.page), [], "the question before revoking is accessible");
  await answering.page.click("button", "Révoquer ce poste");
  await answering.page.text("révoqué");
  await answering.page.picture("postes", "revoque");
  assert.equal((await mustDo(first, "desktops")).desktops.find((one) => one.person === "Baptiste Leroy").revoked, true);
});
