import { useEffect } from "react";

/** Brings a field into view and puts the keyboard there, once, when the page was opened for it. */
export function GoToField({ name }: { name: string | undefined }) {
  useEffect(() => {
    if (name === undefined) return;
    const place = document.getElementById(`champ-${name}`);
    place?.scrollIntoView({ block: "center" });
    place?.querySelector<HTMLElement>("input, textarea, button")?.focus({ preventScroll: true });
  }, [name]);
  return null;
}
