import { useSyncExternalStore } from "react";

/** How far a long piece of work is. */
export type ProgressNote = { task: string; done: number; total: number };

let current: ProgressNote | null = null;
const listeners = new Set<() => void>();

/** Called by the events of the shell; a finished work is forgotten. */
export function noteProgress(note: ProgressNote): void {
  current = note.total > 0 && note.done >= note.total ? null : note;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The work in progress, or null. */
export function useProgress(): ProgressNote | null {
  return useSyncExternalStore(subscribe, () => current);
}
