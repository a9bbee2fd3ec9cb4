// A whole project by keyboard alone, from the first start on; then the program is started again.

import assert from "node:assert/strict";
import { test } from "node:test";

import { App } from "./harness/app.mjs";
import { mustDo } from "./harness/commune.mjs";
import { until } from "./harness/page.mjs";

const TITLE = "Cœur de ville : l'école à vélo";
const NOTE = "Réunion à l'hôtel de ville, où l'on a reçu Noël Ça : **deux élèves sur trois** viennent déjà à vélo.";

/** Replaces what the field with the focus holds. */
async function retype(page, text) {
  await page.press("Control+a");
  await page.type(text);
}

/** From "Commencer" to the home page, without a mouse. */
async function begin(page) {
  await until("the focus on the one question", async () => (await page.focused()).role === "combobox");
  await page.type("roubaix");
  await page.byRole("option", /^Roubaix/u);
  await page.arrowTo(/^Roubaix/u);
  await page.press("Enter");
  await page.byRole("button", "Choisir une autre collectivité");
  await page.tabTo("textbox", "Votre nom");
  await page.type("Zoé Lefèvre");
  await page.tabTo("radio", /^Avec des exemples/u);
  await page.press("Down");
  await page.tabTo("button", "Commencer");
  await page.press("Enter");
  await page.byRole("heading", "Bonjour Zoé", { within: 60_000 });
}

/** The palette, an action by a few letters, Enter. */
async function newProject(page, title) {
  await page.press("Control+k");
  await page.byRole("dialog", "Rechercher ou faire");
  await page.type("nouv proj");
  await page.byRole("menuitem", "Nouveau projet");
  await page.arrowTo("Nouveau projet");
  await page.press("Enter");
  await page.byRole("dialog", "Nouveau projet");
  await until("the focus on the one question", async () => (await page.focused()).name === "Comment s'appelle ce projet ?");
  await page.type(title);
  await page.press("Enter");
  await page.byRole("region", "Étapes");
}

async function writeIndicator(page) {
  await page.tabTo("button", "Nouvel indicateur");
  await page.press("Enter");
  await page.byRole("article", "Nouvel indicateur");
  await page.tabTo("textbox", "Indicateur");
  await retype(page, "Élèves à vélo");
  await page.tabTo("textbox", "Nouveau relevé");
  await page.byRole("article", "Élèves à vélo");
  for (const value of ["112", "140,5"]) {
    await page.tabTo("textbox", "Nouveau relevé");
    await page.type(value);
    await page.tabTo("button", "Noter");
    await page.press("Enter");
    await page.text(`${value} `);
  }
  await page.tabTo("button", /^Relevés et réglages/u);
  await page.press("Enter");
  await page.tabTo("textbox", "Unité");
  await page.type("élèves");
  await page.tabTo("textbox", "Départ");
  await page.type("37");
  await page.tabTo("textbox", "Cible");
  await page.type("200");
  await page.press("Tab");
}

test("a project is made by keyboard alone, is all there after a restart, and is undone after it", async (t) => {
  const first = await App.open(t);
  const { page, desk } = first;
  await begin(page);
  await newProject(page, "École à vélo");

  await page.tabTo("textbox", "Titre");
  await retype(page, TITLE);
  await page.tabTo("textbox", "Nouvelle étape");
  for (const step of ["Ouvrir deux rues", "Former les élèves"]) {
    await page.type(step);
    await page.press("Enter");
    await page.byRole("checkbox", `Marquer « ${step} » comme faite`);
    await until("an empty line for the next step", async () => (await page.focusedValue()) === "");
  }
  await page.tabTo("checkbox", "Marquer « Ouvrir deux rues » comme faite", { key: "Shift+Tab" });
  await page.press("Space");
  await page.byRole("checkbox", "Marquer « Ouvrir deux rues » comme à faire");

  await page.tabTo("textbox", "Nouvelle note");
  await page.type(NOTE);
  await page.tabTo("button", "Ajouter la note");
  await page.press("Enter");
  await page.text("deux élèves sur trois");

  await writeIndicator(page);
  await until("all of it in the store", async () => (await project(desk))?.indicators[0]?.target?.value === "200");
  await first.close();

  const kept = await project(desk);
  assert.equal(kept.title, TITLE);
  assert.deepEqual(kept.steps.map((step) => [step.title, step.done !== undefined]), [["Ouvrir deux rues", true], ["Former les élèves", false]]);
  assert.deepEqual(kept.journal.map((entry) => entry.text), [NOTE]);
  const [indicator] = kept.indicators;
  assert.deepEqual([indicator.name, indicator.unit, indicator.baseline.value], ["Élèves à vélo", "élèves", "37"]);
  assert.deepEqual(indicator.readings.map((reading) => reading.value), ["112", "140.5"]);

  const again = await App.open(t, { desk });
  await again.page.tabTo("link", "Projets");
  await again.page.press("Enter");
  await again.page.tabTo("row", new RegExp(TITLE, "u"));
  await again.page.press("Enter");
  await again.page.byRole("region", "Étapes");
  for (const shown of ["1 sur 2", "deux élèves sur trois", "140,5", "37 élèves", "200 élèves"]) await again.page.text(shown);

  await again.page.byRole("button", /^Annuler : modification/u);
  await again.page.press("Escape", "Control+z");
  await until("the target undone", async () => (await project(desk)).indicators[0].target === undefined);
  await again.page.byRole("button", /^Rétablir : modification/u);
  await again.page.press("Control+Shift+z");
  await until("the target redone", async () => (await project(desk)).indicators[0].target?.value === "200");
});

/** The one project, as the command line shows it beside the open window. */
async function project(desk) {
  const { items } = await mustDo(desk, "list", "project");
  return items.length === 0 ? undefined : mustDo(desk, "show", items[0].id);
}
