import { describe, expect, it } from "vitest";
import { ENGLISH, FRENCH } from "./decimal";
import { readNumber, sameNumber, shownNumber } from "./typedNumber";

const french = (typed: string, rules = {}) => readNumber(typed, FRENCH, rules);
const english = (typed: string, rules = {}) => readNumber(typed, ENGLISH, rules);

describe("a typed number", () => {
  it("is read in French with the comma, the point of the keypad, and any kind of space", () => {
    for (const typed of ["1234.50", "1234,50", "1 234,50", "1\u00a0234,50", "1\u202f234,50", "1\u2009234,50", " 1  234,50\u00a0€ ", "1 234.50", "1.234,50", "1,234.50", "+1234,50", "€1234,50"]) {
      expect(french(typed), typed).toEqual({ text: "1234.50" });
    }
  });
  it("is read in English with the point, and groups by commas", () => {
    for (const typed of ["1234.50", "1,234.50", "1 234.50", "€1,234.50", "1.234,50"]) expect(english(typed), typed).toEqual({ text: "1234.50" });
    expect(english("1,234")).toEqual({ text: "1234" });
    expect(french("1,234")).toEqual({ text: "1.234" });
  });
  it("has groups of three, or is refused", () => {
    expect(french("1.234.567")).toEqual({ text: "1234567" });
    expect(english("12,345,678.9")).toEqual({ text: "12345678.9" });
    for (const typed of ["12 34", "1,2,3", "01.02.2026", "1 234,567.50", "1.234 567", "1,234.567,8", "0 123"]) expect(french(typed), typed).toEqual({ wrong: "notNumber" });
    for (const typed of ["12,50", "0,500", "1234,567"]) expect(english(typed), typed).toEqual({ wrong: "notNumber" });
  });
  it("is refused when it is none, with all its letters", () => {
    for (const typed of ["12e5", "douze", "12 kg", "-", ",", "€", "1-2", "--3", "1/2", "\u0661", "NaN", "Infinity"]) expect(french(typed), typed).toEqual({ wrong: "notNumber" });
  });
  it("may bear the unit of its field", () => {
    expect(french("12,5 kg", { unit: "kg" })).toEqual({ text: "12.5" });
    expect(french("12 K€", { unit: "k€" })).toEqual({ text: "12" });
    expect(french("12 k€", { unit: "€" })).toEqual({ wrong: "notNumber" });
    expect(french("1 500", { unit: "00" })).toEqual({ text: "1500" });
  });
  it("keeps its sign, and none on zero", () => {
    expect(french("-3")).toEqual({ text: "-3" });
    expect(french("\u2212 3,5")).toEqual({ text: "-3.5" });
    expect(french("-0,00")).toEqual({ text: "0.00" });
  });
  it("is empty when nothing is typed", () => {
    expect(french(" \u00a0")).toEqual({ text: "" });
  });
  it("is tidied without losing a digit", () => {
    expect(french("007")).toEqual({ text: "7" });
    expect(french(",5")).toEqual({ text: "0.5" });
    expect(french("5,")).toEqual({ text: "5" });
    expect(french("99999999999999999")).toEqual({ text: "99999999999999999" });
    expect(french("999 999 999 999 999 999,123456789")).toEqual({ text: "999999999999999999.123456789" });
  });
  it("is refused beyond what can be kept", () => {
    expect(french("1234567890123456789")).toEqual({ wrong: "tooLong" });
    expect(french("0,1234567890")).toEqual({ wrong: "tooLong" });
  });
  it("of money has cents at most and is not negative", () => {
    expect(french("1 234,50 €", { money: true })).toEqual({ text: "1234.50" });
    expect(french("1.234", { money: true })).toEqual({ wrong: "cents" });
    expect(french("-3", { money: true })).toEqual({ wrong: "negative" });
    expect(french("-0", { money: true })).toEqual({ text: "0" });
  });
});

describe("a shown number", () => {
  it("has both cents or none when it is money", () => {
    expect(shownNumber("1234.5", FRENCH, true)).toBe("1\u202f234,50");
    expect(shownNumber("1234", FRENCH, true)).toBe("1\u202f234");
    expect(shownNumber("1234.5", FRENCH)).toBe("1\u202f234,5");
  });
  it("is read back as it is", () => {
    for (const value of ["0", "-1", "1000", "1234567.89", "-0.5", "999999999999999999.123456789"]) {
      expect(french(shownNumber(value, FRENCH))).toEqual({ text: value });
      expect(english(shownNumber(value, ENGLISH))).toEqual({ text: value });
    }
  });
  it("is the same with or without zeros at its end", () => {
    expect(sameNumber("12.5", "12.50")).toBe(true);
    expect(sameNumber("12", "12.00")).toBe(true);
    expect(sameNumber("120", "12")).toBe(false);
    expect(sameNumber("", "0")).toBe(false);
  });
});
