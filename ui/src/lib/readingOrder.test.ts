import { expect, it } from "vitest";
import { inReadingOrder } from "./readingOrder";

it("a name cannot pass for another one by turning its letters round", () => {
  const told = { title: "facture \u202egnp.exe", list: ["\u2066a\u2069", 1, null], inner: { name: "Auray" } };
  expect(inReadingOrder(told)).toEqual({ title: "facture gnp.exe", list: ["a", 1, null], inner: { name: "Auray" } });
});

it("accents, other scripts and emoji stay as they are", () => {
  const text = "L'Haÿ-les-Roses \u05e9\u05dc\u05d5\u05dd \u{1f41d}\u200d\u2642\ufe0f";
  expect(inReadingOrder(text)).toBe(text);
});
