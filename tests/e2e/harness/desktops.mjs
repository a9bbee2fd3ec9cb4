// More than one desktop: a second one of the same commune that writes without the first, and an author elsewhere who
// writes on after a sheet was received.

import { mkdir, writeFile } from "node:fs/promises";

import { Desk } from "./app.mjs";
import { mustDo } from "./commune.mjs";

/** A second desktop of the commune of that desk, which joined it and knows what it has. */
export async function secondDesktop(test, desk) {
  const second = await Desk.create(test);
  const [request, answer] = [desk.path("poste.essaim-demande"), desk.path("poste.essaim-reponse")];
  const { words } = await mustDo(second, "key", "request", "--person", "Karim Benali", "--service", "Habitat", "--out", request);
  await mustDo(desk, "key", "certify", request, "--out", answer, "--words", words.join(" "));
  await mustDo(second, "key", "join", answer);
  return second;
}

/** Carries what one desktop has to another of the same commune, as a stick does. */
export async function handOver(from, to) {
  const stick = from.path("clé");
  await mkdir(stick, { recursive: true });
  await mustDo(from, "sync", "write", stick);
  await mustDo(to, "sync", "read", stick);
}

/** Changes a record by the command line. */
export async function write(desk, id, patch) {
  await writeFile(desk.path("patch.json"), JSON.stringify(patch));
  await mustDo(desk, "set", id, desk.path("patch.json"));
}

const FIRST = {
  description: "Céder des maisons vacantes à des ménages primo-accédants qui les **rénovent** en deux ans et y habitent dix ans.",
  light_reason: "Deux ménages attendent l'accord de leur banque ; le notaire a pris du retard.",
  status: "blocked",
  planned_end: "2028-03-31",
};
const SECOND = {
  description: "Céder des maisons vacantes à des ménages primo-accédants qui les **rénovent** en trois ans et y habitent six ans au moins.",
  light_reason: "Tout est en ordre depuis la commission d'octobre.",
  status: "paused",
  planned_end: "2028-06-30",
};

/** Two desktops write one project apart: fields, a step that one deletes, and a project that one throws away. */
export async function disagree(test, desk, project) {
  await writeFile(desk.path("old.json"), JSON.stringify({ id: "ancien", title: "Jardins partagés du Pile", status: "planned" }));
  await mustDo(desk, "add", "project", desk.path("old.json"));
  const second = await secondDesktop(test, desk);
  const { steps } = await mustDo(desk, "show", project);
  await write(desk, project, { ...FIRST, steps: [{ id: steps[3].id, deleted: true }] });
  await write(desk, "ancien", { trashed: true });
  await write(second, project, { ...SECOND, steps: [{ id: steps[3].id, deliverable: "Un suivi par trimestre" }] });
  await write(second, "ancien", { description: "Le bailleur a donné son accord." });
  await handOver(second, desk);
  return second;
}

const SHEET = {
  id: "repair",
  title: "Un café où l'on répare",
  summary: "Des habitants réparent ensemble ce qu'ils auraient jeté.",
  description: "Une fois par mois, dans une salle municipale, des bénévoles aident à réparer.",
  obstacles: "Trouver des bénévoles qui connaissent l'électroménager.",
  steps: [{ id: "room", title: "Trouver une salle" }, { id: "people", title: "Réunir des bénévoles" }],
};
const LATER = {
  summary: "Chaque mois, des habitants réparent ensemble ce qu'ils auraient jeté.",
  description: "Deux fois par mois, dans une salle municipale chauffée, des bénévoles formés aident à réparer.",
  obstacles: "Trouver des bénévoles, et une assurance pour eux.",
  steps: [{ id: "people", deliverable: "Une liste de dix personnes" }, { id: "insure", title: "Assurer les bénévoles" }],
};

/** A sheet is received and becomes a project; then its author writes on, and that is received too. Gives the project's id. */
export async function sourceChanges(test, desk) {
  const author = await Desk.create(test);
  await mustDo(author, "init", "--insee", "44109", "--person", "Dominique Petit");
  await writeFile(author.path("sheet.json"), JSON.stringify(SHEET));
  await mustDo(author, "add", "solution", author.path("sheet.json"));
  const send = async (name) => {
    await mustDo(author, "export", "--out", author.path(name), "--all", "--publish");
    await mustDo(desk, "import", author.path(name), "--accept-unknown");
  };
  await send("first.essaim");
  const { id } = await mustDo(desk, "adopt", SHEET.id);
  await write(author, SHEET.id, LATER);
  await send("later.essaim");
  if (test === undefined) await author.remove();
  return id;
}
