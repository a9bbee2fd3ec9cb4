import { describe, expect, it } from "vitest";
import { behind, excess, fold, frenchSpaces, initials, markMatches, shorten } from "./text";

describe("text", () => {
  it("is folded so that accents and ligatures do not matter", () => {
    expect(fold("Cœur d'Élève")).toBe("coeur d'eleve");
  });
  it("follows French typography", () => {
    expect(frenchSpaces("Prêt ?")).toBe("Prêt\u202f?");
    expect(frenchSpaces("« Ici » : oui")).toBe("«\u202fIci\u202f»\u00a0: oui");
    expect(frenchSpaces("a:b")).toBe("a:b");
  });
  it("runs a preposition into the name behind it", () => {
    const names = ["Auray", "Évry-Courcouronnes", "Œuilly", "Yvetot", "Roubaix", "Yutz", "Honfleur", "L'Haÿ-les-Roses", "La Rochelle", "Le Mans", "Les Lilas", "Lesparre"];
    expect(names.map((name) => behind("de", name))).toEqual([
      "d'Auray",
      "d'Évry-Courcouronnes",
      "d'Œuilly",
      "d'Yvetot",
      "de Roubaix",
      "de Yutz",
      "de Honfleur",
      "de L'Haÿ-les-Roses",
      "de La Rochelle",
      "du Mans",
      "des Lilas",
      "de Lesparre",
    ]);
    expect(["Auray", "Le Mans", "Les Lilas"].map((name) => behind("à", name))).toEqual(["à Auray", "au Mans", "aux Lilas"]);
  });
  it("gives two initials at most", () => {
    expect(initials("Saint-Amand-Montrond")).toBe("SM");
    expect(initials("Roubaix")).toBe("R");
  });
  it("is cut at a word", () => {
    expect(shorten("une phrase assez longue", 14)).toBe("une phrase…");
    expect(shorten("court", 14)).toBe("court");
  });
  it("marks the words found, whatever their accents", () => {
    expect(markMatches("École des mines", "ecole")).toEqual([
      { text: "École", marked: true },
      { text: " ", marked: false },
      { text: "des", marked: false },
      { text: " ", marked: false },
      { text: "mines", marked: false },
    ]);
  });
});

it("a text is too long by its characters, as the core counts them", () => {
  expect(excess("🌳🌳🌳", 3)).toBe(0);
  expect(excess("🌳🌳🌳🌳", 3)).toBe(1);
  expect(excess("x".repeat(1000), null)).toBe(0);
});
