import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { TextArea, TextField } from "@/components/TextField";
import { personError } from "@/i18n/person";
import { useT } from "@/i18n/useT";
import { changes, useChange } from "@/ipc/mutations";
import { sheetWordsQuery } from "@/ipc/queries";
import { beginning, sheetWords, unknownWord } from "@/lib/sheetWords";
import { BodyChoice, type ChosenBody } from "./BodyChoice";
import styles from "./StartPage.module.css";

/** The 24 words, who we are, and the organisation has its identity back. */
export function FromSheet() {
  const { t } = useT();
  const list = useQuery(sheetWordsQuery).data ?? [];
  const { run, busy } = useChange();
  const [typed, setTyped] = useState("");
  const [body, setBody] = useState<ChosenBody | null>(null);
  const [person, setPerson] = useState("");
  const [asked, setAsked] = useState(false);
  const words = sheetWords(typed);
  const wrong = unknownWord(words, /\s$/.test(typed), list);
  const offered = wrong === null ? beginning(typed, list) : [];
  const recover = () => {
    setAsked(true);
    if (body === null || personError(t, person, true) !== undefined || words.length !== 24) return;
    void run(changes.recover({ body: body.body, person: person.trim(), service: "", words: typed }), "silent");
  };
  return (
    <form
      className={styles.bodyChoice}
      onSubmit={(event) => {
        event.preventDefault();
        recover();
      }}
    >
      <TextArea label={t("recover.words")} value={typed} onChange={setTyped} rows={4} autoComplete="off" help={`${t("recover.wordsHelp")} ${t("recover.wordsCount", { count: words.length })}`} error={wrong === null ? undefined : t("recover.wordUnknown", wrong)} />
      {offered.length === 0 ? null : (
        <div className={styles.offered} role="group" aria-label={t("recover.next")}>
          {offered.map((word) => (
            <Button key={word} size="small" onPress={() => setTyped(`${typed.replace(/\S*$/, "")}${word} `)}>
              {word}
            </Button>
          ))}
        </div>
      )}
      <BodyChoice isFirst={false} chosen={body} onChoose={setBody} error={asked && body === null ? t("start.bodyMissing") : undefined} />
      <TextField label={t("start.person")} value={person} onChange={setPerson} help={t("start.personHelp")} error={personError(t, person, asked)} autoComplete="name" />
      <div>
        <Button type="submit" look="primary" size="large" icon={KeyRound} isDisabled={busy || words.length !== 24 || wrong !== null}>
          {t("recover.doSheet")}
        </Button>
      </div>
    </form>
  );
}
