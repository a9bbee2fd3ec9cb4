// Every screen, light and dark: nothing that axe finds, nothing to scroll sideways, and no word lost at 200 %.

import assert from "node:assert/strict";
import { test } from "node:test";

import { App, Desk } from "./harness/app.mjs";
import { violations } from "./harness/axe.mjs";
import { beginnings, show, waiting, workplace } from "./harness/screens.mjs";

/** What reaches out of the window sideways, and text that its box cuts off without a sign. */
const OVERFLOW = `
  const found = [];
  const wide = document.documentElement.scrollWidth - window.innerWidth;
  if (wide > 1) found.push("the page is " + wide + " pixels too wide");
  for (const element of document.querySelectorAll("body *")) {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0 || style.visibility === "hidden") continue;
    const name = element.tagName.toLowerCase() + "." + [...element.classList].join(".") + " «" + (element.innerText ?? "").trim().slice(0, 60) + "»";
    const scrolls = style.overflowX === "auto" || style.overflowX === "scroll";
    if (scrolls && element.scrollWidth > element.clientWidth + 1) found.push(name + " scrolls sideways by " + (element.scrollWidth - element.clientWidth));
    const clips = style.overflowX === "hidden" || style.overflowX === "clip";
    const words = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== "");
    if (clips && words && box.width > 2 && style.textOverflow !== "ellipsis" && element.scrollWidth > element.clientWidth + 1) found.push(name + " is cut off");
    if (words && (box.right > window.innerWidth + 1 || box.left < -1) && box.width > 2) found.push(name + " lies outside");
  }
  return found;
`;

/** Every screen of a commune at work, and the first start; each of `looks` is asked of each, and all they find is gathered. */
async function everyScreen(t, options, before, looks) {
  const [desk, empty] = [await Desk.create(t), await Desk.create(t)];
  const screens = await workplace(t, desk);
  const found = [];
  const note = async (app, name, come) => {
    try {
      await come();
      for (const look of looks) for (const trouble of await look(app.page)) found.push(`${name}: ${trouble}`);
    } catch (error) {
      found.push(`${name}: ${error.message}`);
    }
  };
  const start = await App.open(t, { ...options, desk: empty });
  await before(start);
  await start.page.byRole("button", "Commencer");
  for (const screen of beginnings) await note(start, screen.name, () => show(start.page, screen));
  await start.close();
  const app = await App.open(t, { ...options, desk, args: [waiting(desk)] });
  await before(app);
  await note(app, "paquet-a-lire", async () => {
    await app.page.byRole("heading", "Paquet de Lille");
    await app.page.settled();
  });
  for (const screen of screens) await note(app, screen.name, () => show(app.page, screen));
  assert.equal(found.join("\n"), "");
}

const overflow = (page) => page.session.run(OVERFLOW);

test("light, at 1024 × 640, no screen breaks a rule of accessibility, scrolls sideways or cuts words off", (t) =>
  everyScreen(t, { size: { width: 1024, height: 640 } }, (app) => app.resize(1024, 640), [violations, overflow]));

test("dark, no screen breaks a rule of accessibility", (t) => everyScreen(t, { dark: true }, () => undefined, [violations]));

test("enlarged to 200 %, no screen scrolls sideways or cuts words off", (t) => everyScreen(t, {}, (app) => app.page.zoom(2), [overflow]));
