import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Section } from "@/components/PageHead";
import { SaveState, SaveStates, useNoteSaving } from "@/components/record/SaveState";
import { TextField } from "@/components/TextField";
import { mailboxError, personError } from "@/i18n/person";
import { useT } from "@/i18n/useT";
import type { Preferences } from "@/ipc/bindings.gen";
import { changes, useChange } from "@/ipc/mutations";
import { appStateQuery, preferencesQuery } from "@/ipc/queries";
import styles from "./settings.module.css";

/** One's commune, name, service and generic mailbox. */
export function You() {
  const { t, decimal } = useT();
  const state = useQuery(appStateQuery).data;
  if (state?.phase !== "open") return null;
  const { organisation, folder } = state.workspace;
  const facts = [
    organisation.insee === null ? "" : t("start.insee", { code: organisation.insee }),
    organisation.siren === null ? "" : t("start.siren", { code: organisation.siren }),
    organisation.department ?? "",
    organisation.population === null ? "" : t("start.inhabitants", { count: decimal(organisation.population) }),
  ].filter((part) => part !== "");
  return (
    <div className={styles.parts}>
      <div className={styles.card}>
        <p className={styles.commune}>{organisation.name}</p>
        <p className={styles.soft}>{facts.join(" · ")}</p>
      </div>
      <SaveStates>
        <AboutOneself />
      </SaveStates>
      <Section title={t("settings.folder")}>
        <p className={styles.path} data-selectable>
          {folder}
        </p>
        <p className={styles.soft}>{t("settings.folderHelp")}</p>
      </Section>
    </div>
  );
}

/** What one says of oneself: each line is stored as it is left. */
function AboutOneself() {
  const { t } = useT();
  const { run } = useChange();
  const client = useQueryClient();
  const preferences = useQuery(preferencesQuery).data;
  if (preferences === undefined) return null;
  const store = async (part: Partial<Preferences>) => {
    // What another line has just stored is kept.
    const now = client.getQueryData(preferencesQuery.queryKey) ?? preferences;
    const next = { ...now, ...part };
    client.setQueryData(preferencesQuery.queryKey, next);
    const done = await run(changes.setPreferences(next), "silent");
    if (done === null) await client.invalidateQueries({ queryKey: preferencesQuery.queryKey });
    return done !== null;
  };
  return (
    <div className={styles.form}>
      <OwnLine name="person" label={t("start.person")} help={t("start.personHelp")} stored={preferences.person} wrong={(text) => personError(t, text, true)} store={(person) => store({ person })} />
      <OwnLine name="service" label={t("start.service")} stored={preferences.service} store={(service) => store({ service })} />
      <OwnLine name="mailbox" label={t("settings.mailbox")} help={t("settings.mailboxHelp")} inputMode="email" stored={preferences.mailbox ?? ""} wrong={(text) => mailboxError(t, text)} store={(mailbox) => store({ mailbox: mailbox === "" ? null : mailbox })} />
      <SaveState />
    </div>
  );
}

type OwnLineProps = {
  name: string;
  label: string;
  help?: string;
  inputMode?: "email";
  stored: string;
  /** Why a text cannot be stored. */
  wrong?: (text: string) => string | undefined;
  store: (text: string) => Promise<boolean>;
};

/** Texts that could not be stored when their page was left: there on return, for as long as the program runs. */
const refused = new Map<string, string>();

/** A line that is stored when it is left, or the page; what cannot be stored stays in it and says why. */
function OwnLine({ name, label, help, inputMode, stored, wrong = () => undefined, store }: OwnLineProps) {
  const note = useNoteSaving();
  const [own, setOwn] = useState(() => refused.get(name));
  const [left, setLeft] = useState(own !== undefined);
  const text = own ?? stored;
  const change = (typed: string) => {
    setOwn(typed);
    note("typing");
  };
  const leave = async () => {
    if (own === undefined) return;
    setLeft(true);
    if (wrong(own) !== undefined) return void refused.set(name, own);
    refused.delete(name);
    note("saving");
    const done = own.trim() === stored || (await store(own.trim()));
    note(done ? "saved" : "failed");
    if (done && latest.current.own === own) setOwn(undefined);
  };
  const latest = useRef({ own, leave });
  useEffect(() => {
    latest.current = { own, leave };
  });
  useEffect(() => () => void latest.current.leave(), []);
  return (
    <TextField
      label={label}
      value={text}
      onChange={change}
      onBlur={() => void leave()}
      onKeyDown={(event) => {
        if (event.key === "Enter") void leave();
      }}
      help={help}
      error={left ? wrong(text) : undefined}
      {...(inputMode === undefined ? {} : { inputMode })}
    />
  );
}
