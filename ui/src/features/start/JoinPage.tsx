import { ArrowLeft, ArrowRight, FileDown, FolderOpen } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { TextField } from "@/components/TextField";
import { Words } from "@/components/Words";
import { personError } from "@/i18n/person";
import { useT } from "@/i18n/useT";
import type { AnswerShown, DesktopAsked } from "@/ipc/bindings.gen";
import { asks, changes, useAsk, useChange } from "@/ipc/mutations";
import styles from "./StartPage.module.css";
import { useHeadingFocus } from "./useHeadingFocus";

/** A second desktop: it asks with a file, and opens the answer. */
export function JoinPage({ onBack }: { onBack: () => void }) {
  const { t } = useT();
  const ask = useAsk();
  const { run, busy } = useChange();
  const [person, setPerson] = useState("");
  const [service, setService] = useState("");
  const [wasAsked, setWasAsked] = useState(false);
  const [asked, setAsked] = useState<DesktopAsked | null>(null);
  const [answer, setAnswer] = useState<AnswerShown | null>(null);
  const title = useHeadingFocus();

  const request = async () => {
    setWasAsked(true);
    if (personError(t, person, true) !== undefined) return;
    const saved = await ask(asks.askToJoin(person.trim(), service.trim()));
    if (saved !== null) setAsked(saved);
  };
  const open = async () => {
    const opened = await ask(asks.chooseAnswer);
    if (opened !== null) setAnswer(opened);
  };
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void request();
      }}
    >
      <div>
        <Button look="plain" size="small" icon={ArrowLeft} onPress={onBack}>
          {t("join.back")}
        </Button>
      </div>
      <h2 className={styles.title} ref={title} tabIndex={-1}>
        {t("join.title")}
      </h2>
      <section className={styles.joinPart} aria-label={t("join.ask")}>
        <h3>{t("join.ask")}</h3>
        <p className={styles.hint}>{t("join.askHelp")}</p>
        <div className={styles.two}>
          <TextField label={t("start.person")} value={person} onChange={setPerson} error={personError(t, person, wasAsked)} autoComplete="name" />
          <TextField label={t("start.service")} value={service} onChange={setService} placeholder={t("start.servicePlaceholder")} />
        </div>
        <div>
          <Button type="submit" look={asked === null && answer === null ? "primary" : "outline"} icon={FileDown}>
            {t("join.askDo")}
          </Button>
        </div>
        {asked === null ? null : (
          <div role="status" className={styles.joinPart}>
            <p className={styles.hint}>
              {t("join.asked")} · <span data-selectable>{asked.file}</span>
            </p>
            <Words title={t("join.words")} words={asked.words} help={t("join.wordsHelp")} />
          </div>
        )}
      </section>
      <section className={styles.joinPart} aria-label={t("join.answer")}>
        <h3>{t("join.answer")}</h3>
        <p className={styles.hint}>{t("join.answerHelp")}</p>
        {answer === null ? (
          <div>
            <Button icon={FolderOpen} onPress={() => void open()}>
              {t("join.answerDo")}
            </Button>
          </div>
        ) : (
          <>
            <div className={styles.chosen}>
              <p>
                <strong>{answer.insee === null ? answer.name : `${answer.name} (${answer.insee})`}</strong>
                <span>{answer.byService === "" ? t("join.fromOne", { person: answer.byPerson }) : t("join.from", { person: answer.byPerson, service: answer.byService })}</span>
                <span>{answer.whole ? t("join.whole") : t("join.few")}</span>
              </p>
            </div>
            <div>
              <Button look="primary" size="large" icon={ArrowRight} isDisabled={busy} onPress={() => void run(changes.join(answer.token), "silent")}>
                {busy ? t("join.working") : t("join.do", { name: answer.name })}
              </Button>
            </div>
          </>
        )}
      </section>
    </form>
  );
}
