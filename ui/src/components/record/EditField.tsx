import { DateField } from "@/components/DateField";
import { MarkdownField, type MarkdownLabels } from "@/components/MarkdownField";
import { MoneyField } from "@/components/MoneyField";
import { NumberField } from "@/components/NumberField";
import { Select } from "@/components/Select";
import { TagField } from "@/components/TagField";
import { TextArea, TextField } from "@/components/TextField";
import { useT } from "@/i18n/useT";
import type { FieldSchema, JsonValue, RecordView } from "@/ipc/bindings.gen";
import { changes, useChange } from "@/ipc/mutations";
import { asDocument, moneyOf, textOf, textsOf } from "@/lib/document";
import { excess } from "@/lib/text";
import { useNoteSaving } from "./SaveState";
import { draftAt, patchOf, pathOf, type WriteTarget } from "./target";
import { useTypedText } from "./useTypedText";
import { type KindWords, useSchema } from "./useSchema";

type EditFieldProps = {
  /** The kind whose schema says what the field is. */
  kind: string;
  name: string;
  target: WriteTarget;
  /** The record or item that holds the value. */
  document: unknown;
  view: Pick<RecordView, "drafts">;
  /** A question instead of a label, for writers. */
  asQuestion?: boolean;
  label?: string;
  labelHidden?: boolean;
  help?: string | undefined;
  placeholder?: string;
  look?: "box" | "inPlace" | "title";
};

/** The names of the Markdown buttons in the language of the window. */
export function useMarkdownLabels(): MarkdownLabels {
  const { t } = useT();
  return {
    toolbar: t("markdown.toolbar"),
    bold: t("markdown.bold"),
    italic: t("markdown.italic"),
    heading: t("markdown.heading"),
    list: t("markdown.list"),
    numbered: t("markdown.numbered"),
    link: t("markdown.link"),
    preview: t("markdown.preview"),
    write: t("markdown.write"),
    edit: t("common.edit"),
    nothing: t("markdown.nothing"),
  };
}

/** Writes one value at once and says so. */
export function useWriteNow(target: WriteTarget): (name: string, value: JsonValue) => void {
  const { run } = useChange();
  const note = useNoteSaving();
  return (name, value) => {
    note("saving");
    void run(changes.write(target.id, patchOf(target, name, value)), "silent").then((done) => note(done === null ? "failed" : "saved"));
  };
}

/** A field as the schema describes it; it saves itself. */
export function EditField(props: EditFieldProps) {
  const words = useSchema(props.kind);
  const field = words.field(props.name, props.target.list);
  if (field === undefined) return null;
  const label = props.label ?? (props.asQuestion === true ? words.question(props.name) : words.label(props.name, props.target.list));
  if (field.type === "line" || field.type === "prose" || field.type === "code" || field.type === "address") return <TypedField {...props} label={label} field={field} />;
  return <ChosenField {...props} label={label} field={field} words={words} />;
}

type PartProps = EditFieldProps & { label: string; field: FieldSchema };

function TypedField({ name, target, document, view, label, labelHidden = false, help, placeholder, look = "box", field }: PartProps) {
  const { t } = useT();
  const markdown = useMarkdownLabels();
  // A record without a title could not be told from others.
  const neverEmpty = name === "title" && target.list === undefined;
  const typed = useTypedText(target, name, textOf(document, name), draftAt(view, pathOf(target, name)), { neverEmpty, max: field.max });
  const over = excess(typed.text, field.max);
  const tooLong = over > 0 ? t("field.tooLong", { max: field.max ?? 0, over }) : undefined;
  const shared = { label, labelHidden, help, error: tooLong, value: typed.text, onChange: typed.change, onBlur: typed.leave, ...(placeholder === undefined ? {} : { placeholder }) };
  if (field.type === "prose") return <MarkdownField {...shared} labels={markdown} restsWhenLeft />;
  // A title, or the name of what is in a list: one line of words, all of which is seen.
  if (look === "title" || (look === "inPlace" && labelHidden)) {
    return <TextArea {...shared} onChange={(text) => typed.change(text.replace(/\s*\n\s*/gu, " "))} look={look} onKeyDown={(event) => (event.key === "Enter" ? event.preventDefault() : event.continuePropagation())} />;
  }
  if (field.max !== null && field.max > 240) return <TextArea {...shared} look={look} rows={2} />;
  return <TextField {...shared} look={look} />;
}

function ChosenField({ name, target, document, label, labelHidden = false, help, placeholder, look = "box", field, words }: PartProps & { words: KindWords }) {
  const { t } = useT();
  const write = useWriteNow(target);
  const shared = { label, labelHidden, help, look };
  const text = textOf(document, name);
  switch (field.type) {
    case "date":
      return <DateField {...shared} value={text} calendarLabel={`${t("common.calendar")} (${label})`} onCommit={(value) => write(name, value === "" ? null : value)} />;
    case "decimal":
      return <NumberField {...shared} value={text} onCommit={(value) => write(name, value === "" ? null : value)} />;
    case "choice":
      return <Select {...shared} options={[{ id: "", label: t("field.noChoice") }, ...words.choices(name, target.list)]} value={text === "" ? null : text} placeholder={placeholder ?? t("common.choose")} onChange={(value) => write(name, value === "" ? null : value)} />;
    case "money":
      return <MoneyField {...shared} value={moneyOf(asDocument(document)[name])} taxLabels={{ tax: t("money.tax"), ht: t("money.ht"), ttc: t("money.ttc") }} onCommit={(value) => write(name, value === null ? null : { ...value })} />;
    case "texts":
      return <TagField label={label} values={textsOf(document, name)} onChange={(values) => write(name, values)} addLabel={t("field.addTo", { name: label })} removeLabel={t("common.remove")} placeholder={placeholder ?? t("field.addWord")} {...(help === undefined ? {} : { help })} />;
    default:
      return null;
  }
}
