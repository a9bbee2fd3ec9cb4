import { describe, expect, it } from "vitest";
import { ENGLISH, FRENCH, formatDecimal } from "./decimal";
import { readNumber } from "./typedNumber";

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
  it("survive being written then read", () => {
    for (const value of ["0", "1", "-1", "999", "1000", "1234567.89", "0.5"]) {
      expect(readNumber(formatDecimal(value, FRENCH), FRENCH)).toEqual({ text: value });
      expect(readNumber(formatDecimal(value, ENGLISH), ENGLISH)).toEqual({ text: value });
    }
  });
});
