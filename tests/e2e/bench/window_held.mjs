// How long the smallest command waits for its answer while the largest work goes on beside it (an import, pages of a long
// list, searches). Every call passes through the thread that draws the window and that of the page, so neither was held
// longer than the slowest answer. Measures once and prints the line that the bench reads.
//
//   node window_held.mjs DESK-FOLDER BUNDLE     (the desk is that of `window_start.mjs`; it is copied)

import { cp } from "node:fs/promises";

import { App, Desk } from "../harness/app.mjs";
import { mustDo } from "../harness/commune.mjs";
import { until } from "../harness/page.mjs";

const [from, bundle] = [process.argv[2], process.argv[3]];

/** Calls the smallest command until told to stop, and keeps how long each answer took, in milliseconds. */
const PING = `
  const { invoke } = window.__TAURI_INTERNALS__;
  const held = (window.held = { took: [], goesOn: true });
  (async () => {
    while (held.goesOn) {
      const asked = performance.now();
      await invoke("app_state");
      held.took.push(performance.now() - asked);
      await new Promise((next) => setTimeout(next, 2));
    }
  })();
`;

/** Lists, filters, searches and the first page, one after the other, as often as told. */
const WORK = `
  const { invoke } = window.__TAURI_INTERNALS__;
  const filter = { status: [], programme: [], person: [], text: "", late: false, shelf: "all", trashed: false };
  const page = (round) => ({ kind: "project", filter, sort: { column: "updated", descending: false }, offset: round * 100, limit: 100 });
  window.worked = "";
  (async () => {
    for (let round = 0; round < arguments[0]; round += 1) {
      for (const text of ["pr", "projet", "bénéficiaires"]) await invoke("search", { request: { text, limit: 50 } });
      await invoke("record_list", { query: page(round) });
      await invoke("list_facets", { kind: "project" });
      await invoke("home");
    }
    window.worked = "done";
  })().catch((error) => { window.worked = JSON.stringify(error); });
`;

const folder = `${from}-held`;
await cp(from, folder, { recursive: true });
const desk = new Desk(folder);
const app = await App.open(undefined, { desk, args: [bundle] });
try {
  const { page } = app;
  await page.session.run(PING);
  await page.click("button", /^Importer/u);
  await until("the import", async () => (await mustDo(desk, "imports")).imports.length > 0, { within: 120_000 });
  await page.session.run(WORK, 20);
  const worked = await until("the work", () => page.session.run("return window.worked"), { within: 120_000 });
  if (worked !== "done") throw new Error(worked);
  const took = await page.session.run("window.held.goesOn = false; return window.held.took;");
  took.sort((a, b) => a - b);
  const at = (part) => took[Math.min(took.length - 1, Math.floor(took.length * part))] / 1000;
  console.log(`BENCH ${JSON.stringify({ inner_s: took.at(-1) / 1000, n: took.length, parts: { median: at(0.5), p99: at(0.99) } })}`);
} finally {
  await app.close();
  await desk.remove();
}
