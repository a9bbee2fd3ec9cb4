import { X } from "lucide-react";
import { Text, UNSTABLE_Toast as Toast, UNSTABLE_ToastContent as ToastContent, UNSTABLE_ToastQueue as ToastQueue, UNSTABLE_ToastRegion as ToastRegion } from "react-aria-components";
import { Button, IconButton } from "./Button";
import type { Tone } from "./Notice";
import styles from "./Toasts.module.css";

/** What a short message says, and the one thing it offers. */
export type ToastMessage = { text: string; detail?: string | undefined; tone?: Tone; action?: { label: string; onPress: () => void } };

/** The messages waiting to be read; three at most are shown. */
export const toasts = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 });

let current: string | null = null;
/** The failures on show, by what they say: each one's key and since when. */
const failures = new Map<string, { key: string; since: number }>();
/** Long enough to have been read, in milliseconds. */
const READ = 6000;

/** Takes away the last message: what it offered to undo is no longer the last change. */
export function dropToast(): void {
  if (current !== null) toasts.close(current);
  current = null;
}

/** Takes away the failures that have been on show for so many milliseconds: those that were read, where something has gone well
 *  since; all of them, with 0, where one leaves what they are about. */
export function dropFailures(shown = READ): void {
  for (const [said, { key, since }] of failures) {
    if (Date.now() - since < shown) continue;
    toasts.close(key);
    failures.delete(said);
  }
}

/** Shows a failure, once, until it is closed or something goes well. Gives what takes it away at once. */
export function showFailure(message: ToastMessage): () => void {
  const said = `${message.text}\n${message.detail ?? ""}`;
  const drop = () => {
    const shown = failures.get(said);
    if (shown !== undefined) toasts.close(shown.key);
    failures.delete(said);
  };
  drop();
  failures.set(said, { key: toasts.add({ ...message, tone: "bad" }), since: Date.now() });
  return drop;
}

/** Shows a message for eight seconds, in place of the one before. */
export function showToast(message: ToastMessage): void {
  dropToast();
  current = toasts.add(message, { timeout: 8000 });
}

/** Where short messages appear. */
export function Toasts({ label, closeLabel }: { label: string; closeLabel: string }) {
  return (
    <ToastRegion queue={toasts} className={styles.region ?? ""} aria-label={label}>
      {({ toast }) => (
        <Toast toast={toast} className={`${styles.toast} ${styles[toast.content.tone ?? "info"]}`}>
          <ToastContent className={styles.content ?? ""}>
            <Text slot="title" className={styles.title ?? ""}>
              {toast.content.text}
            </Text>
            {toast.content.detail === undefined ? null : (
              <Text slot="description" className={styles.detail ?? ""}>
                {toast.content.detail}
              </Text>
            )}
          </ToastContent>
          {toast.content.action === undefined ? null : (
            <Button
              size="small"
              onPress={() => {
                toast.content.action?.onPress();
                toasts.close(toast.key);
              }}
            >
              {toast.content.action.label}
            </Button>
          )}
          <IconButton slot="close" icon={X} label={closeLabel} />
        </Toast>
      )}
    </ToastRegion>
  );
}
