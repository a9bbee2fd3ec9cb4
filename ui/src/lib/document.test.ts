import { expect, it } from "vitest";
import { attachmentsOf, itemsOf, moneyOf, readingsOf, textOf, textsOf } from "./document";

it("fields of an unexpected shape read as nothing", () => {
  expect(textOf({ title: { a: 1 } }, "title")).toBe("");
  expect(textOf(null, "title")).toBe("");
  expect(textsOf({ tags: "one" }, "tags")).toEqual([]);
  expect(itemsOf({ steps: [{ title: "no id" }, 3, { id: "a" }] }, "steps")).toEqual([{ id: "a" }]);
  expect(moneyOf("12")).toBeNull();
});
it("readings come oldest first", () => {
  const readings = readingsOf({ readings: [{ id: "b", date: "2026-02-01", value: "2" }, { id: "a", date: "2025-01-01", value: "1" }] });
  expect(readings.map((reading) => reading.id)).toEqual(["a", "b"]);
});
it("an attachment tells its name and weight", () => {
  expect(attachmentsOf({ attachments: [{ id: "x", caption: "Plan", file: { name: "plan.pdf", media_type: "application/pdf", size: 12 } }] })).toEqual([{ id: "x", caption: "Plan", name: "plan.pdf", mediaType: "application/pdf", size: 12, missing: false }]);
});
