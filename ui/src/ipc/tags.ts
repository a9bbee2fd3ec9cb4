import type { QueryClient, QueryKey } from "@tanstack/react-query";
import type { Tag } from "./bindings.gen";

/** What must be asked again when the core says that this changed. */
export function keysOf(tag: Tag): QueryKey[] {
  switch (tag.kind) {
    case "records":
      return [["records", tag.recordKind], ["facets", tag.recordKind], ["search"], ["senderRecords"], ["preview"], ["undecided"], ["adaptations"], ["feedback"]];
    case "record":
      return [["record", tag.id], ["history", tag.id], ["questions", tag.id], ["source"], ["preview"]];
    case "imports":
      return [["imports"], ["sent"], ["plan"], ["erasures"]];
    case "senders":
      return [["senders"], ["senderRecords"], ["senderWords"], ["ownKey"], ["plan"]];
    case "settings":
      return [["app"], ["preferences"], ["desktops"]];
    case "undo":
      return [["undo"]];
    case "trash":
      return [["trash"]];
    case "everything":
      return [[]];
    case "home":
      return [["home"]];
    case "backups":
      return [["backups"]];
  }
}

/** Asks again for all that the tags name, and for nothing else. */
export async function refresh(client: QueryClient, tags: readonly Tag[]): Promise<void> {
  const keys = new Map(tags.flatMap(keysOf).map((key) => [JSON.stringify(key), key]));
  await Promise.all([...keys.values()].map((queryKey) => client.invalidateQueries({ queryKey })));
}
