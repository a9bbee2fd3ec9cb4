import { useQueryClient } from "@tanstack/react-query";
import { LockKeyhole } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/Button";
import { PageBody, PageHead } from "@/components/PageHead";
import { TextField } from "@/components/TextField";
import { useT } from "@/i18n/useT";
import { asks, useTell } from "@/ipc/mutations";
import styles from "./exchanges.module.css";

/** Asks for the passphrase of an encrypted file; the program keeps it only as long as the file is looked at. */
export function Passphrase({ token, words, wrong }: { token: string; words: { what: string; act: string }; wrong: boolean }) {
  const { t } = useT();
  const tell = useTell();
  const client = useQueryClient();
  const [passphrase, setPassphrase] = useState("");
  const unlock = async (event: FormEvent) => {
    event.preventDefault();
    if (passphrase === "") return;
    if (!(await tell(asks.unlockImport(token, passphrase)))) return;
    setPassphrase("");
    await client.resetQueries({ queryKey: ["plan", token] });
  };
  return (
    <PageBody>
      <PageHead title={t("plan.locked")} lead={wrong ? t("plan.lockedHelp") : words.what} />
      <form className={styles.unlock} onSubmit={(event) => void unlock(event)}>
        <TextField label={t("plan.passphrase")} help={words.act} type="password" value={passphrase} onChange={setPassphrase} error={wrong && passphrase === "" ? words.what : undefined} autoFocus />
        <Button look="primary" size="large" icon={LockKeyhole} type="submit" isDisabled={passphrase === ""}>
          {t("plan.unlock")}
        </Button>
      </form>
    </PageBody>
  );
}
