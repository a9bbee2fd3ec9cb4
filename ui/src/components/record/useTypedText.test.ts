import { expect, it } from "vitest";
import type { RecordView } from "@/ipc/bindings.gen";
import { keptFields, withDraft } from "./useTypedText";

const view = { id: "a", drafts: [{ path: "title", value: "Vél" }] } as unknown as RecordView;

it("a draft takes the place of the one before it and leaves the others", () => {
  const both = withDraft(view, "new/steps", { title: "Ouvrir" });
  expect(withDraft(both, "title", "Vélo").drafts).toEqual([
    { path: "new/steps", value: { title: "Ouvrir" } },
    { path: "title", value: "Vélo" },
  ]);
});

it("a draft given up is gone, and nothing changes where there was none", () => {
  expect(withDraft(view, "title", null).drafts).toEqual([]);
  expect(withDraft(view, "objectives", null)).toBe(view);
});

it("what is kept of something new is read field by field, and the rest is blank", () => {
  const blank = { text: "", date: "2026-01-02" };
  expect(keptFields({ text: "Réunion", date: "2026-01-01" }, blank)).toEqual({ text: "Réunion", date: "2026-01-01" });
  expect(keptFields({ text: 3, other: "x" }, blank)).toEqual({ text: "3", date: "2026-01-02" });
  expect(keptFields(undefined, blank)).toEqual(blank);
});
