import { FolderOpen, Undo2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Progress } from "@/components/Gauge";
import { Callout } from "@/components/Notice";
import { TextField } from "@/components/TextField";
import { useT } from "@/i18n/useT";
import type { BackupFound } from "@/ipc/bindings.gen";
import { asks, changes, useAsk, useChange } from "@/ipc/mutations";
import { useProgress } from "@/ipc/progress";
import styles from "./StartPage.module.css";

/** The backup, its passphrase, and everything is back. */
export function FromBackup() {
  const { t, instant } = useT();
  const ask = useAsk();
  const { run, busy } = useChange();
  const progress = useProgress();
  const [found, setFound] = useState<BackupFound | null>(null);
  const [phrase, setPhrase] = useState("");
  const choose = async () => {
    const chosen = await ask(asks.chooseRestore);
    if (chosen !== null) setFound(chosen);
  };
  return (
    <form
      className={styles.bodyChoice}
      onSubmit={(event) => {
        event.preventDefault();
        if (found !== null && phrase.trim() !== "") void run(changes.restoreBackup(phrase), "silent");
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
          <TextField label={t("safety.phrase")} value={phrase} onChange={setPhrase} help={t("recover.phraseHelp")} autoComplete="off" />
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
