// One field finds everything, the French way, while one types.

import { writeFile } from "node:fs/promises";
import { test } from "node:test";

import { App, Desk } from "./harness/app.mjs";
import { mustDo } from "./harness/commune.mjs";

const PROJECTS = [
  { title: "L'École du dehors", description: "Une matinée par semaine en forêt." },
  { title: "Revivre au cœur de ville" },
  { title: "Moins de voitures", description: "Réduire les stationnements devant la mairie." },
  { title: "Jardins partagés", journal: [{ date: "2026-10-02", text: "Premières récoltes de topinambours." }] },
];

test("words are found from their first letters, without accents, ligatures or plurals, and Enter opens", async (t) => {
  const desk = await Desk.create(t);
  await mustDo(desk, "init", "--insee", "59512", "--person", "Camille Martin");
  await writeFile(desk.path("projects.jsonl"), PROJECTS.map((project) => JSON.stringify(project)).join("\n"));
  await mustDo(desk, "add", "project", desk.path("projects.jsonl"));
  const { page } = await App.open(t, { desk });
  await page.byRole("heading", "Bonjour Camille");

  await page.press("Control+k");
  const palette = await page.inside("dialog", "Rechercher ou faire");
  const finds = async (typed, title) => {
    await page.press("Control+a");
    await page.type(typed);
    await palette.byRole("menuitem", new RegExp(title, "u"));
  };
  await finds("ecole", "L'École du dehors");
  await finds("coeur", "Revivre au cœur de ville");
  await finds("stationnement", "Moins de voitures");
  await finds("écoles", "L'École du dehors");
  // While one types: each further letter is still an answer.
  await page.press("Control+a");
  for (const letters of ["jar", "di", "ns"]) {
    await page.type(letters);
    await palette.byRole("menuitem", /Jardins partagés/u);
  }
  await page.press("Control+a");
  await page.type("zzzxyy");
  await page.text("Rien ne répond à « zzzxyy ».");

  await page.press("Control+a");
  await page.type("topinambour");
  await palette.byRole("menuitem", /topinambours/u);
  await page.arrowTo(/topinambours/u);
  await page.press("Enter");
  await page.gone("dialog", "Rechercher ou faire");
  await page.byRole("heading", "Jardins partagés");
});

test("the field at the top opens the same, and an action is done from it", async (t) => {
  const desk = await Desk.create(t);
  await mustDo(desk, "init", "--insee", "59512", "--person", "Camille Martin");
  const { page } = await App.open(t, { desk });
  await page.click("button", /^Rechercher ou faire/u);
  await page.byRole("dialog", "Rechercher ou faire");
  await page.type("corbeille");
  await page.click("menuitem", "Aller à : Corbeille");
  await page.text("La corbeille est vide");
});
