// The first start as a person goes through it: who we are, who writes, with or without examples.

/** Answers the page of the first start and waits for the page that follows: the home page, unless a file was opened. */
export async function firstStart(page, { search, place, person, service = "", samples = true, then }) {
  await choosePlace(page, search, place);
  await page.fill("Votre nom", person);
  if (service !== "") await page.fill("Votre service", service);
  await page.click("radio", samples ? /^Avec des exemples/u : /^Sans exemple/u);
  await page.click("button", "Commencer");
  await page.byRole("heading", then ?? `Bonjour ${person.split(" ")[0]}`, { within: 60_000 });
}

/** Types into the field that looks places up and chooses one of the answers. */
export async function choosePlace(page, search, place) {
  await page.fill(/^Quelle/u, search, "combobox");
  await page.click("option", place);
}
