import { listen } from "@tauri-apps/api/event";
import type { Tag } from "./bindings.gen";
import { noteProgress, type ProgressNote } from "./progress";

/** What the shell tells without being asked. */
export type ShellEvents = {
  /** Files were handed over (double-click, drop, second start): pull them. */
  onFiles: () => void;
  /** Another program wrote in the workspace. */
  onStoreChanged: (tags: Tag[]) => void;
  /** Files hover over the window, or left it. */
  onHover: (over: boolean) => void;
};

/** Listens until the returned function is called. */
export function listenToShell(events: ShellEvents): () => void {
  const listening = [
    listen("opened-files", () => events.onFiles()),
    listen<{ tags: Tag[] }>("store-changed", (event) => events.onStoreChanged(event.payload.tags)),
    listen<ProgressNote>("progress", (event) => noteProgress(event.payload)),
    listen("tauri://drag-enter", () => events.onHover(true)),
    listen("tauri://drag-leave", () => events.onHover(false)),
    listen("tauri://drag-drop", () => events.onHover(false)),
  ];
  return () => {
    for (const one of listening) void one.then((stop) => stop());
  };
}
