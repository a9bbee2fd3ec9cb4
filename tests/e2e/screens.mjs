// Pictures of every screen, to be looked at: two sizes, light and dark, and enlarged to 200 %.

import { App, Desk } from "./harness/app.mjs";
import { mustDo, roubaix } from "./harness/commune.mjs";

/** Every address a person can come to. `of` names the kind whose first record is shown. */
const SCREENS = [
  { name: "accueil", address: () => "/" },
  { name: "projets", address: () => "/projets" },
  { name: "projet", of: "project", address: (id) => `/projets/${id}` },
  { name: "solutions", address: () => "/solutions" },
  { name: "fiche", of: "solution", address: (id) => `/solutions/${id}` },
  { name: "dispositifs", address: () => "/dispositifs" },
  { name: "dispositif", of: "programme", address: (id) => `/dispositifs/${id}` },
  { name: "partager", address: () => "/partager" },
  { name: "echanges", address: () => "/echanges" },
  { name: "correspondants", address: () => "/correspondants" },
  { name: "corbeille", address: () => "/corbeille" },
  { name: "reglages", address: () => "/reglages" },
];

const LOOKS = [
  { name: "clair-1280x800", size: [1280, 800], dark: false, zoom: 1 },
  { name: "clair-1024x640", size: [1024, 640], dark: false, zoom: 1 },
  { name: "clair-200", size: [1280, 800], dark: false, zoom: 2 },
  { name: "sombre-1280x800", size: [1280, 800], dark: true, zoom: 1 },
  { name: "sombre-1024x640", size: [1024, 640], dark: true, zoom: 1 },
];

async function take(desk, look, screens) {
  const app = await App.open(undefined, { desk, dark: look.dark });
  try {
    await app.page.settled({ within: 30_000 });
    await app.resize(...look.size);
    await app.page.zoom(look.zoom);
    for (const { name, address } of screens) {
      if (address !== undefined) await app.page.go(address);
      await app.page.settled();
      console.log(await app.page.picture(`${name}-${look.name}`));
    }
  } finally {
    await app.close();
  }
}

const desk = await Desk.create();
const empty = await Desk.create();
try {
  await roubaix(desk);
  const screens = [];
  for (const { name, of, address } of SCREENS) {
    const first = of === undefined ? undefined : (await mustDo(desk, "list", of, "--limit", "1")).items.at(0);
    if (of !== undefined && first === undefined) throw new Error(`no ${of} to show: ${name} has no picture`);
    screens.push({ name, address: address(first?.id) });
  }
  for (const look of LOOKS) {
    await take(empty, look, [{ name: "premier-demarrage" }]);
    await take(desk, look, screens);
  }
} finally {
  await desk.remove();
  await empty.remove();
}
