import { useEffect, useRef, useState } from "react";
import { asks, changes, useAsk, useChange } from "@/ipc/mutations";
import { useNoteSaving } from "./SaveState";
import { patchOf, pathOf, type WriteTarget } from "./target";

const DRAFT_AFTER = 400;

/** Text being typed: kept as a draft while typing, sealed when the field or the page is left, never lost in between. */
export function useTypedText(target: WriteTarget, name: string, stored: string, draft: string | null) {
  const { run } = useChange();
  const ask = useAsk();
  const note = useNoteSaving();
  const [typed, setTyped] = useState<string | null>(draft);
  const timer = useRef<number | undefined>(undefined);
  const drafted = useRef(draft !== null);

  const seal = async (text: string | null) => {
    window.clearTimeout(timer.current);
    if (text === null) return;
    if (text === stored) {
      if (drafted.current) void ask(asks.discardDraft(target.id, pathOf(target, name)));
      drafted.current = false;
      setTyped(null);
      note("rest");
      return;
    }
    note("saving");
    const done = await run(changes.write(target.id, patchOf(target, name, text)), "silent");
    note(done === null ? "failed" : "saved");
    // Refused words stay in the field, so that they can be put right.
    if (done === null) return;
    drafted.current = false;
    setTyped(null);
  };

  // Leaving the page seals what is being typed; the reference always holds the latest words.
  const latest = useRef({ typed, seal });
  useEffect(() => {
    latest.current = { typed, seal };
  });
  useEffect(
    () => () => {
      void latest.current.seal(latest.current.typed);
    },
    [],
  );

  const change = (text: string) => {
    setTyped(text);
    note("typing");
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      drafted.current = true;
      void ask(asks.saveDraft(target.id, pathOf(target, name), text));
    }, DRAFT_AFTER);
  };
  return { text: typed ?? stored, isDraft: typed !== null && typed !== stored, change, leave: () => void seal(typed) };
}
