import { useQueryClient } from "@tanstack/react-query";
import { LockKeyhole } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/Button";
import { PageBody, PageHead } from "@/components/PageHead";
import { TextField } from "@/components/TextField";
import { useT } from "@/i18n/useT";
import { asks, useTell } from "@/ipc/mutations";
import styles from "./exchanges.module.css";

type PassphraseProps = { token: string; typed: string; onChange: (typed: string) => void; words: { what: string; act: string }; wrong: boolean };

/** Asks for the passphrase of an encrypted file; the program keeps it only as long as the file is looked at. It is shown as it
 *  is typed, as where it is chosen: several words told on the telephone are not typed well in the dark. */
export function Passphrase({ token, typed, onChange, words, wrong }: PassphraseProps) {
  const { t } = useT();
  const tell = useTell();
  const client = useQueryClient();
  const [tried, setTried] = useState(wrong ? typed : null);
  const unlock = async (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() === "") return;
    if (!(await tell(asks.unlockImport(token, typed)))) return;
    setTried(typed);
    await client.resetQueries({ queryKey: ["plan", token] });
  };
  return (
    <PageBody>
      <PageHead title={t("plan.locked")} lead={wrong ? t("plan.lockedHelp") : words.what} />
      <form className={styles.unlock} onSubmit={(event) => void unlock(event)}>
        <TextField label={t("plan.passphrase")} help={words.act} value={typed} onChange={onChange} error={wrong && typed === tried ? words.what : undefined} autoComplete="off" spellCheck="false" autoFocus />
        <Button look="primary" size="large" icon={LockKeyhole} type="submit" isDisabled={typed.trim() === ""}>
          {t("plan.unlock")}
        </Button>
      </form>
    </PageBody>
  );
}
