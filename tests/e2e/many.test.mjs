// Ten thousand projects: the list opens, scrolls from end to end and shows every row it passes; the window keeps answering.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { test } from "node:test";

import { App, Desk } from "./harness/app.mjs";
import { mustDo } from "./harness/commune.mjs";
import { until } from "./harness/page.mjs";

const MANY = 10_000;
const title = (number) => `Projet ${String(number).padStart(5, "0")}`;

/** What the list shows now: the numbers of its rows, and how many still wait for their content. */
const ROWS = `
  const rows = [...document.querySelectorAll("[role=grid] [role=row][aria-rowindex]")].filter((row) => row.querySelector("[role=gridcell]"));
  const box = document.querySelector("[role=grid] [role=rowgroup]:last-of-type").getBoundingClientRect();
  const seen = rows.filter((row) => { const place = row.getBoundingClientRect(); return place.bottom > box.top && place.top < box.bottom; });
  return { open: seen.find((row) => row.ariaSelected === "true")?.innerText, texts: seen.map((row) => row.innerText.replace(/\\s+/g, " ").trim()), focused: document.activeElement?.innerText ?? "" };
`;

/** Waits until every row in sight has its content; gives their numbers. */
async function rowsInSight(page) {
  return until("rows with their content", async () => {
    const { texts } = await page.session.run(ROWS);
    const numbers = texts.map((text) => /^Projet (\d{5})/u.exec(text)?.[1]);
    return texts.length > 5 && numbers.every((number) => number !== undefined) ? numbers.map(Number) : undefined;
  });
}

test("a list of ten thousand opens, scrolls to its end without dropping a page, every row has its content, and the open one stays in sight", async (t) => {
  const desk = await Desk.create(t);
  await mustDo(desk, "init", "--insee", "59512", "--person", "Camille Martin");
  const lines = Array.from({ length: MANY }, (_, index) => JSON.stringify({ title: title(index + 1), status: "in_progress" }));
  await writeFile(desk.path("projects.jsonl"), lines.join("\n"));
  await mustDo(desk, "add", "project", desk.path("projects.jsonl"));

  const { page } = await App.open(t, { desk });
  await page.byRole("heading", "Bonjour Camille");
  await page.go("/projets?sort=title");
  await page.text(/10 000 projets/u);
  assert.equal((await rowsInSight(page))[0], 1);

  // Page by page as one scrolls: what is in sight is contiguous, and begins no later than the last one ended.
  const height = await page.session.run("return document.querySelector('[role=grid] [role=rowgroup]:last-of-type').clientHeight;");
  let reached = 0;
  for (let step = 0; step < 25; step += 1) {
    const numbers = await rowsInSight(page);
    assert.ok(numbers[0] <= reached + 1, `from ${reached} to ${numbers[0]}: a page was dropped`);
    numbers.slice(1).forEach((number, index) => assert.equal(number, numbers[index] + 1));
    reached = numbers.at(-1);
    await page.session.run("document.querySelector('[role=grid] [role=rowgroup]:last-of-type').scrollTop += arguments[0];", height - 60);
    await until("the list to move", async () => (await rowsInSight(page)).at(-1) > reached);
  }

  // Far jumps, as with the scroll bar; then by keyboard from end to end.
  for (const part of [0.25, 0.5, 0.9, 0.1, 1]) {
    await page.session.run("const box = document.querySelector('[role=grid] [role=rowgroup]:last-of-type'); box.scrollTop = box.scrollHeight * arguments[0];", part);
    await until(`rows near ${part}`, async () => Math.abs((await rowsInSight(page))[0] - part * MANY) < 100);
  }
  assert.equal((await rowsInSight(page)).at(-1), MANY);
  await page.session.run("document.querySelector('[role=grid] [role=row][tabindex=\"0\"]').focus();");
  await page.press("Home");
  await until("the first row", async () => (await rowsInSight(page))[0] === 1);
  await page.press("End");
  await until("the last row", async () => (await rowsInSight(page)).at(-1) === MANY);

  // A row that is opened stays in sight, though the lines beside its page are higher.
  await page.session.run("const box = document.querySelector('[role=grid] [role=rowgroup]:last-of-type'); box.scrollTop = box.scrollHeight / 2;");
  await until("rows in the middle", async () => Math.abs((await rowsInSight(page))[0] - MANY / 2) < 100);
  const chosen = title((await rowsInSight(page)).at(-3));
  await page.click("row", new RegExp(chosen, "u"));
  await page.byRole("heading", chosen);
  await until("the open row in sight", async () => (await page.session.run(ROWS)).open?.startsWith(chosen));
  await page.go("/projets?sort=title");

  // The window still answers: what is looked for is found among all of them.
  await page.fill("Filtrer par mot", "07777", "searchbox");
  await page.text(/1 projet/u);
  assert.deepEqual((await page.session.run(ROWS)).texts.map((text) => text.slice(0, 12)), ["Projet 07777"]);
});
