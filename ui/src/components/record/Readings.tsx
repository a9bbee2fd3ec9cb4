import { Plus, X } from "lucide-react";
import { useRef, useState } from "react";
import { Button, IconButton } from "@/components/Button";
import { DateField } from "@/components/DateField";
import { NumberField } from "@/components/NumberField";
import { TextField } from "@/components/TextField";
import { useT } from "@/i18n/useT";
import type { JsonValue } from "@/ipc/bindings.gen";
import { changes, useChange } from "@/ipc/mutations";
import { today } from "@/lib/dates";
import type { ReadingValue } from "@/lib/document";
import { useWriteNow } from "./EditField";
import styles from "./Indicator.module.css";
import { useNoteSaving } from "./SaveState";
import { patchOf, pathOf, type WriteTarget } from "./target";
import { useNewItem } from "./useTypedText";
import { useSchema } from "./useSchema";

/** A reading as it is stored: what is empty is left out. */
export function readingJson(reading: { id?: string; date: string; value: string; comment?: string; source?: string }): { [name: string]: JsonValue } {
  return Object.fromEntries(Object.entries(reading).filter(([, text]) => text !== undefined && text !== ""));
}

/** One line to note a new value; Enter adds it. A date or a value in doubt is told at its field, and nothing is noted. */
export function AddReading({ target, unit }: { target: WriteTarget; unit: string }) {
  const { t } = useT();
  const { run, busy } = useChange();
  const { fields, change } = useNewItem(target.id, pathOf(target, "readings"), ["value", "comment"], { date: today(), value: "", comment: "" });
  const { date, value, comment } = fields;
  const [asked, setAsked] = useState(false);
  const note = useNoteSaving();
  const form = useRef<HTMLFormElement>(null);
  const valueInput = () => form.current?.querySelector<HTMLInputElement>("input[inputmode]");
  const add = async () => {
    if (value === "") {
      setAsked(true);
      valueInput()?.focus();
      return;
    }
    // Ready for the next value at once; a refusal gives this one back.
    change({ value: "", comment: "" });
    setAsked(false);
    valueInput()?.focus();
    const done = await run(changes.write(target.id, patchOf(target, "readings", [readingJson(fields)])), "silent");
    note(done === null ? "failed" : "saved");
    if (done === null) change({ value, comment });
  };
  return (
    <form
      ref={form}
      className={styles.add}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <DateField label={t("common.date")} value={date} calendarLabel={t("common.calendar")} onCommit={(day) => change({ date: day })} />
      <NumberField label={t("indicator.newValue")} value={value} unit={unit} error={asked && value === "" ? t("indicator.valueMissing") : undefined} onCommit={(number) => change({ value: number })} />
      <TextField label={t("common.comment")} value={comment} onChange={(text) => change({ comment: text })} />
      <Button type="submit" icon={Plus} isDisabled={busy}>
        {t("indicator.add")}
      </Button>
    </form>
  );
}

/** The baseline or the target of an indicator: a value and its date, written together. */
export function ReadingField({ kind, name, target, reading, unit }: { kind: string; name: "baseline" | "target"; target: WriteTarget; reading: ReadingValue | null; unit: string }) {
  const { t } = useT();
  const words = useSchema(kind);
  const write = useWriteNow(target);
  const label = words.label(name, target.list);
  const kept = { comment: reading?.comment ?? "", source: reading?.source ?? "" };
  return (
    <div className={styles.pair}>
      <NumberField label={label} value={reading?.value ?? ""} unit={unit} onCommit={(value) => write(name, value === "" ? null : readingJson({ ...kept, date: reading?.date ?? "", value }))} />
      {reading === null ? null : <DateField label={t("indicator.dateOf", { name: label })} value={reading.date} calendarLabel={t("common.calendar")} onCommit={(date) => write(name, readingJson({ ...kept, value: reading.value, date }))} />}
    </div>
  );
}

/** What was noted beside a value. */
const said = (reading: ReadingValue) => [reading.comment, reading.source].filter((text) => text !== "").join(" · ");

/** The readings, newest first, each value edited in place; where there is little room, what was noted stands under its date. */
export function ReadingsTable({ name, unit, readings, target, editable }: { name: string; unit: string; readings: ReadingValue[]; target: WriteTarget; editable: boolean }) {
  const { t, day, decimal } = useT();
  const { run } = useChange();
  const write = useWriteNow(target);
  const put = (reading: ReadingValue, part: Partial<ReadingValue>) => write("readings", [readingJson({ ...reading, ...part })]);
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{t("indicator.caption", { name })}</caption>
      <thead>
        <tr>
          <th scope="col" className={styles.dates}>
            {t("common.date")}
          </th>
          <th scope="col" className={`${styles.number} ${styles.numbers}`}>
            {t("common.value")} {unit === "" ? "" : `(${unit})`}
          </th>
          <th scope="col" className={styles.beside}>
            {t("indicator.commentOrSource")}
          </th>
          {editable ? (
            <th scope="col" className={styles.removes}>
              <span className="visually-hidden">{t("common.remove")}</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {[...readings].reverse().map((reading) => (
          <tr key={reading.id}>
            <td>
              {editable ? <DateField label={t("common.date")} labelHidden look="inPlace" value={reading.date} calendarLabel={t("common.calendar")} onCommit={(date) => put(reading, { date })} /> : day(reading.date)}
              <span className={styles.under}>{said(reading)}</span>
            </td>
            <td className={styles.number}>{editable ? <NumberField label={t("common.value")} labelHidden look="inPlace" neverEmpty value={reading.value} onCommit={(value) => put(reading, { value })} /> : decimal(reading.value)}</td>
            <td className={styles.beside}>{said(reading)}</td>
            {editable ? (
              <td>
                <IconButton icon={X} label={t("indicator.remove", { date: day(reading.date) })} onPress={() => void run(changes.write(target.id, patchOf(target, "readings", [{ id: reading.id, deleted: true }])), "removed")} />
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
