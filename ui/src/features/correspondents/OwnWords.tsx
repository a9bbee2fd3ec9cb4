import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Callout } from "@/components/Notice";
import { Section } from "@/components/PageHead";
import { namesOf } from "@/components/record/Doubts";
import { SpokenWords } from "@/components/record/VerifySender";
import { useT } from "@/i18n/useT";
import { changes, useChange } from "@/ipc/mutations";
import { ownKeyQuery } from "@/ipc/queries";
import styles from "./correspondents.module.css";

/** Our own six words, to be read out; and the way to a new key. */
export function OwnWords() {
  const { t, day } = useT();
  const own = useQuery(ownKeyQuery).data;
  const [asking, setAsking] = useState(false);
  if (own === undefined) return null;
  return (
    <Section
      title={t("own.title")}
      note={own.renewed === null ? undefined : t("own.renewed", { date: day(own.renewed.slice(0, 10)) })}
      actions={
        own.held ? (
          <Button size="small" look="plain" icon={KeyRound} onPress={() => setAsking(true)}>
            {t("own.renew")}
          </Button>
        ) : undefined
      }
    >
      {own.doubts.map((doubt) =>
        doubt.others.length > 0 ? (
          <Callout key={doubt.code} tone="bad" title={t("own.claimed", { names: namesOf(doubt) })}>
            {t("own.claimedHelp")}
          </Callout>
        ) : null,
      )}
      {own.words.length === 0 ? <Callout tone="bad">{t("own.forked")}</Callout> : <SpokenWords label={t("own.title")} words={own.words} />}
      <p className={styles.note}>{t("own.help")}</p>
      <Renew isOpen={asking} onClose={() => setAsking(false)} />
    </Section>
  );
}

/** A new key cannot be undone: that is said before, and asked once. */
function Renew({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useT();
  const { run, busy } = useChange();
  const renew = async () => {
    const done = await run(changes.renewKey, "silent");
    if (done !== null) onClose();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      size="small"
      title={t("own.renewTitle")}
      closeLabel={t("common.close")}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button look="primary" icon={KeyRound} isDisabled={busy} onPress={() => void renew()}>
            {t("own.renewDo")}
          </Button>
        </>
      }
    >
      <p>{t("own.renewHelp")}</p>
    </Dialog>
  );
}
