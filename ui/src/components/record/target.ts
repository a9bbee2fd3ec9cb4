import type { JsonValue, RecordView } from "@/ipc/bindings.gen";

/** Where a field is written: a record, and within it a list item when there is one. */
export type WriteTarget = { id: string; list?: string; item?: string };

/** The path of a field, as drafts and conflicts name it. */
export function pathOf(target: WriteTarget, name: string): string {
  return target.list === undefined || target.item === undefined ? name : `${target.list}/${target.item}/${name}`;
}

/** The patch that writes one field there. */
export function patchOf(target: WriteTarget, name: string, value: JsonValue): JsonValue {
  return target.list === undefined || target.item === undefined ? { [name]: value } : { [target.list]: [{ id: target.item, [name]: value }] };
}

/** The words typed earlier at that path and not yet sealed. */
export function draftAt(view: Pick<RecordView, "drafts">, path: string): string | null {
  const value = view.drafts.find((draft) => draft.path === path)?.value;
  return typeof value === "string" ? value : null;
}
