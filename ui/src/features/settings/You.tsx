import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Section } from "@/components/PageHead";
import { TextField } from "@/components/TextField";
import { Button } from "@/components/Button";
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
  const preferences = useQuery(preferencesQuery).data;
  if (state?.phase !== "open" || preferences === undefined) return null;
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
      <YouForm key={`${preferences.person}|${preferences.service}|${preferences.mailbox ?? ""}`} preferences={preferences} />
      <Section title={t("settings.folder")}>
        <p className={styles.path} data-selectable>
          {folder}
        </p>
        <p className={styles.soft}>{t("settings.folderHelp")}</p>
      </Section>
    </div>
  );
}

function YouForm({ preferences }: { preferences: Preferences }) {
  const { t } = useT();
  const { run, busy } = useChange();
  const [person, setPerson] = useState(preferences.person);
  const [service, setService] = useState(preferences.service);
  const [mailbox, setMailbox] = useState(preferences.mailbox ?? "");
  const [asked, setAsked] = useState(false);
  const personField = useRef<HTMLInputElement>(null);
  const mailboxField = useRef<HTMLInputElement>(null);
  const wrongPerson = personError(t, person, true);
  const wrongMailbox = mailboxError(t, mailbox);
  const changed = person.trim() !== preferences.person || service.trim() !== preferences.service || mailbox.trim() !== (preferences.mailbox ?? "");
  const save = () => {
    if (!changed) return;
    setAsked(true);
    if (wrongPerson !== undefined) return personField.current?.focus();
    if (wrongMailbox !== undefined) return mailboxField.current?.focus();
    void run(changes.setPreferences({ ...preferences, person: person.trim(), service: service.trim(), mailbox: mailbox.trim() === "" ? null : mailbox.trim() }));
  };
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextField label={t("start.person")} value={person} onChange={setPerson} help={t("start.personHelp")} error={wrongPerson} inputRef={personField} />
      <TextField label={t("start.service")} value={service} onChange={setService} />
      <TextField label={t("settings.mailbox")} value={mailbox} onChange={setMailbox} help={t("settings.mailboxHelp")} error={asked ? wrongMailbox : undefined} inputRef={mailboxField} inputMode="email" />
      <div className={styles.buttons}>
        <Button type="submit" look="primary" isDisabled={!changed || busy}>
          {t("common.save")}
        </Button>
        <p className={styles.soft} role="status">
          {changed ? t("settings.youNotSaved") : ""}
        </p>
      </div>
    </form>
  );
}
