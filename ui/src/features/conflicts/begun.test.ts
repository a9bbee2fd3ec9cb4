import { expect, it } from "vitest";
import type { ChoiceRequest, QuestionView } from "@/ipc/bindings.gen";
import { stillAsked, withChoice } from "./begun";

const question = (path: string, ...sides: string[]) => ({ path, sides: sides.map((id) => ({ id })) }) as unknown as QuestionView;

const WRITTEN: ChoiceRequest = { kind: "write", value: "La banque a répondu." };
const begun = withChoice(withChoice(new Map(), question("status", "a", "b"), { kind: "side", side: "a" }), question("light_reason", "c", "d"), WRITTEN);

it("what was begun answers the same question, whichever side is displayed", () => {
  expect([...stillAsked(begun, [question("light_reason", "d", "c")])]).toEqual([["light_reason", WRITTEN]]);
});

it("a side chosen between others, or in what is no longer asked, is dropped; words of one's own stay", () => {
  expect([...stillAsked(begun, [question("status", "a", "e"), question("light_reason", "c", "d", "f"), question("title", "a", "b")])]).toEqual([["light_reason", WRITTEN]]);
  expect([...stillAsked(begun, [question("title", "a", "b")])]).toEqual([]);
});

it("a choice given up leaves the others", () => {
  expect([...withChoice(begun, question("status", "a", "b"), null).keys()]).toEqual(["light_reason"]);
});
