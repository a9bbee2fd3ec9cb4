import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/Button";
import { TextArea, TextField } from "@/components/TextField";
import { personError } from "@/i18n/person";
import { refusalWords } from "@/i18n/refusal";
import { useT } from "@/i18n/useT";
import type { Refusal } from "@/ipc/client";
import { changes, useChange } from "@/ipc/mutations";
import { sheetWordsQuery } from "@/ipc/queries";
import { beginning, sheetWords, unknownWord } from "@/lib/sheetWords";
import { BodyChoice, type ChosenBody } from "./BodyChoice";
import styles from "./StartPage.module.css";

/** The refusals that are told at the words themselves. */
const OF_THE_WORDS = ["unknown_word", "word_count", "wrong_words"];

/** The 24 words, who we are, and the organisation has its identity back. */
export function FromSheet() {
  const speech = useT();
  const { t } = speech;
  const list = useQuery(sheetWordsQuery).data ?? [];
  const { run, busy } = useChange();
  const [typed, setTyped] = useState("");
  const [body, setBody] = useState<ChosenBody | null>(null);
  const [person, setPerson] = useState("");
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState({ words: "", why: "" });
  const field = useRef<HTMLTextAreaElement>(null);
  const words = sheetWords(typed);
  const wrong = unknownWord(words, /\s$/.test(typed), list);
  const offered = wrong === null ? beginning(typed, list) : [];
  const recover = () => {
    setAsked(true);
    if (body === null || personError(t, person, true) !== undefined || words.length !== 24) return;
    const sayRefused = (refusal: Refusal) => {
      if (!OF_THE_WORDS.includes(refusal.code)) return false;
      setRefused({ words: typed, why: refusalWords(speech, refusal).what });
      field.current?.focus();
      return true;
    };
    void run(changes.recover({ body: body.body, person: person.trim(), service: "", words: typed }), "silent", sayRefused);
  };
  return (
    <form
      className={styles.bodyChoice}
      onSubmit={(event) => {
        event.preventDefault();
        recover();
      }}
    >
      <TextArea label={t("recover.words")} value={typed} onChange={setTyped} rows={4} autoComplete="off" help={`${t("recover.wordsHelp")} ${t("recover.wordsCount", { count: words.length })}`} error={wrong !== null ? t("recover.wordUnknown", wrong) : refused.words === typed && typed !== "" ? refused.why : undefined} areaRef={field} />
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
