import { describe, expect, it } from "vitest";
import { readParts } from "./typedDate";

const read = (day: number | null, month: number | null, year: number | null, stored?: string) => readParts({ day, month, year }, stored);

describe("a typed date", () => {
  it("is a plain date when all is there", () => {
    expect(read(1, 1, 2026)).toEqual({ text: "2026-01-01" });
    expect(read(29, 2, 2028)).toEqual({ text: "2028-02-29" });
  });
  it("takes two figures for a year of this century", () => {
    expect(read(1, 1, 26)).toEqual({ text: "2026-01-01" });
    expect(read(1, 1, 0)).toEqual({ text: "2000-01-01" });
    expect(read(1, 1, 99)).toEqual({ text: "2099-01-01" });
  });
  it("asks for the whole year when it is older than any", () => {
    for (const year of [100, 202, 1026, 1899]) expect(read(1, 1, year)).toEqual({ wrong: "year" });
    expect(read(1, 1, 1900)).toEqual({ text: "1900-01-01" });
  });
  it("is refused when the month has no such day", () => {
    expect(read(31, 2, 2026)).toEqual({ wrong: "noSuchDay" });
    expect(read(29, 2, 2026)).toEqual({ wrong: "noSuchDay" });
    expect(read(31, 4, 26)).toEqual({ wrong: "noSuchDay" });
  });
  it("is no date when emptied, and incomplete when half is", () => {
    expect(read(null, null, null)).toEqual({ text: "" });
    expect(read(1, null, null)).toEqual({ wrong: "incomplete" });
    expect(read(null, null, 2026)).toEqual({ wrong: "incomplete" });
  });
  it("is not in doubt when it is the one stored", () => {
    expect(read(1, 1, 26, "0026-01-01")).toEqual({ text: "0026-01-01" });
    expect(read(14, 7, 1789, "1789-07-14")).toEqual({ text: "1789-07-14" });
    expect(read(15, 7, 1789, "1789-07-14")).toEqual({ wrong: "year" });
  });
});
