import { useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Checkbox } from "@/components/Checkbox";
import { Callout } from "@/components/Notice";
import { Section } from "@/components/PageHead";
import { TextField } from "@/components/TextField";
import { useT } from "@/i18n/useT";
import { changes, useChange } from "@/ipc/mutations";
import { passphraseQuery } from "@/ipc/queries";
import styles from "./safety.module.css";
import shared from "./settings.module.css";

/** The passphrase of the backups to come: one is proposed, one's own will do. */
export function Passphrase({ onDone }: { onDone?: () => void }) {
  const { t } = useT();
  const proposed = useQuery(passphraseQuery).data;
  const { run, busy } = useChange();
  const [typed, setTyped] = useState<string | null>(null);
  const [noted, setNoted] = useState(false);
  const phrase = typed ?? proposed ?? "";
  const protect = async () => {
    if (!noted) return;
    const done = await run(changes.choosePassphrase(phrase), "silent");
    if (done === null) return;
    onDone?.();
    await run(changes.backUp, "silent");
  };
  return (
    <Section title={onDone === undefined ? t("safety.setupTitle") : t("safety.newPhrase")} level={onDone === undefined ? 2 : 3}>
      <p>{onDone === undefined ? t("safety.setupHelp") : t("safety.newPhraseHelp")}</p>
      <form
        className={shared.form}
        onSubmit={(event) => {
          event.preventDefault();
          void protect();
        }}
      >
        <TextField label={t("safety.phrase")} value={phrase} onChange={setTyped} help={t("safety.phraseHelp")} autoComplete="off" />
        <Callout tone="care">{t("safety.phraseLost")}</Callout>
        <Checkbox isSelected={noted} onChange={setNoted}>
          {t("safety.noted")}
        </Checkbox>
        <div className={styles.buttons}>
          <Button type="submit" look="primary" icon={ShieldCheck} isDisabled={!noted || busy}>
            {busy ? t("safety.working") : t("safety.protect")}
          </Button>
          {onDone === undefined ? null : (
            <Button look="plain" onPress={onDone}>
              {t("safety.cancel")}
            </Button>
          )}
        </div>
      </form>
    </Section>
  );
}
