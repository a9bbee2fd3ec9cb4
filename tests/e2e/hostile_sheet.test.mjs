// A sheet from a stranger that tries to run, load and mislead: it is shown as text, and nothing opens without a word.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { test } from "node:test";

import { App, Desk } from "./harness/app.mjs";
import { violations } from "./harness/axe.mjs";
import { mustDo } from "./harness/commune.mjs";

const DESCRIPTION = [
  "Avant <script>document.title='pris'</script><img src=x onerror=\"document.title='pris'\"> après.",
  "",
  "<iframe src=\"https://exemple.fr\"></iframe>",
  "",
  "[Cliquez ici](javascript:document.title='pris') et [le site de la mairie](https://pas-la-mairie.exemple/page?x=1).",
  "",
  "![suivi](https://exemple.fr/pixel.png)",
].join("\n");

const SHEET = { id: "piege", title: "Une fiche piégée", summary: "Elle vient de loin.", description: DESCRIPTION };

/** Saint-Amand-Montrond makes the sheet; Roubaix takes it in. */
async function arrives(from, to) {
  await mustDo(from, "init", "--insee", "18197", "--person", "Dominique Petit");
  const files = { "facture.pdf": "MZ\u0090\u0000 ce n'est pas un PDF", "macro.xlsm": "PK", "note.txt": "Une note." };
  for (const [name, content] of Object.entries(files)) await writeFile(from.path(name), content);
  const attachments = Object.keys(files).map((name) => ({ path: name, caption: name }));
  await writeFile(from.path("sheet.json"), JSON.stringify({ ...SHEET, attachments }));
  await mustDo(from, "add", "solution", from.path("sheet.json"));
  await mustDo(from, "export", "--publish", "--record", SHEET.id, "--out", from.path("piege.essaim"));
  await mustDo(to, "init", "--insee", "59512", "--person", "Camille Martin");
  await mustDo(to, "import", "--accept-unknown", from.path("piege.essaim"));
}

test("a sheet that tries to run, load and mislead is text, and a link asks first", async (t) => {
  const [far, near] = [await Desk.create(t), await Desk.create(t)];
  await arrives(far, near);
  const { page } = await App.open(t, { desk: near });
  await page.click("link", "Solutions");
  await page.click("row", new RegExp(`^${SHEET.title}`, "u"));
  await page.byRole("heading", SHEET.title);
  await page.text("le site de la mairie");

  const found = await page.session.run("return [document.title, ...['script[src^=x], main script', 'main img', 'main iframe', 'main a[href^=\"javascript\"]'].map((wanted) => document.querySelectorAll(wanted).length)]");
  assert.ok(!String(found[0]).includes("pris"), "nothing of the sheet ran");
  assert.deepEqual(found.slice(1), [0, 0, 0, 0], "and nothing of it is an element that could");

  // The address is in full view before anybody follows it, and asked about when somebody does.
  await page.text(/https:\/\/pas-la-mairie\.exemple\/page\?x=1/u);
  await page.click("button", "le site de la mairie");
  const dialog = await page.inside("dialog", "Ouvrir cette adresse ?");
  await dialog.text("https://pas-la-mairie.exemple/page?x=1");
  await dialog.click("button", "Annuler");

  // Files that are not what they say, or would run, are told apart.
  await page.text("Son contenu n'est pas ce que dit son nom : ne l'ouvrez pas");
  await page.text("Programme, script ou macros : ne l'ouvrez que si vous savez d'où il vient");
  assert.deepEqual(await violations(page), []);
});
