import { useEffect } from "react";
import { changes, useChange } from "@/ipc/mutations";

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target.isContentEditable);
}

/** Ctrl or Cmd with K finds; with Z undoes and with Maj+Z or Y redoes, but where one types the field undoes its own. */
export function useShortcuts(onSearch: () => void): void {
  const { run } = useChange();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key === "k") {
        event.preventDefault();
        onSearch();
      } else if (!isTyping(event.target) && (key === "z" || key === "y")) {
        event.preventDefault();
        void (key === "y" || event.shiftKey ? run(changes.redo, "redone") : run(changes.undo, "undone"));
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [onSearch, run]);
}
