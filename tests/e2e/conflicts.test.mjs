// Two desktops of one commune wrote different things: one compares, chooses, takes the choice back.

import assert from "node:assert/strict";
import { test } from "node:test";

import { App, Desk } from "./harness/app.mjs";
import { violations } from "./harness/axe.mjs";
import { mustDo, roubaix } from "./harness/commune.mjs";
import { disagree, handOver } from "./harness/desktops.mjs";

test("what two desktops wrote apart is compared and chosen in one step, by keyboard too, and the step can be taken back", async (t) => {
  const desk = await Desk.create(t);
  const project = await roubaix(desk);
  const second = await disagree(t, desk, project);
  const { page } = await App.open(t, { desk });
  await page.click("link", /^À trancher/u);
  await page.byRole("heading", "À trancher");
  assert.deepEqual(await violations(page), []);
  await page.click("link", /^Maison à 1 €/u);
  await page.byRole("heading", /^Description/u);
  assert.deepEqual(await violations(page), []);
  await page.picture("a-trancher-choix");

  const end = await page.inside("region", "Fin prévue");
  await end.text("31/03/2028");

  await page.tabTo("radio", "Garder les deux");
  await page.press("Space");
  const reason = await page.inside("region", "Pourquoi");
  await reason.click("radio", "Écrire autre chose");
  await reason.fill("Votre version", "La banque a répondu.");
  const status = await page.inside("region", "Statut");
  await status.click("radio", "Garder la mienne");
  const step = await page.inside("region", /^Étapes/u);
  await step.click("radio", "Garder");
  // What was begun is there again after a look elsewhere.
  await page.go("/solutions");
  await page.byRole("heading", "Solutions");
  await page.go(`/a-trancher/${project}`);
  const again = await page.inside("region", "Pourquoi");
  assert.equal(await (await again.byRole("textbox", "Votre version")).property("value"), "La banque a répondu.");
  await page.click("button", "Enregistrer 4 choix");
  await page.text("1 choix à faire");
  const after = await mustDo(desk, "show", project);
  assert.match(after.description, /deux ans[^]*trois ans/u);
  assert.equal(after.light_reason, "La banque a répondu.");
  assert.equal(after.status, "blocked");
  assert.equal(after.steps.length, 4);

  await page.press("Control+z");
  await page.text("5 choix à faire");
  assert.equal((await mustDo(desk, "show", project)).steps.length, 3);
  await page.press("Control+Shift+z");
  await page.text("1 choix à faire");
  await handOver(desk, second);
  assert.equal((await mustDo(second, "conflicts")).conflicts.filter((one) => one.id === project).length, 1);

  await page.go("/a-trancher/ancien");
  await page.text("Un poste l'a mis à la corbeille pendant qu'un autre y travaillait.");
  assert.deepEqual(await violations(page), []);
  await page.click("radio", "Garder");
  await page.click("button", "Enregistrer 1 choix");
  await page.byRole("heading", "À trancher");
  assert.equal((await mustDo(desk, "list", "project", "--where", "title=Jardins partagés du Pile")).total, 1);
});

test("a page with two versions says so calmly and leads to the choice", async (t) => {
  const desk = await Desk.create(t);
  const project = await roubaix(desk);
  await disagree(t, desk, project);
  const { page } = await App.open(t, { desk });
  await page.go(`/projets/${project}`);
  await page.text("5 choix à faire");
  await page.click("link", "Comparer et choisir");
  await page.byRole("heading", /^Description/u);
});
