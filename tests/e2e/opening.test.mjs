// The window itself, before any of our screens.

import assert from "node:assert/strict";
import { test } from "node:test";

import { App } from "./harness/app.mjs";
import { until } from "./harness/page.mjs";

test("the window opens under its name, at the size one works in", async (t) => {
  const app = await App.open(t);
  await until("the title", async () => (await app.page.title()) === "Essaim");
  const [width, height] = await app.page.session.run("return [window.innerWidth, window.innerHeight];");
  assert.deepEqual([width, height], [1280, 800]);
});

test("the page cannot reach the network", async (t) => {
  const app = await App.open(t);
  const outcome = await app.page.session.runUntilCalled(`
    const done = arguments[arguments.length - 1];
    document.addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective), { once: true });
    fetch("https://example.org/").then(() => done("it answered"), () => undefined);
  `);
  assert.equal(outcome, "connect-src", "the content policy must refuse, before any connection is tried");
});

test("the page can call no command that its capability does not name", async (t) => {
  const app = await App.open(t);
  const answer = await app.page.session.runUntilCalled(`
    const done = arguments[arguments.length - 1];
    window.__TAURI_INTERNALS__.invoke("plugin:opener|open_url", { url: "https://example.org/" })
      .then(() => done("allowed"), (error) => done(String(error)));
  `);
  assert.match(answer, /not allowed/u);
});

test("a second start hands over to the first window and ends", async (t) => {
  const app = await App.open(t);
  assert.equal(await app.startAgain(), 0);
  assert.equal(await app.page.title(), "Essaim", "the first window is still there");
});

test("the window follows the theme of the system before the page has drawn", async (t) => {
  const app = await App.open(t, { dark: true });
  assert.equal(await app.page.session.run("return matchMedia('(prefers-color-scheme: dark)').matches;"), true);
});
