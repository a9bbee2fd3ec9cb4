// What is typed is kept: while one looks elsewhere, over a restart, when it is refused; and it is stored as it was meant.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { test } from "node:test";

import { App, Desk } from "./harness/app.mjs";
import { violations } from "./harness/axe.mjs";
import { mustDo } from "./harness/commune.mjs";
import { until } from "./harness/page.mjs";

const NOTE = "Visite du verger avec l'école";
const COUNTED = "Compté avec les élèves, haie comprise";

async function withProject(t) {
  const desk = await Desk.create(t);
  await mustDo(desk, "init", "--insee", "59512", "--person", "Camille Martin");
  await writeFile(desk.path("p.json"), JSON.stringify({ id: "verger", title: "Verger de l'Épeule", indicators: [{ name: "Arbres plantés" }] }));
  await mustDo(desk, "add", "project", desk.path("p.json"));
  return desk;
}

async function open(t, desk) {
  const app = await App.open(t, { desk });
  await app.page.byRole("heading", "Bonjour Camille");
  await app.page.go("/projets/verger");
  return app;
}

const holds = (page, name, text) =>
  until(`${name} to hold « ${text} »`, async () => (await (await page.byRole("textbox", name)).property("value")) === text);

test("a note, a step or a reading that was begun is there again after a look elsewhere and after a restart, until it is added", async (t) => {
  const desk = await withProject(t);
  const first = await open(t, desk);
  await first.page.fill("Nouvelle note", NOTE);
  await first.page.fill("Nouvelle étape", "Planter");
  await first.page.fill("Commentaire", COUNTED);
  await first.page.go("/solutions");
  await first.page.byRole("heading", "Solutions");
  await first.page.go("/projets/verger");
  await holds(first.page, "Nouvelle note", NOTE);
  await holds(first.page, "Nouvelle étape", "Planter");
  await holds(first.page, "Commentaire", COUNTED);
  await first.close();

  const second = await open(t, desk);
  await holds(second.page, "Nouvelle note", NOTE);
  await holds(second.page, "Nouvelle étape", "Planter");
  await holds(second.page, "Commentaire", COUNTED);
  assert.deepEqual((await mustDo(desk, "show", "verger")).journal ?? [], [], "it was not added yet");
  await second.page.click("button", "Ajouter la note");
  await holds(second.page, "Nouvelle note", "");
  assert.equal((await mustDo(desk, "show", "verger")).journal.length, 1, "and now it is");
  await second.close();

  const third = await open(t, desk);
  await third.page.text(NOTE);
  await holds(third.page, "Nouvelle note", "");
});

test("a title that is refused is there on return with what is wrong, and the stored one stays", async (t) => {
  const desk = await withProject(t);
  const long = "Verger de quartier ".repeat(40).trim();
  const { page } = await open(t, desk);
  await page.fill("Titre", long);
  await page.press("Tab");
  await page.text(/trop/u);
  await page.go("/solutions");
  await page.byRole("heading", "Solutions");
  await page.go("/projets/verger");
  await holds(page, "Titre", long);
  assert.deepEqual(await violations(page), [], "what is refused is told accessibly");
  await page.picture("titre-refuse", "typing");
  await page.fill("Titre", "");
  await page.press("Tab");
  await holds(page, "Titre", "Verger de l'Épeule");
  assert.equal((await mustDo(desk, "show", "verger")).title, "Verger de l'Épeule", "and a record is never without one");
});

test("a year of two figures is of this century, a day that does not exist is told, and neither is stored as another one", async (t) => {
  const desk = await withProject(t);
  const { page } = await open(t, desk);
  const stored = async () => (await mustDo(desk, "show", "verger")).planned_end ?? null;
  const field = await page.inside("group", "Fin prévue");
  const write = async (figures) => {
    await (await field.byRole("spinbutton", /^jour/u)).click();
    await page.type(figures);
    await page.press("Tab", "Tab");
  };
  await write("01022026");
  await until("the day to be stored", async () => (await stored()) === "2026-02-01");
  await write("310226");
  await page.text("Ce jour n'existe pas");
  assert.deepEqual(await violations(page), [], "a day that does not exist is told accessibly");
  await page.picture("jour-absent", "typing");
  assert.equal(await stored(), "2026-02-01");
  await write("150327");
  await until("the day to be stored", async () => (await stored()) === "2027-03-15");
});

test("an amount is stored as it was meant, with a point or a comma, and what is no amount is told", async (t) => {
  const desk = await withProject(t);
  await writeFile(desk.path("s.json"), JSON.stringify({ id: "fiche", title: "Maison à 1 €", summary: "Vendre un euro." }));
  await mustDo(desk, "add", "solution", desk.path("s.json"));
  const app = await App.open(t, { desk });
  const { page } = app;
  await page.byRole("heading", "Bonjour Camille");
  await page.go("/solutions/fiche?write=true");
  const stored = async () => (await mustDo(desk, "show", "fiche")).actual_cost?.amount ?? null;
  await page.fill("Coût constaté", "1234.50");
  await page.press("Tab");
  await until("the amount to be stored", async () => (await stored()) === "1234.50");
  await page.fill("Coût constaté", "douze");
  await page.press("Tab");
  await page.text("Ce n'est pas un nombre");
  await page.picture("montant-refuse", "typing");
  assert.equal(await stored(), "1234.50");
});

test("what one says of oneself is stored as it is left; a mailbox that is none is told, is there on return, and is not stored", async (t) => {
  const desk = await withProject(t);
  const first = await open(t, desk);
  const { page } = first;
  await page.go("/reglages?tab=you");
  await page.fill("Votre nom", "Camille Durand");
  await page.fill("Votre service", "Habitat");
  await page.fill("Boîte générique", "projets@");
  await page.press("Tab");
  await page.text("Ce n'est pas une adresse de courriel");
  await page.text("Pas encore enregistré");
  assert.deepEqual(await violations(page), []);
  await page.picture("reglages-boite-refusee");
  await page.go("/projets");
  await page.byRole("heading", "Projets");
  await page.go("/reglages?tab=you");
  await holds(page, "Boîte générique", "projets@");
  await page.text("Ce n'est pas une adresse de courriel");
  await page.fill("Boîte générique", "projets@roubaix.fr");
  await page.press("Enter");
  await page.text("Enregistré");
  await page.fill("Votre service", "Habitat et commerce");
  // Not left with the keyboard: the page is.
  await page.go("/projets");
  await page.byRole("heading", "Projets");
  await first.close();

  const second = await App.open(t, { desk });
  await second.page.byRole("heading", "Bonjour Camille");
  await second.page.go("/reglages?tab=you");
  await holds(second.page, "Votre nom", "Camille Durand");
  await holds(second.page, "Votre service", "Habitat et commerce");
  await holds(second.page, "Boîte générique", "projets@roubaix.fr");
});
