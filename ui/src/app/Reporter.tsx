import { useMemo } from "react";
import { dropFailures, dropToast, showFailure, showToast, Toasts } from "@/components/Toasts";
import { useT } from "@/i18n/useT";
import { type ChangeReporter, ChangeReporterContext } from "@/ipc/mutations";
import { refusalWords } from "@/i18n/refusal";
import { operationWords } from "./useOperationWords";

/** Says what changed, with "Annuler" beside it, and what was refused, with what to do. */
export function Reporter({ children }: { children: React.ReactNode }) {
  const speech = useT();
  const reporter = useMemo<ChangeReporter>(
    () => ({
      done: ({ label, title, operation, undo }, say) => {
        dropFailures();
        // "Annuler" undoes the last change, whichever it is: an older offer must not outlive a newer change.
        if (operation !== null) dropToast();
        if (say === "silent" || label === null) return;
        if (say === "undone" || say === "redone") {
          const what = operationWords(speech, label, title);
          showToast({ text: say === "undone" ? speech.t("common.undone", { what }) : speech.t("common.redone", { what }) });
          return;
        }
        const text = typeof say === "object" ? say.words : say === "removed" ? speech.t("common.removed") : (speech.maybe(`done.${label}`) ?? speech.t("common.saved"));
        showToast({ text, ...(operation === null ? {} : { action: { label: speech.t("common.undo"), onPress: undo } }) });
      },
      failed: (refusal) => {
        const words = refusalWords(speech, refusal);
        return showFailure({ text: words.what, detail: words.act });
      },
    }),
    [speech],
  );
  return (
    <ChangeReporterContext value={reporter}>
      {children}
      <Toasts label={speech.t("frame.toasts")} closeLabel={speech.t("common.close")} />
    </ChangeReporterContext>
  );
}
