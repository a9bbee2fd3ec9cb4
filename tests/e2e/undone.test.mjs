// An import that is undone after something was made from it: what stays is named in the register.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { test } from "node:test";

import { App, Desk } from "./harness/app.mjs";
import { violations } from "./harness/axe.mjs";
import { mustDo } from "./harness/commune.mjs";

test("what was made from an undone import stays, and the register says so", async (t) => {
  const [far, near] = [await Desk.create(t), await Desk.create(t)];
  await mustDo(far, "init", "--insee", "18197", "--person", "Dominique Petit");
  await writeFile(far.path("sheet.json"), JSON.stringify({ id: "maison", title: "La maison au coin de la rue" }));
  await mustDo(far, "add", "solution", far.path("sheet.json"));
  await mustDo(far, "export", "--publish", "--record", "maison", "--out", far.path("maison.essaim"));
  await mustDo(near, "init", "--insee", "59512", "--person", "Camille Martin");
  await mustDo(near, "import", "--accept-unknown", far.path("maison.essaim"));
  await mustDo(near, "adopt", "maison");

  const { page } = await App.open(t, { desk: near });
  await page.click("link", /^Échanges/u);
  await page.click("button", "Annuler l'import");
  await page.byRole("button", "Rétablir l'import");
  await page.click("button", "Un élément garde quelque chose de cet import");
  await page.text(/La maison au coin de la rue — créé à partir de cet import : conservé\./u);
  assert.deepEqual(await violations(page), []);
  await page.picture("import annulé dont il reste quelque chose", "last");

  const { items } = await mustDo(near, "list", "project");
  await page.go(`/projets/${items[0].id}`);
  await page.text("La fiche d'origine n'est plus ici");
  await page.go("/solutions/maison");
  await page.byRole("heading", "Ce n'est plus là");
  await page.click("link", /^Échanges/u);
  await page.click("button", "Rétablir l'import");
  await page.text("Import rétabli");
  await page.byRole("button", /^Annuler : rétablissement d'un import/u);
});
