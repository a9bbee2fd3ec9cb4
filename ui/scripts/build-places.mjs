// Builds the table of communes and intercommunalities that ships in the program.
//
// Input: an unpacked copy of the npm package `@etalab/decoupage-administratif` (Licence Ouverte 2.0), installed
// in a temporary folder outside this tree. Output: src-tauri/crates/essaim-ops/data/places.bin, a raw deflate
// stream of the text described in src-tauri/crates/essaim-ops/src/place/table.rs. The same package gives the same text.
//
//   npm install --prefix "$SCRATCH" @etalab/decoupage-administratif@6.0.0
//   node ui/scripts/build-places.mjs "$SCRATCH/node_modules/@etalab/decoupage-administratif" 2026-04-09
//
// The second argument is the day that version of the package was published; it is shown with the credits.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateRawSync, constants } from "node:zlib";

const [packageFolder, publishedOn] = process.argv.slice(2);
if (!packageFolder || !/^\d{4}-\d{2}-\d{2}$/.test(publishedOn ?? "")) {
  console.error("usage: node ui/scripts/build-places.mjs PACKAGE_FOLDER PUBLICATION_DATE");
  process.exit(2);
}

const read = (name) => JSON.parse(readFileSync(join(packageFolder, "data", `${name}.json`), "utf8"));
const packageVersion = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")).version;

const byCode = (left, right) => (left.code < right.code ? -1 : left.code > right.code ? 1 : 0);
const regionNames = new Map(read("regions").map((region) => [region.code, region.nom]));
const departments = read("departements").sort(byCode);
const departmentRank = new Map(departments.map((department, rank) => [department.code, rank]));

// Current communes only: delegated and associated communes and municipal districts are parts of one of them.
const communes = read("communes").filter((commune) => commune.type === "commune-actuelle").sort(byCode);
const departmentOf = new Map(communes.map((commune) => [commune.code, commune.departement]));

// The établissements publics territoriaux of Greater Paris are chosen like any other intercommunality.
const withOwnTaxes = read("epci");
const intercommunalities = [...withOwnTaxes, ...read("ept")].map((body) => ({ ...body, department: mainDepartment(body) }));
intercommunalities.sort((left, right) =>
  departmentRank.get(left.department) - departmentRank.get(right.department) || byCode(left, right));
const intercommunalityRank = new Map(intercommunalities.map((body, rank) => [body.code, rank]));

// A commune of Greater Paris belongs to the métropole, which has its own taxes; its territory is listed beside it.
const membership = new Map();
for (const body of withOwnTaxes) {
  for (const member of body.membres) membership.set(member.code, intercommunalityRank.get(body.code));
}

/** The département where most of the inhabitants of an intercommunality live. */
function mainDepartment(body) {
  const inhabitants = new Map();
  for (const member of body.membres) {
    const department = departmentOf.get(member.code);
    if (department) inhabitants.set(department, (inhabitants.get(department) ?? 0) + (member.populationMunicipale ?? 0) + 1);
  }
  return [...inhabitants].sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1))[0][0];
}

/** Postcodes of one commune: the first whole, the next ones as the difference to the one before. */
function packPostcodes(postcodes = []) {
  const sorted = [...postcodes].sort();
  return sorted.map((code, position) => (position === 0 ? code : String(code - sorted[position - 1]))).join(" ");
}

function plain(text) {
  if (/[\t\n\r]/.test(text)) throw new Error(`a control character in ${JSON.stringify(text)}`);
  return text.normalize("NFC").trim();
}

const lines = [
  "essaim-places 1",
  `Etalab, @etalab/decoupage-administratif ${packageVersion} (Insee, DGCL, La Poste)`,
  "Licence Ouverte 2.0",
  publishedOn,
  `${departments.length} ${intercommunalities.length} ${communes.length}`,
  ...departments.map((department) =>
    [department.code, plain(department.nom), plain(regionNames.get(department.region) ?? department.nom)].join("\t")),
  ...intercommunalities.map((body) =>
    [body.code, plain(body.nom), departmentRank.get(body.department), body.populationMunicipale ?? ""].join("\t")),
  // One column after the other: neighbours of the same sort compress far better than rows.
  ...communes.map((commune) => commune.code),
  ...communes.map((commune) => plain(commune.nom)),
  ...communes.map((commune) => packPostcodes(commune.codesPostaux)),
  ...communes.map((commune) => departmentRank.get(commune.departement)),
  ...communes.map((commune) => commune.population ?? ""),
  ...communes.map((commune) => membership.get(commune.code) ?? ""),
];

const text = `${lines.join("\n")}\n`;
const packed = deflateRawSync(text, { level: 9, memLevel: 9, strategy: constants.Z_DEFAULT_STRATEGY });
const target = join(dirname(fileURLToPath(import.meta.url)), "../../src-tauri/crates/essaim-ops/data/places.bin");
writeFileSync(target, packed);
console.log(`${communes.length} communes, ${intercommunalities.length} intercommunalities, ${text.length} characters, ${packed.length} bytes packed`);
