// A commune at work, made by the command line: what the pictures and some journeys begin with.

import { writeFile } from "node:fs/promises";

/** A project as one keeps it: half done, with what a page of it must show. */
const PROJECT = {
  title: "Maison à 1 € : deuxième série",
  reference: "HAB-2026-04",
  description: "Céder des maisons vacantes à des ménages primo-accédants qui les **rénovent** et y habitent.",
  objectives: "Remettre dix maisons sur le marché et tenir le délai entre la candidature et l'entrée dans les lieux.",
  theme: "Habitat",
  status: "in_progress",
  priority: "high",
  start_date: "2026-03-02",
  planned_end: "2027-12-31",
  light: "orange",
  light_reason: "Deux ménages attendent encore l'accord de leur banque.",
  lead_service: "Habitat",
  lead_person: "Camille Martin",
  commune: "59512",
  commune_name: "Roubaix",
  district: "Pile",
  steps: [
    { title: "Choisir les maisons", due: "2026-04-30", done: "2026-04-24", responsible: "Habitat" },
    { title: "Ouvrir les candidatures", due: "2026-06-15", done: "2026-06-12", responsible: "Habitat" },
    { title: "Signer les actes", due: "2026-10-30", responsible: "Affaires juridiques" },
    { title: "Suivre les chantiers", due: "2027-09-30", responsible: "Habitat" },
  ],
  indicators: [
    {
      name: "Maisons attribuées",
      unit: "maisons",
      direction: "up",
      baseline: { date: "2026-03-02", value: "0" },
      target: { date: "2027-12-31", value: "10" },
      readings: [
        { date: "2026-06-30", value: "2" },
        { date: "2026-07-31", value: "3" },
        { date: "2026-09-30", value: "5", comment: "Un désistement remplacé." },
      ],
    },
  ],
  journal: [
    { date: "2026-09-14", text: "Réunion avec l'opérateur : le cahier des charges des façades est **allégé**." },
    { date: "2026-11-05", text: "Un ménage demande un délai pour son prêt." },
  ],
};

/** Makes Roubaix on that desk, with the starter content and one project. Gives the project's id. */
export async function roubaix(desk) {
  await mustDo(desk, "init", "--insee", "59512", "--person", "Camille Martin", "--service", "Innovation sociale");
  await mustDo(desk, "starter");
  const file = desk.path("project.json");
  await writeFile(file, JSON.stringify(PROJECT));
  const { ids } = await mustDo(desk, "add", "project", file);
  return ids[0];
}

/** What the command line answers; a refusal fails, with its sentence. */
export async function mustDo(desk, ...args) {
  const answer = await desk.cli(...args);
  if (answer.error !== undefined) throw new Error(`essaim-cli ${args.join(" ")}: ${answer.error.message}`);
  return answer;
}
