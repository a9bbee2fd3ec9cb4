import { describe, expect, it } from "vitest";
import { fill, translate, translateUnknown } from "./catalogue";
import { en } from "./en";
import { fr } from "./fr";

const holes = (sentence: string) => [...new Set([...sentence.matchAll(/\{(\w+)/g)].map((match) => match[1] ?? ""))].sort();

describe("the catalogues", () => {
  it("ask for the same values in both languages", () => {
    for (const [key, sentence] of Object.entries(fr)) {
      expect({ key, holes: holes(en[key as keyof typeof fr]) }).toEqual({ key, holes: holes(sentence) });
    }
  });
  it("leave no sentence empty, but a refusal after which nothing needs doing", () => {
    for (const catalogue of [fr, en]) for (const [key, sentence] of Object.entries(catalogue)) expect(sentence.trim() !== "" || key.endsWith(".do"), key).toBe(true);
  });
  it("count the French way: none is singular", () => {
    expect(fill("{count|# étape|# étapes}", "fr-FR", { count: 0 })).toBe("0 étape");
    expect(fill("{count|# étape|# étapes}", "fr-FR", { count: 2 })).toBe("2 étapes");
    expect(fill("{count|# step|# steps}", "en-GB", { count: 0 })).toBe("0 steps");
  });
  it("run a preposition into a name", () => {
    expect(fill("Paquet {name|de}", "fr-FR", { name: "Le Mans" })).toBe("Paquet du Mans");
    expect(translate("fr", "plan.title", { name: "Auray" })).toBe("Paquet d'Auray");
    expect(translate("en", "plan.title", { name: "Le Mans" })).toContain("Le Mans");
  });
  it("write French with its spaces", () => {
    expect(translate("fr", "link.title")).toBe("Ouvrir cette adresse\u202f?");
  });
  it("say null for what this program does not know", () => {
    expect(translateUnknown("fr", "error.of.the.future")).toBeNull();
  });
});
