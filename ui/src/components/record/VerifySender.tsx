import { useQuery } from "@tanstack/react-query";
import { Check, PhoneCall } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Disclosure } from "@/components/Disclosure";
import { TextField } from "@/components/TextField";
import { useT } from "@/i18n/useT";
import type { Refusal } from "@/ipc/client";
import { changes, useChange } from "@/ipc/mutations";
import { senderWordsQuery } from "@/ipc/queries";
import styles from "./record.module.css";

type Known = { id: string; name: string };

/** Opens the question by which a sender is verified: six words over the telephone. */
export function VerifyButton({ sender, look = "outline", size = "small" }: { sender: Known; look?: "primary" | "outline"; size?: "small" | "normal" }) {
  const { t } = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size={size} look={look} icon={PhoneCall} onPress={() => setOpen(true)}>
        {t("verify.do")}
      </Button>
      <Dialog isOpen={open} onClose={() => setOpen(false)} title={t("verify.title", { name: sender.name })} closeLabel={t("common.close")}>
        {open ? <VerifyForm sender={sender} onDone={() => setOpen(false)} /> : null}
      </Dialog>
    </>
  );
}

/** Call, ask, type: the words are not shown before they were heard. */
function VerifyForm({ sender, onDone }: { sender: Known; onDone: () => void }) {
  const { t } = useT();
  const { run, busy } = useChange();
  const [heard, setHeard] = useState("");
  const [differ, setDiffer] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const count = heard.split(/[\s,;.]+/u).filter((word) => word !== "").length;
  const verify = async (words: string) => {
    const sayDiffer = ({ code }: Refusal) => {
      if (code !== "words_differ") return false;
      setDiffer(true);
      field.current?.focus();
      return true;
    };
    if ((await run(changes.verifySender(sender.id, words), "announced", sayDiffer)) !== null) onDone();
  };
  return (
    <>
      <ol className={styles.callSteps}>
        <li>{t("verify.step1", { name: sender.name })}</li>
        <li>{t("verify.step2")}</li>
        <li>{t("verify.step3")}</li>
      </ol>
      <form
        className={styles.plainForm ?? ""}
        onSubmit={(event) => {
          event.preventDefault();
          if (count === 6) void verify(heard);
        }}
      >
        <TextField
          label={t("verify.words")}
          help={`${t("verify.count", { count })}. ${t("verify.wordsHelp")}`}
          value={heard}
          onChange={(next) => {
            setHeard(next);
            setDiffer(false);
          }}
          inputRef={field}
          autoFocus
          autoComplete="off"
          spellCheck="false"
          error={differ ? t("verify.differ") : undefined}
        />
        <div>
          <Button type="submit" look="primary" icon={Check} isDisabled={busy || count !== 6}>
            {t("verify.act")}
          </Button>
        </div>
      </form>
      <Disclosure title={t("verify.compare")}>
        <Compare sender={sender} isDisabled={busy} onSame={(words) => void verify(words)} />
      </Disclosure>
    </>
  );
}

function Compare({ sender, isDisabled, onSame }: { sender: Known; isDisabled: boolean; onSame: (words: string) => void }) {
  const { t } = useT();
  const words = useQuery(senderWordsQuery(sender.id)).data;
  if (words === undefined) return null;
  return (
    <div className={styles.plainForm}>
      <p>{t("verify.compareHelp")}</p>
      <SpokenWords label={t("verify.list")} words={words} />
      <div>
        <Button icon={Check} isDisabled={isDisabled} onPress={() => onSame(words.join(" "))}>
          {t("verify.same")}
        </Button>
      </div>
    </div>
  );
}

/** Six numbered words, large enough to be read over a telephone. */
export function SpokenWords({ label, words }: { label: string; words: string[] }) {
  return (
    <ol className={styles.spoken} aria-label={label} data-selectable>
      {words.map((word) => (
        <li key={word} lang="fr">
          {word}
        </li>
      ))}
    </ol>
  );
}
