// The system ends the process of the page, as it does when memory runs short: the page comes back.

import assert from "node:assert/strict";
import { readdir, readFile, readlink } from "node:fs/promises";
import { test } from "node:test";

import { App, Desk } from "./harness/app.mjs";
import { mustDo } from "./harness/commune.mjs";
import { until } from "./harness/page.mjs";

/** The processes that draw the pages of the program that runs on that desk. */
async function pagesOf(desk) {
  const found = [];
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/u.test(name))) {
    const [command, surroundings] = await Promise.all([readlink(`/proc/${pid}/exe`), readFile(`/proc/${pid}/environ`, "utf8")]).catch(() => ["", ""]);
    if (command.endsWith("/WebKitWebProcess") && surroundings.includes(desk.path(""))) found.push(Number(pid));
  }
  return found;
}

/** Whether two screens show the same: letters may be drawn a shade apart. */
function alike(one, other) {
  let apart = 0;
  for (let at = 0; at < one.length; at += 1) if (Math.abs(one[at] - other[at]) > 32) apart += 1;
  return one.length === other.length && apart < one.length / 100;
}

test("a page whose process is ended comes back", async (t) => {
  const desk = await Desk.create(t);
  await mustDo(desk, "init", "--insee", "59512", "--person", "Camille Martin");
  const app = await App.open(t, { desk });
  const { page } = app;
  await page.byRole("heading", "Bonjour Camille");
  await page.settled();
  const before = await app.screen();
  await page.press("Control+k");
  await page.settled();
  const drawn = await pagesOf(desk);
  assert.equal(drawn.length, 1, "one page, one process");
  assert.ok(!alike(await app.screen(), before), "the search lies over the page");
  process.kill(drawn[0], "SIGKILL");
  // The driver gives a page up that has crashed: only the screen tells of it now.
  await until("the page as it is when it is loaded", async () => alike(await app.screen(), before));
  assert.notDeepEqual(await pagesOf(desk), drawn);
});
