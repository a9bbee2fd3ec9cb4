import { FolderOpen, Undo2 } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/Button";
import { Progress } from "@/components/Gauge";
import { Callout } from "@/components/Notice";
import { TextField } from "@/components/TextField";
import { refusalWords } from "@/i18n/refusal";
import { useT } from "@/i18n/useT";
import type { BackupFound } from "@/ipc/bindings.gen";
import { asks, changes, useAsk, useChange } from "@/ipc/mutations";
import { useProgress } from "@/ipc/progress";
import styles from "./StartPage.module.css";

/** The backup, its passphrase, and everything is back. */
export function FromBackup() {
  const speech = useT();
  const { t, instant } = speech;
  const ask = useAsk();
  const { run, busy } = useChange();
  const progress = useProgress();
  const [found, setFound] = useState<BackupFound | null>(null);
  const [phrase, setPhrase] = useState("");
  const [wrong, setWrong] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const choose = async () => {
    const chosen = await ask(asks.chooseRestore);
    if (chosen === null) return;
    setFound(chosen);
    setWrong(undefined);
  };
  const restore = async () => {
    await run(changes.restoreBackup(phrase), "silent", (refusal) => {
      if (refusal.code !== "wrong_passphrase") return false;
      const { what, act } = refusalWords(speech, refusal);
      setWrong(`${what} ${act}`);
      field.current?.focus();
      return true;
    });
  };
  return (
    <form
      className={styles.bodyChoice}
      onSubmit={(event) => {
        event.preventDefault();
        if (found !== null && phrase.trim() !== "") void restore();
      }}
    >
      {found === null ? null : (
        <Callout tone="info" role="status" title={t("recover.chosen", { name: found.name, when: instant(found.madeAt) })}>
          {found.file}
        </Callout>
      )}
      <div>
        <Button icon={FolderOpen} look={found === null ? "primary" : "outline"} isDisabled={busy} onPress={() => void choose()}>
          {t("recover.choose")}
        </Button>
      </div>
      {found === null ? null : (
        <>
          <TextField
            label={t("safety.phrase")}
            value={phrase}
            onChange={(typed) => {
              setPhrase(typed);
              setWrong(undefined);
            }}
            help={t("recover.phraseHelp")}
            error={wrong}
            inputRef={field}
            autoComplete="off"
          />
          {busy && progress?.task === "backup" ? (
            <Progress label={t("recover.restoring")} done={progress.done} total={progress.total} detail={`${String(Math.floor((100 * progress.done) / Math.max(progress.total, 1)))}\u202f%`} cancelLabel={t("safety.stop")} onCancel={() => void ask(asks.cancelBackup)} />
          ) : null}
          <div>
            <Button type="submit" look="primary" size="large" icon={Undo2} isDisabled={busy || phrase.trim() === ""}>
              {busy ? t("recover.restoring") : t("recover.restore")}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
