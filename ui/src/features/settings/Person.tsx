import { Eraser, FileDown, Search } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Checkbox } from "@/components/Checkbox";
import { Dialog } from "@/components/Dialog";
import { Callout } from "@/components/Notice";
import { Section } from "@/components/PageHead";
import { TextField } from "@/components/TextField";
import { useT } from "@/i18n/useT";
import type { PersonErased, PersonPlace } from "@/ipc/bindings.gen";
import { asks, changes, useAsk, useChange } from "@/ipc/mutations";
import { Requests } from "./Requests";
import styles from "./safety.module.css";
import shared from "./settings.module.css";

/** Where each place is named among the others. */
const keyOf = (place: PersonPlace) => `${place.owner}/${place.record}/${place.path}`;

/** Finds a person everywhere; hands over what is held, or erases it, which is asked twice: nothing brings it back. */
export function Person({ oldestDays }: { oldestDays: number }) {
  const { t } = useT();
  const ask = useAsk();
  const { run, busy } = useChange();
  const [text, setText] = useState("");
  const [searched, setSearched] = useState("");
  const [places, setPlaces] = useState<PersonPlace[] | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const [erased, setErased] = useState<PersonErased | null>(null);
  const [file, setFile] = useState<string | null>(null);
  // What was found, done or saved is about the words that were searched: beside others it would seem to be about these.
  const isSearched = text === searched;

  const find = async () => {
    setErased(null);
    setFile(null);
    const found = await ask(asks.findPerson(text));
    if (found === null) return;
    setSearched(text);
    setPlaces(found);
    setChosen(new Set(found.map(keyOf)));
  };
  const erase = async () => {
    setAsking(false);
    const fields = (places ?? []).filter((place) => chosen.has(keyOf(place))).map(({ owner, record, path }) => ({ owner, record, path }));
    const done = await run(changes.erasePerson(searched, fields), "silent");
    if (done === null) return;
    setErased(done.value);
    setPlaces((await ask(asks.findPerson(searched))) ?? []);
    setChosen(new Set());
  };
  const tick = (key: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(key);
    else next.delete(key);
    setChosen(next);
  };
  return (
    <Section title={t("safety.personTitle")}>
      <p>{t("safety.personHelp")}</p>
      <form
        className={styles.searchLine}
        onSubmit={(event) => {
          event.preventDefault();
          void find();
        }}
      >
        <TextField label={t("safety.personField")} value={text} onChange={setText} autoComplete="off" />
        <Button type="submit" icon={Search} isDisabled={text.trim().length < 3}>
          {t("safety.personFind")}
        </Button>
      </form>
      {erased === null || !isSearched ? null : (
        <Callout tone={erased.finished ? "good" : "care"} role="status">
          {erased.finished ? t("safety.personDone", { count: erased.fields }) : t("safety.personPending", { count: erased.fields })}
        </Callout>
      )}
      {places === null || !isSearched ? null : places.length === 0 ? (
        erased === null ? <p role="status">{t("safety.personNone")}</p> : null
      ) : (
        <>
          <p role="status">
            <strong>{t("safety.personFound", { count: places.length })}</strong> {t("safety.personFiles")}
          </p>
          <Checkbox isSelected={chosen.size === places.length} isIndeterminate={chosen.size > 0 && chosen.size < places.length} onChange={(on) => setChosen(new Set(on ? places.map(keyOf) : []))}>
            {t("safety.personAll")}
          </Checkbox>
          <ul className={styles.mentions}>
            {places.map((place) => (
              <li key={keyOf(place)}>
                <Mention place={place} isSelected={chosen.has(keyOf(place))} onChange={(on) => tick(keyOf(place), on)} />
              </li>
            ))}
          </ul>
          <div className={styles.buttons}>
            <Button icon={FileDown} onPress={() => void ask(asks.exportPerson(searched)).then(setFile)}>
              {t("safety.personExport")}
            </Button>
            <Button look="danger" icon={Eraser} isDisabled={chosen.size === 0 || busy} onPress={() => setAsking(true)}>
              {t("safety.personErase", { count: chosen.size })}
            </Button>
          </div>
        </>
      )}
      {file === null || !isSearched ? null : <Callout tone="good" role="status">{t("safety.personExported", { file })}</Callout>}
      <Requests person={erased === null ? "" : searched} />
      <Dialog
        isOpen={asking}
        onClose={() => setAsking(false)}
        title={t("safety.personSure")}
        closeLabel={t("safety.cancel")}
        size="small"
        role="alertdialog"
        actions={
          <>
            <Button onPress={() => setAsking(false)}>{t("safety.cancel")}</Button>
            <Button look="danger" icon={Eraser} onPress={() => void erase()}>
              {t("safety.personDo")}
            </Button>
          </>
        }
      >
        <div className={shared.form}>
          <p className={styles.mention}>
            <strong>{t("safety.personSureWhat", { name: searched.trim(), count: chosen.size })}</strong>
          </p>
          <p>{t("safety.personSureHelp")}</p>
          <p>{t("safety.personBackups", { days: oldestDays })}</p>
          <p>{t("safety.personSent")}</p>
        </div>
      </Dialog>
    </Section>
  );
}

function Mention({ place, isSelected, onChange }: { place: PersonPlace; isSelected: boolean; onChange: (on: boolean) => void }) {
  const { t, language } = useT();
  const notes = [place.current ? t("safety.personNow") : t("safety.personBefore"), t("safety.personVersions", { count: place.versions }), place.ours ? "" : t("safety.personTheirs")];
  return (
    <Checkbox isSelected={isSelected} onChange={onChange}>
      <span className={styles.mention}>
        <span>
          {place.recordKind[language]} · {place.title === "" ? t("common.untitled") : place.title} · {place.label[language]}
        </span>
        <q>{place.excerpt}</q>
        <small>{notes.filter((note) => note !== "").join(" · ")}</small>
      </span>
    </Checkbox>
  );
}
