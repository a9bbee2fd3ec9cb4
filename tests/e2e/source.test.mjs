// A sheet that was taken up elsewhere has changed: one takes over what one wants.

import assert from "node:assert/strict";
import { test } from "node:test";

import { App, Desk } from "./harness/app.mjs";
import { violations } from "./harness/axe.mjs";
import { mustDo, roubaix } from "./harness/commune.mjs";
import { sourceChanges } from "./harness/desktops.mjs";

test("what changed in the sheet a project started from is shown, and taken over part by part in one step", async (t) => {
  const desk = await Desk.create(t);
  await roubaix(desk);
  const project = await sourceChanges(t, desk);
  const { page } = await App.open(t, { desk });
  await page.go("/solutions/repair");
  await page.text("projet de Roubaix");
  await page.go(`/projets/${project}`);
  await page.text("La fiche d'origine a changé");
  await page.click("link", "Voir ce qui a changé");
  await page.byRole("heading", "Ce qui a changé à l'origine");
  assert.deepEqual(await violations(page), []);
  await page.picture("origine");
  await page.click("checkbox", "Reprendre : Description");
  await page.click("checkbox", /^Reprendre : Étapes · Assurer/u);
  await page.click("button", "Reprendre 2 parties");
  await page.text("Repris de la fiche d'origine");
  await page.gone("checkbox", "Reprendre : Description");
  await page.byRole("heading", "Ce qui a changé à l'origine");
  const after = await mustDo(desk, "show", project);
  assert.match(after.description, /^Deux fois par mois/u);
  assert.deepEqual(after.steps.map((step) => step.title), ["Trouver une salle", "Réunir des bénévoles", "Assurer les bénévoles"]);
  await page.press("Control+z");
  await page.byRole("checkbox", "Reprendre : Description");
  await page.click("button", "C'est vu");
  await page.byRole("heading", "Un café où l'on répare");
  await page.gone("link", "Voir ce qui a changé");
});
