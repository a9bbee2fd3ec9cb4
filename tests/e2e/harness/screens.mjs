// Every screen a person can come to, with a commune at work to show on it.

import { copyFile, writeFile } from "node:fs/promises";

import { mustDo, roubaix } from "./commune.mjs";
import { disagree, sourceChanges } from "./desktops.mjs";
import { Desk } from "./app.mjs";

/** A sheet of Saint-Amand-Montrond, sent to Roubaix, that asks for a decision. */
const RECEIVED = {
  title: "La maison à 1 € dans une ville moyenne",
  summary: "Une maison du centre cédée pour 1 € à un ménage qui la rénove.",
  context: "Le centre perd des habitants, des maisons y restent vides.",
  obstacles: "Le coût des travaux a dépassé ce que la banque suivait.",
  origin_name: "Saint-Amand-Montrond",
  indicators: [{ name: "Maisons cédées", unit: "maisons", readings: [{ date: "2024-06-30", value: "2" }] }],
};

/** Has another commune write a bundle of `fields` into `file`. */
export async function bundleOf(test, insee, fields, file) {
  const desk = await Desk.create(test);
  try {
    await mustDo(desk, "init", "--insee", insee, "--person", "Dominique Petit");
    await writeFile(desk.path("sheet.json"), JSON.stringify(fields));
    await mustDo(desk, "add", "solution", desk.path("sheet.json"));
    await mustDo(desk, "export", "--out", desk.path("sheet.essaim"), "--all", "--publish");
    await copyFile(desk.path("sheet.essaim"), file);
  } finally {
    if (test === undefined) await desk.remove();
  }
}

async function throwAway(desk, title) {
  await writeFile(desk.path("project.json"), JSON.stringify({ title }));
  const { ids } = await mustDo(desk, "add", "project", desk.path("project.json"));
  await writeFile(desk.path("trash.json"), JSON.stringify({ trashed: true }));
  await mustDo(desk, "set", ids[0], desk.path("trash.json"));
}

/**
 * Fills the desk: Roubaix at work, a sheet of its own, a bundle received and one still to be read, something in the trash.
 * Gives the screens, each with its name, its address, and what is pressed there to come to it.
 */
export async function workplace(test, desk) {
  const project = await roubaix(desk);
  const { id: sheet } = await mustDo(desk, "capitalise", project);
  const received = desk.path("reçu.essaim");
  await bundleOf(test, "18197", RECEIVED, received);
  await bundleOf(test, "59350", { ...RECEIVED, title: "Un label pour les commerces", origin_name: "Lille" }, waiting(desk));
  await mustDo(desk, "import", received);
  const known = desk.path("connu.essaim");
  await bundleOf(test, "56260", { ...RECEIVED, title: "Un jardin par école", origin_name: "Vannes" }, known);
  const { imports } = await mustDo(desk, "import", "--accept-unknown", known);
  const author = imports[0].sender.id;
  const { id: report } = await mustDo(desk, "report", project);
  await writeFile(desk.path("feedback.json"), JSON.stringify({ result: "Deux maisons sur trois sont habitées." }));
  const { id: feedback } = await mustDo(desk, "feedback", imports[0].new[0].id, desk.path("feedback.json"));
  await throwAway(desk, "Boîte à livres de la gare");
  const second = await disagree(test, desk, project);
  if (test === undefined) await second.remove();
  const started = await sourceChanges(test, desk);
  const { items: programmes } = await mustDo(desk, "list", "programme", "--limit", "1");
  const { items: samples } = await mustDo(desk, "list", "solution");
  const sample = samples.find((row) => row.sample === true);
  return [
    { name: "accueil", address: "/" },
    { name: "projets", address: "/projets" },
    { name: "projet", address: `/projets/${project}` },
    { name: "solutions", address: "/solutions" },
    { name: "fiche-exemple", address: `/solutions/${sample.id}` },
    { name: "fiche-lecture", address: `/solutions/${sheet}` },
    { name: "fiche-ecriture", address: `/solutions/${sheet}?write=true` },
    { name: "dispositifs", address: "/dispositifs" },
    { name: "dispositif", address: `/dispositifs/${programmes[0].id}` },
    { name: "partager", address: `/partager?ids=${encodeURIComponent(JSON.stringify([sheet]))}` },
    { name: "rapport", address: `/partager/rapport/${project}` },
    { name: "rapport-etabli", address: `/documents/${report}` },
    { name: "retour", address: `/documents/${feedback}` },
    { name: "partager-retour", address: `/partager?ids=${encodeURIComponent(JSON.stringify([feedback]))}&to=${author}&publish=true` },
    { name: "echanges-recus", address: "/echanges" },
    { name: "echanges-envoyes", address: "/echanges?tab=sent" },
    { name: "echanges-a-part", address: "/echanges?tab=shelf" },
    { name: "expediteur", address: "/echanges?tab=shelf", press: ["button", "Voir"] },
    { name: "correspondants", address: "/correspondants" },
    { name: "a-trancher", address: "/a-trancher" },
    { name: "a-trancher-champs", address: `/a-trancher/${project}` },
    { name: "a-trancher-corbeille", address: "/a-trancher/ancien" },
    { name: "origine", address: `/origine/${started}` },
    { name: "projet-origine", address: `/projets/${started}` },
    { name: "fiche-reprise", address: "/solutions/repair" },
    { name: "verifier", address: `/echanges/expediteur/${author}`, press: ["button", "Vérifier par téléphone"] },
    { name: "corbeille", address: "/corbeille" },
    ...["you", "desktops", "safety", "look", "access", "about"].map((tab) => ({ name: `reglages-${tab}`, address: `/reglages?tab=${tab}` })),
    { name: "fiche-de-recuperation", address: "/fiche-de-recuperation" },
    // Last: it lies over the page until it is closed.
    { name: "palette", address: "/projets", keys: ["Control+k"] },
  ];
}

/** The screens before there is a workspace, in the order in which one comes to them. */
export const beginnings = [
  { name: "premier-demarrage" },
  { name: "retrouver", press: ["button", "Retrouver mon espace de travail"] },
  { name: "retrouver-fiche", press: ["radio", /^D'une sauvegarde/u], keys: ["Down"] },
];

/** The bundle that `workplace` leaves to be read. */
export const waiting = (desk) => desk.path("à lire.essaim");

/** Brings the window to a screen, from the one that is shown where it has no address, and waits until it stands still. */
export async function show(page, { address, press, keys }) {
  if (address !== undefined) await page.go(address);
  // By the keyboard: what is enlarged, the driver's mouse misses.
  if (press !== undefined) {
    await page.byRole(...press);
    await page.tabTo(...press);
    await page.press("Space");
  }
  if (keys !== undefined) await page.press(...keys);
  await page.settled();
}
