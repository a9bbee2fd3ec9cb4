import { useState } from "react";
import type { ChoiceRequest, QuestionSheet, QuestionView } from "@/ipc/bindings.gen";

/** What was chosen and is not saved yet, and the sides that were seen then. */
type Begun = { seen: string; choice: ChoiceRequest };
type BegunByPath = ReadonlyMap<string, Begun>;

/** What was begun in each record: there on return, for as long as the program runs. */
const begun = new Map<string, BegunByPath>();

/** The sides of a question, whichever is displayed in the meantime. */
function sidesOf(question: QuestionView): string {
  return question.sides
    .map((side) => side.id)
    .sort()
    .join(" ");
}

/** That with the choice, or without any. */
export function withChoice(before: BegunByPath, question: QuestionView, choice: ChoiceRequest | null): BegunByPath {
  const next = new Map(before);
  if (choice === null) next.delete(question.path);
  else next.set(question.path, { seen: sidesOf(question), choice });
  return next;
}

/** The choices that still answer a question. Between other sides than those that were seen, it is another question; words of one's
 *  own stay, since they would be lost. */
export function stillAsked(kept: BegunByPath, questions: readonly QuestionView[]): ReadonlyMap<string, ChoiceRequest> {
  return new Map(
    questions.flatMap((question) => {
      const found = kept.get(question.path);
      if (found === undefined || (found.seen !== sidesOf(question) && found.choice.kind !== "write")) return [];
      return [[question.path, found.choice] as const];
    }),
  );
}

/** The choices made in a record, kept outside of its page until they are saved. */
export function useBegun({ record: { id }, questions }: QuestionSheet) {
  const [kept, setKept] = useState<BegunByPath>(() => begun.get(id) ?? new Map());
  const choose = (question: QuestionView, choice: ChoiceRequest | null) => {
    const next = withChoice(begun.get(id) ?? new Map(), question, choice);
    begun.set(id, next);
    setKept(next);
  };
  const forget = () => {
    begun.delete(id);
    setKept(new Map());
  };
  return { chosen: stillAsked(kept, questions), choose, forget };
}
