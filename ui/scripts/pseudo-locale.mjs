// Finds text that is shown to people and is not in the catalogues: words between tags, and words given to the props
// that people read or hear. Fails when it finds any.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = new URL("../src", import.meta.url).pathname;
// Names that are the same in every language.
const ALLOWED = new Set(["Français", "English", "Ctrl K", "Ctrl Z"]);
const READ = /\b(?:label|title|placeholder|help|error|alt|aria-label|note|lead|emptyText|addLabel)="([^"]*\p{L}{2,}[^"]*)"/gu;
const BETWEEN = />([^<>{}=;()]*\p{L}{2,}[^<>{}=;()]*)<\//gu;

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else if (path.endsWith(".tsx")) yield path;
  }
}

const found = [];
for (const path of files(ROOT)) {
  readFileSync(path, "utf8")
    .split("\n")
    .forEach((line, index) => {
      for (const pattern of [READ, BETWEEN]) {
        for (const match of line.matchAll(pattern)) {
          const text = match[1].trim();
          if (text !== "" && !ALLOWED.has(text)) found.push(`${path.slice(ROOT.length + 1)}:${index + 1}: ${text}`);
        }
      }
    });
}
if (found.length > 0) {
  console.error(`Written in the page instead of the catalogues:\n${found.join("\n")}`);
  process.exit(1);
}
console.log("Every sentence is in the catalogues.");
