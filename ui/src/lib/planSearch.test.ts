import { expect, it } from "vitest";
import { planOf, readPlanSearch } from "./planSearch";

it("several files are examined one after the other, none is forgotten", () => {
  const first = planOf(["a", "b", "c"]);
  expect(first?.params.token).toBe("a");
  const second = planOf(first?.search.next ?? []);
  expect(second?.params.token).toBe("b");
  expect(planOf(second?.search.next ?? [])).toEqual({ to: "/echanges/examen/$token", params: { token: "c" }, search: {} });
  expect(planOf([])).toBeNull();
});
it("the address keeps the files that wait", () => {
  expect(readPlanSearch({ next: ["b", 1, ""] })).toEqual({ next: ["b"] });
});
