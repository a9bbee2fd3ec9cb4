// Pictures of every screen, to be looked at: three sizes, light and dark, enlarged to 200 %, and in English. With an argument,
// only the looks whose name contains it.

import { App, Desk } from "./harness/app.mjs";
import { until } from "./harness/page.mjs";
import { beginnings, show, waiting, workplace } from "./harness/screens.mjs";

const LOOKS = [
  { name: "clair-1280x800", size: { width: 1280, height: 800 }, dark: false, zoom: 1 },
  { name: "clair-1024x640", size: { width: 1024, height: 640 }, dark: false, zoom: 1 },
  { name: "clair-1920x1080", size: { width: 1920, height: 1080 }, dark: false, zoom: 1 },
  { name: "clair-200", size: { width: 1280, height: 800 }, dark: false, zoom: 2 },
  { name: "sombre-1280x800", size: { width: 1280, height: 800 }, dark: true, zoom: 1 },
  { name: "anglais-1280x800", size: { width: 1280, height: 800 }, dark: false, zoom: 1, english: true },
].filter((look) => look.name.includes(process.argv[2] ?? ""));

/** Chooses English where the first of these screens, or the settings, let one choose. */
async function speakEnglish(page, screens) {
  if (screens !== beginnings) await page.go("/reglages?tab=look");
  await until("the choice of a language", () =>
    page.session.run(`
      const choice = [...document.querySelectorAll("label, [role=radio], button")].find((one) => one.textContent.trim() === "English");
      choice?.click();
      return document.documentElement.lang === "en";
    `),
  );
  if (screens !== beginnings) await page.session.run("history.back();");
}

async function take(desk, look, args, screens) {
  const app = await App.open(undefined, { desk, args, dark: look.dark, size: { width: 1920, height: 1080 } });
  try {
    await app.page.settled({ within: 60_000 });
    await app.resize(look.size.width, look.size.height);
    await app.page.zoom(look.zoom);
    if (look.english === true) await speakEnglish(app.page, screens);
    // What is pressed on the way is named in French.
    for (const screen of screens.filter(({ press }) => look.english !== true || press === undefined)) {
      await show(app.page, screen);
      console.log(await app.page.picture(`${screen.name}-${look.name}`));
    }
  } finally {
    await app.close();
  }
}

const desk = await Desk.create();
const empty = await Desk.create();
try {
  const screens = await workplace(undefined, desk);
  for (const look of LOOKS) {
    await take(empty, look, [], beginnings);
    await take(desk, look, [waiting(desk)], [{ name: "paquet-a-lire" }, ...screens]);
  }
} finally {
  await desk.remove();
  await empty.remove();
}
