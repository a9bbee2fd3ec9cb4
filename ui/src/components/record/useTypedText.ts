import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { JsonValue, RecordView } from "@/ipc/bindings.gen";
import { asks, changes, useAsk, useChange } from "@/ipc/mutations";
import { recordQuery } from "@/ipc/queries";
import { asDocument, textOf } from "@/lib/document";
import { excess } from "@/lib/text";
import { useNoteSaving } from "./SaveState";
import { patchOf, pathOf, type WriteTarget } from "./target";

const DRAFT_AFTER = 400;

/** The record with that draft, or without it where there is none any more; itself when nothing changes. */
export function withDraft(view: RecordView, path: string, value: JsonValue | null): RecordView {
  const others = view.drafts.filter((draft) => draft.path !== path);
  if (value === null && others.length === view.drafts.length) return view;
  return { ...view, drafts: value === null ? others : [...others, { path, value }] };
}

/** Keeps what is typed into a record before it is stored there: in the workspace, and in what the window knows of the record. */
function useDraft(id: string, path: string) {
  const client = useQueryClient();
  const ask = useAsk();
  const soon = useRef<{ timer: number; value: JsonValue | null } | null>(null);
  const order = useRef<Promise<unknown>>(Promise.resolve());

  const keep = useCallback(
    (value: JsonValue | null) => {
      window.clearTimeout(soon.current?.timer);
      soon.current = null;
      const { queryKey } = recordQuery(id);
      // Shown on return at once, and asked again then: an answer on its way may be older than these words.
      const askAgain = () => client.invalidateQueries({ queryKey, exact: true, refetchType: "none" });
      client.setQueryData(queryKey, (view) => (view === undefined ? undefined : withDraft(view, path, value)));
      void askAgain();
      order.current = order.current.then(() => ask<null>(value === null ? asks.discardDraft(id, path) : asks.saveDraft(id, path, value))).then(askAgain);
    },
    [ask, client, id, path],
  );
  const keepSoon = (value: JsonValue | null) => {
    window.clearTimeout(soon.current?.timer);
    soon.current = { value, timer: window.setTimeout(() => keep(value), DRAFT_AFTER) };
  };
  useEffect(
    () => () => {
      if (soon.current !== null) keep(soon.current.value);
    },
    [keep],
  );
  return { keep, keepSoon };
}

/** What a field takes: one that is never empty takes back what it held; one that says itself by how much a text is too long does not
 *  have it refused. */
type Taken = { neverEmpty: boolean; max: number | null };

/** Text being typed: kept as a draft while typing, sealed when the field or the page is left, never lost in between. */
export function useTypedText(target: WriteTarget, name: string, stored: string, draft: string | null, { neverEmpty, max }: Taken) {
  const { run } = useChange();
  const { keep, keepSoon } = useDraft(target.id, pathOf(target, name));
  const note = useNoteSaving();
  // Until someone types here, the field shows what was kept.
  const [own, setOwn] = useState<string>();
  const typed = own ?? draft;

  const seal = async (text: string | null) => {
    if (text === null) return;
    if (text === stored || (neverEmpty && text.trim() === "")) {
      keep(null);
      setOwn(undefined);
      note("rest");
      return;
    }
    if (excess(text, max) > 0) {
      keep(text);
      note("failed");
      return;
    }
    note("saving");
    const done = await run(changes.write(target.id, patchOf(target, name, text)), "silent");
    note(done === null ? "failed" : "saved");
    if (latest.current.typed !== text) return;
    // Refused words stay in the field and are there on return, so that they can be put right.
    keep(done === null ? text : null);
    if (done !== null) setOwn(undefined);
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
  // Words kept from earlier are not saved yet, and the page says so.
  const waited = useRef(draft !== null && draft !== stored);
  useEffect(() => {
    if (waited.current) note("typing");
  }, [note]);

  const change = (text: string) => {
    setOwn(text);
    note("typing");
    keepSoon(text);
  };
  return { text: typed ?? stored, isDraft: typed !== null && typed !== stored, change, leave: () => void seal(typed) };
}

/** The texts kept for something new; what was not kept is blank. */
export function keptFields<Fields extends Record<string, string>>(kept: unknown, blank: Fields): Fields {
  const document = asDocument(kept);
  return Object.fromEntries(Object.entries(blank).map(([name, text]) => [name, textOf(document, name) || text])) as Fields;
}

/** What is typed for an item that is not in its list yet: there again on return, forgotten once it is added or all its words are
 *  emptied. */
export function useNewItem<Fields extends Record<string, string>>(id: string, list: string, words: readonly (keyof Fields)[], blank: Fields) {
  // Apart from what is in the list: it has no id yet.
  const path = `new/${list}`;
  const view = useQuery(recordQuery(id)).data;
  const { keep, keepSoon } = useDraft(id, path);
  const [own, setOwn] = useState<Fields>();
  const fields = own ?? keptFields(view?.drafts.find((draft) => draft.path === path)?.value, blank);
  const change = (part: Partial<Fields>) => {
    const next = { ...fields, ...part };
    setOwn(next);
    keepSoon(words.every((name) => next[name] === "") ? null : next);
  };
  const added = () => {
    keep(null);
    setOwn(blank);
  };
  return { fields, change, added };
}
