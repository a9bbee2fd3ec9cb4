import { expect, it } from "vitest";
import { isNarrowed, readListSearch } from "./listSearch";

it("the address of a list keeps filters and order, and ignores the rest", () => {
  expect(readListSearch({ status: ["blocked", 3, ""], sort: "due", descending: true, late: "yes", other: 1 })).toEqual({ status: ["blocked"], sort: "due", descending: true });
});
it("an order alone does not narrow a list", () => {
  expect(isNarrowed({ sort: "due" })).toBe(false);
  expect(isNarrowed({ late: true })).toBe(true);
});
