import { describe, expect, it } from "vitest";
import { ENGLISH, FRENCH, formatDecimal, parseDecimal } from "./decimal";

describe("decimals", () => {
  it("are grouped the French way with narrow no-break spaces", () => {
    expect(formatDecimal("1234567.5", FRENCH, 2)).toBe("1\u202f234\u202f567,50");
  });
  it("keep every digit, beyond what floating point holds", () => {
    expect(formatDecimal("12345678901234567890.123456789", ENGLISH)).toBe("12,345,678,901,234,567,890.123456789");
  });
  it("are shown as they are when they are not decimals", () => {
    expect(formatDecimal("environ 12", FRENCH)).toBe("environ 12");
  });
  it("are read as people type them", () => {
    expect(parseDecimal("1 234,50 €", FRENCH)).toBe("1234.50");
    expect(parseDecimal("1.234,5", FRENCH)).toBe("1234.5");
    expect(parseDecimal("1,234.5", ENGLISH)).toBe("1234.5");
    expect(parseDecimal("1,234", ENGLISH)).toBe("1234");
    expect(parseDecimal("\u22123,5", FRENCH)).toBe("-3.5");
    expect(parseDecimal("007", FRENCH)).toBe("7");
    expect(parseDecimal("-0", FRENCH)).toBe("0");
  });
  it("refuse what is not a number instead of guessing", () => {
    expect(parseDecimal("douze", FRENCH)).toBeNull();
    expect(parseDecimal("1,2,3", FRENCH)).toBeNull();
    expect(parseDecimal("", FRENCH)).toBeNull();
  });
  it("survive being written then read", () => {
    for (const value of ["0", "1", "-1", "999", "1000", "1234567.89", "0.5"]) {
      expect(parseDecimal(formatDecimal(value, FRENCH), FRENCH)).toBe(value);
      expect(parseDecimal(formatDecimal(value, ENGLISH), ENGLISH)).toBe(value);
    }
  });
});
