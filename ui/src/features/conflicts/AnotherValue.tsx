import { DateField } from "@/components/DateField";
import { MoneyField } from "@/components/MoneyField";
import { NumberField } from "@/components/NumberField";
import { Select } from "@/components/Select";
import { TextArea, TextField } from "@/components/TextField";
import { useT } from "@/i18n/useT";
import type { FieldSchema, JsonValue } from "@/ipc/bindings.gen";
import { moneyOf } from "@/lib/document";
import { excess } from "@/lib/text";
import styles from "./conflicts.module.css";

const WRITTEN = new Set<FieldSchema["type"]>(["line", "prose", "address", "code", "date", "decimal", "choice", "money"]);

/** Whether another value of such a field can be written here. */
export function canBeWritten(field: FieldSchema): boolean {
  return WRITTEN.has(field.type);
}

/** A field for a value that none of the sides wrote. */
export function AnotherValue({ field, value, onChange }: { field: FieldSchema; value: JsonValue; onChange: (value: JsonValue) => void }) {
  const { t } = useT();
  const label = t("undecided.writeLabel");
  return (
    <div className={styles.another}>
      <ValueField label={label} field={field} value={value} onChange={onChange} />
    </div>
  );
}

function ValueField({ label, field, value, onChange }: { label: string; field: FieldSchema; value: JsonValue; onChange: (value: JsonValue) => void }) {
  const { t, language } = useT();
  const text = typeof value === "string" ? value : "";
  const write = (next: string) => onChange(next === "" ? null : next);
  const tooLong = excess(text, field.max) > 0 ? t("field.tooLong", { max: field.max ?? 0, over: excess(text, field.max) }) : undefined;
  switch (field.type) {
    case "prose":
      return <TextArea label={label} rows={6} value={text} error={tooLong} onChange={write} />;
    case "date":
      return <DateField label={label} value={text} calendarLabel={`${t("common.calendar")} (${label})`} onCommit={write} />;
    case "decimal":
      return <NumberField label={label} value={text} onCommit={write} />;
    case "choice":
      return <Select label={label} options={field.choices.map((choice) => ({ id: choice.name, label: choice.label[language] }))} value={text === "" ? null : text} placeholder={t("common.choose")} onChange={write} />;
    case "money":
      return <MoneyField label={label} value={moneyOf(value)} taxLabels={{ tax: t("money.tax"), ht: t("money.ht"), ttc: t("money.ttc") }} onCommit={(money) => onChange(money === null ? null : { ...money })} />;
    default:
      return <TextField label={label} value={text} error={tooLong} onChange={write} />;
  }
}
