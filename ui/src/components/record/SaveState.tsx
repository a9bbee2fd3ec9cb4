import { Check, CircleDashed, LoaderCircle } from "lucide-react";
import { createContext, use, useMemo, useState } from "react";
import { useT } from "@/i18n/useT";
import styles from "./record.module.css";

/** Where the words being typed are. */
export type SaveStep = "rest" | "typing" | "saving" | "saved" | "failed";

const SaveStateContext = createContext<{ step: SaveStep; note: (step: SaveStep) => void }>({ step: "rest", note: () => undefined });

/** Gathers what the fields of a page say of their saving. */
export function SaveStates({ children }: { children: React.ReactNode }) {
  const [step, note] = useState<SaveStep>("rest");
  const value = useMemo(() => ({ step, note }), [step]);
  return <SaveStateContext value={value}>{children}</SaveStateContext>;
}

/** The way for a field to say where its words are. */
export function useNoteSaving(): (step: SaveStep) => void {
  return use(SaveStateContext).note;
}

/** "Enregistré", said quietly at the top of the page. */
export function SaveState() {
  const { t } = useT();
  const { step } = use(SaveStateContext);
  const Sign = step === "saved" ? Check : step === "saving" ? LoaderCircle : CircleDashed;
  const words = { rest: "", typing: t("common.notSaved"), saving: t("common.saving"), saved: t("common.saved"), failed: t("common.notSaved") }[step];
  return (
    <span className={styles.saveState} data-step={step} role="status">
      {words === "" ? null : (
        <>
          <Sign size="0.875rem" aria-hidden />
          {words}
        </>
      )}
    </span>
  );
}
