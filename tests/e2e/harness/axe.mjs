// axe-core on the page as it stands, under the program's own content policy.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const fromUi = createRequire(new URL("../../../ui/package.json", import.meta.url));
const RUN = `
  const done = arguments[arguments.length - 1];
  window.axe.run(document, {
    resultTypes: ["violations"],
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
  }).then(
    ({ violations }) => done(violations.map(({ id, impact, help, nodes }) => ({
      id, impact, help, where: nodes.slice(0, 5).map((node) => node.target.join(" ") + " — " + (node.failureSummary ?? "")),
    }))),
    (error) => done([{ id: "axe", impact: "critical", help: String(error), where: [] }]),
  );
`;

let source;

/** What breaks WCAG 2.1 AA on the page once it stands still, in words: nothing, when it is clean. */
export async function violations(page) {
  // What fades in has the contrast of neither side.
  await page.settled();
  source ??= await readFile(fromUi.resolve("axe-core/axe.min.js"), "utf8");
  await page.session.run(`if (!window.axe) { ${source} }`);
  const found = await page.session.runUntilCalled(RUN);
  return found.map(({ id, impact, help, where }) => `${id} (${impact}): ${help}\n    ${where.join("\n    ")}`);
}
