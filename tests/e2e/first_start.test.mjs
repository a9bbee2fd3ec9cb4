// The first day: who we are, from the official list, and what is there to begin with.

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { test } from "node:test";

import { App } from "./harness/app.mjs";
import { mustDo } from "./harness/commune.mjs";
import { choosePlace, firstStart } from "./harness/first_start.mjs";
import { until } from "./harness/page.mjs";

test("a commune is found as one types, without accents, by postcode or by Insee code, and work begins with examples", async (t) => {
  const app = await App.open(t);
  const { page, desk } = app;
  await page.fill("Quelle commune ?", "saint amand mont", "combobox");
  await page.byRole("option", /^Saint-Amand-Montrond/u);
  await page.fill("Quelle commune ?", "18197", "combobox");
  await page.byRole("option", /^Saint-Amand-Montrond/u);
  await page.fill("Quelle commune ?", "59100", "combobox");
  await page.byRole("option", /^Roubaix/u);
  await firstStart(page, { search: "59512", place: /^Roubaix/u, person: "Camille Martin", service: "Innovation sociale" });
  await page.byRole("link", /Roubaix.*Camille Martin/u);

  const { items: sheets } = await mustDo(desk, "list", "solution");
  assert.ok(sheets.length >= 8, `${sheets.length} sample sheets`);
  const { total: programmes } = await mustDo(desk, "list", "programme");
  assert.equal(programmes, 4, "the national programmes");
  assert.notDeepEqual(await readdir(desk.path("keystore")), [], "the keys lie in the keystore");

  await page.click("button", "Voir les solutions");
  await page.byRole("row", new RegExp(sheets[0].title.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&"), "u"));

  // What is read for the first time does not move under the pointer: it stands from its first frame as it stays.
  const heights = await page.watchHeights("article, article aside");
  await page.click("row", /^La maison à 1 € avec travaux/u);
  const facts = await page.inside("complementary", "En bref");
  await facts.byRole("link");
  await until("a list in a text", () => page.session.run('return document.querySelector("article section ul") !== null;'));
  const seen = await heights();
  assert.equal(seen.length, 1, `the sheet and its facts were so high in turn: ${seen.join(", then ")}`);
});

test("what was set up is found again at the next start", async (t) => {
  const first = await App.open(t);
  await firstStart(first.page, { search: "saint amand mont", place: /^Saint-Amand-Montrond/u, person: "Dominique Petit", samples: false });
  await first.close();
  const again = await App.open(t, { desk: first.desk });
  await again.page.byRole("heading", "Bonjour Dominique");
  await again.page.byRole("link", /Saint-Amand-Montrond/u);
});

test("an intercommunality is found by its SIREN", async (t) => {
  const { page } = await App.open(t);
  await page.click("radio", "Intercommunalité");
  await choosePlace(page, "200093201", /^Métropole Européenne de Lille/iu);
  await page.byRole("button", "Choisir une autre collectivité");
  await page.text("SIREN 200093201");
});

test("another body begins with its name alone", async (t) => {
  const { page, desk } = await App.open(t);
  await page.click("radio", "Autre organisme");
  await page.fill("Nom de l'organisme", "Conseil national des solutions");
  await page.fill("Votre nom", "Noé Bernard");
  await page.click("radio", /^Sans exemple/u);
  await page.click("button", "Commencer");
  await page.byRole("heading", "Bonjour Noé", { within: 60_000 });
  const { total } = await mustDo(desk, "list", "project");
  assert.equal(total, 0);
});

test("an answer that is missing is asked for, and nothing is created", async (t) => {
  const { page, desk } = await App.open(t);
  await page.click("button", "Commencer");
  await page.text("Choisissez votre collectivité dans la liste.");
  await page.text("Indiquez votre nom : il signe ce que vous écrivez ici.");
  const answer = await desk.cli("list", "project");
  assert.equal(answer.error?.code, "workspace_missing");
});
