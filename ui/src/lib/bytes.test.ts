import { expect, it } from "vitest";
import { formatBytes } from "./bytes";

it("weights are written with the unit people know", () => {
  expect(formatBytes(512, "fr")).toBe("512\u00a0o");
  expect(formatBytes(1_240_000, "fr")).toBe("1,2\u00a0Mo");
  expect(formatBytes(65_000_000, "en")).toBe("65\u00a0MB");
});
