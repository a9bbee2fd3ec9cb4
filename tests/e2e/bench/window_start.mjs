// How long from starting the program until the list of projects can be used, with none or with many of them. Measures
// once and prints the line that the bench reads; the bench runs both in the same rounds.
//
//   node window_start.mjs DESK-FOLDER 10000     (the desk is made at the first run and kept)

import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";

import { App, Desk } from "../harness/app.mjs";
import { mustDo } from "../harness/commune.mjs";
import { until } from "../harness/page.mjs";

const [folder, count] = [process.argv[2], Number(process.argv[3])];

/** What tells that the list can be used: rows with their content, or the words that there are none. */
const USABLE = `
  const rows = [...document.querySelectorAll("[role=grid] [role=row][aria-rowindex] [role=gridcell]:first-of-type")];
  return arguments[0] === 0
    ? document.querySelector("main h1") !== null && document.querySelector("[role=grid]") === null && document.querySelectorAll("main button").length > 0
    : rows.length > 5 && rows.every((cell) => /Projet \\d{5}/.test(cell.innerText));
`;

async function furnished() {
  const desk = new Desk(folder);
  if (existsSync(desk.path("ready"))) return desk;
  await mkdir(desk.path("home"), { recursive: true });
  await mustDo(desk, "init", "--insee", "59512", "--person", "Camille Martin");
  if (count > 0) {
    const title = (index) => `Projet ${String(index + 1).padStart(5, "0")}`;
    const lines = Array.from({ length: count }, (_, index) => JSON.stringify({ title: title(index), status: "in_progress" }));
    await writeFile(desk.path("projects.jsonl"), lines.join("\n"));
    await mustDo(desk, "add", "project", desk.path("projects.jsonl"));
  }
  await writeFile(desk.path("ready"), "");
  return desk;
}

const app = await App.open(undefined, { desk: await furnished() });
try {
  await until("the first screen", () => app.page.session.run("return document.querySelector('main h1') !== null"), { every: 5 });
  await app.page.session.run("location.hash = '#/projets?sort=title';");
  await until("the list", () => app.page.session.run(USABLE, count), { every: 5 });
  const took = (Date.now() - app.startedAt) / 1000;
  console.log(`BENCH ${JSON.stringify({ inner_s: took, n: count, parts: {} })}`);
} finally {
  await app.close();
}
