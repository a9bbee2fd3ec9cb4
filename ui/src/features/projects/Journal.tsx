import { useQuery } from "@tanstack/react-query";
import { Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "@/components/Button";
import { DateField } from "@/components/DateField";
import { Markdown } from "@/components/Markdown";
import { MarkdownField } from "@/components/MarkdownField";
import { Section } from "@/components/PageHead";
import { EditField, useMarkdownLabels } from "@/components/record/EditField";
import { useNoteSaving } from "@/components/record/SaveState";
import { useNewItem } from "@/components/record/useTypedText";
import { useT } from "@/i18n/useT";
import type { RecordView } from "@/ipc/bindings.gen";
import { changes, useChange } from "@/ipc/mutations";
import { appStateQuery } from "@/ipc/queries";
import { today } from "@/lib/dates";
import { textOf } from "@/lib/document";
import styles from "./projects.module.css";

/** What happened, dated, newest first. */
export function Journal({ project, entries, editable }: { project: string; entries: RecordView[]; editable: boolean }) {
  const { t } = useT();
  const sorted = [...entries].sort((left, right) => textOf(right.fields, "date").localeCompare(textOf(left.fields, "date")) || right.createdAt.localeCompare(left.createdAt));
  return (
    <Section id="journal" title={t("journal.title")} note={entries.length === 0 ? undefined : t("journal.count", { count: entries.length })}>
      {editable ? <NewEntry project={project} /> : null}
      {sorted.length === 0 ? <p className={styles.nothing}>{t("journal.none")}</p> : null}
      <ol className={styles.journal}>
        {sorted.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
    </Section>
  );
}

function NewEntry({ project }: { project: string }) {
  const { t } = useT();
  const labels = useMarkdownLabels();
  const note = useNoteSaving();
  const { run, busy } = useChange();
  const state = useQuery(appStateQuery).data;
  const author = state?.phase === "open" ? state.workspace.person : "";
  const { fields, change, added } = useNewItem(project, "journal", ["text"], { text: "", date: today() });
  const { text, date } = fields;
  const add = async () => {
    if (text.trim() === "") return;
    const done = await run(changes.write(project, { journal: [{ date, text: text.trim(), author }] }), "silent");
    note(done === null ? "failed" : "saved");
    if (done !== null) added();
  };
  return (
    <form
      className={styles.newEntry}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <MarkdownField label={t("journal.new")} value={text} onChange={(typed) => change({ text: typed })} onBlur={() => undefined} labels={labels} placeholder={t("journal.placeholder")} rows={2} />
      <div className={styles.newEntryFoot}>
        <DateField label={t("common.date")} labelHidden value={date} calendarLabel={t("common.calendar")} onCommit={(day) => change({ date: day })} />
        <Button type="submit" icon={Plus} isDisabled={busy || text.trim() === ""}>
          {t("journal.add")}
        </Button>
      </div>
    </form>
  );
}

function Entry({ entry }: { entry: RecordView }) {
  const { t, day } = useT();
  const { run } = useChange();
  const [editing, setEditing] = useState(entry.drafts.length > 0);
  const date = textOf(entry.fields, "date");
  const common = { kind: "journal_entry", target: { id: entry.id }, document: entry.fields, view: entry };
  return (
    <li className={styles.entry}>
      <div className={styles.entryHead}>
        <time dateTime={date}>{day(date, "medium")}</time>
        <span>{textOf(entry.fields, "author")}</span>
        {entry.editable ? (
          <span className={styles.entryTools}>
            <IconButton icon={Pencil} label={editing ? t("common.done") : t("common.edit")} onPress={() => setEditing(!editing)} />
            <IconButton icon={Trash2} label={t("common.delete")} onPress={() => void run(changes.trash(entry.id))} />
          </span>
        ) : null}
      </div>
      {editing ? (
        <div className={styles.entryEdit}>
          <EditField {...common} name="text" labelHidden />
          <EditField {...common} name="date" />
          <Button size="small" onPress={() => setEditing(false)}>
            {t("common.done")}
          </Button>
        </div>
      ) : (
        <Markdown source={textOf(entry.fields, "text")} />
      )}
    </li>
  );
}
