import { Bold, Eye, Heading, Italic, Link, List, ListOrdered, type LucideIcon, Pencil } from "lucide-react";
import { useLayoutEffect, useRef, useState } from "react";
import { TextArea as AriaTextArea, TextField as AriaTextField, Toolbar } from "react-aria-components";
import { type Edit, insertLink, toggleLines, wrapSelection } from "@/lib/markdown";
import { IconButton } from "./Button";
import fields from "./Field.module.css";
import { Markdown } from "./Markdown";
import styles from "./MarkdownField.module.css";
import { FieldLabel, FieldNotes, type FieldShape } from "./TextField";

/** The names of the buttons, in the language of the window. */
export type MarkdownLabels = { toolbar: string; bold: string; italic: string; heading: string; list: string; numbered: string; link: string; preview: string; write: string; edit: string; nothing: string };

type MarkdownFieldProps = Omit<FieldShape, "look"> & {
  value: string;
  onChange: (value: string) => void;
  onBlur: () => void;
  labels: MarkdownLabels;
  placeholder?: string | undefined;
  rows?: number;
  isDisabled?: boolean;
  /** Shown as it will be read when no one is writing in it. */
  restsWhenLeft?: boolean;
};

/** Formatted text, written as Markdown with buttons for those who do not know its signs, and shown as it will be read. */
export function MarkdownField({ label, labelHidden, help, error, value, onChange, onBlur, labels, placeholder, rows = 3, isDisabled = false, restsWhenLeft = false }: MarkdownFieldProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [preview, setPreview] = useState(false);
  // What is written rests as it will be read, until one comes to change it.
  const [resting, setResting] = useState(restsWhenLeft && value.trim() !== "");
  useLayoutEffect(() => {
    const element = area.current;
    if (element === null) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight + 2}px`;
  }, [value, preview, resting]);

  const apply = (change: (edit: Edit) => Edit) => {
    const element = area.current;
    if (element === null) return;
    const next = change({ text: value, start: element.selectionStart, end: element.selectionEnd });
    onChange(next.text);
    requestAnimationFrame(() => {
      element.focus();
      element.setSelectionRange(next.start, next.end);
    });
  };
  const tools: { icon: LucideIcon; label: string; change: (edit: Edit) => Edit }[] = [
    { icon: Bold, label: labels.bold, change: (edit) => wrapSelection(edit, "**") },
    { icon: Italic, label: labels.italic, change: (edit) => wrapSelection(edit, "*") },
    { icon: Heading, label: labels.heading, change: (edit) => toggleLines(edit, "### ") },
    { icon: List, label: labels.list, change: (edit) => toggleLines(edit, "- ") },
    { icon: ListOrdered, label: labels.numbered, change: (edit) => toggleLines(edit, "1. ") },
    { icon: Link, label: labels.link, change: insertLink },
  ];
  const wake = () => {
    setResting(false);
    requestAnimationFrame(() => area.current?.focus());
  };
  if (resting && value.trim() !== "") return <Resting label={label} labelHidden={labelHidden ?? false} value={value} labels={labels} onWake={wake} canWrite={!isDisabled} />;
  return (
    <AriaTextField
      value={value}
      onChange={onChange}
      onBlur={(event) => {
        onBlur();
        const next = event.relatedTarget;
        if (restsWhenLeft && !(next instanceof Node && event.currentTarget.closest("[data-editor]")?.contains(next))) setResting(true);
      }}
      data-editor
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      className={`${fields.field} ${styles.editor}`}
      onKeyDown={(event) => {
        const tool = event.ctrlKey || event.metaKey ? { b: tools[0], i: tools[1] }[event.key] : undefined;
        if (tool === undefined) return event.continuePropagation();
        event.preventDefault();
        apply(tool.change);
      }}
    >
      <div className={styles.top}>
        <FieldLabel label={label} labelHidden={labelHidden ?? false} />
        <Toolbar aria-label={labels.toolbar} className={styles.tools ?? ""}>
          {preview ? null : tools.map((tool) => <IconButton key={tool.label} icon={tool.icon} label={tool.label} onPress={() => apply(tool.change)} />)}
          <IconButton icon={preview ? Pencil : Eye} label={preview ? labels.write : labels.preview} onPress={() => setPreview(!preview)} />
        </Toolbar>
      </div>
      {preview ? (
        <div className={styles.preview}>{value.trim() === "" ? <p className={styles.nothing}>{labels.nothing}</p> : <Markdown source={value} />}</div>
      ) : (
        <AriaTextArea ref={area} rows={rows} className={fields.input ?? ""} {...(placeholder === undefined ? {} : { placeholder })} />
      )}
      <FieldNotes help={help} error={error} />
    </AriaTextField>
  );
}

type RestingProps = { label: string; labelHidden: boolean; value: string; labels: MarkdownLabels; onWake: () => void; canWrite: boolean };

function Resting({ label, labelHidden, value, labels, onWake, canWrite }: RestingProps) {
  return (
    <div className={`${fields.field} ${styles.resting}`} role="group" aria-label={label}>
      <div className={styles.top}>
        <span className={labelHidden ? "visually-hidden" : fields.label}>{label}</span>
        {canWrite ? <IconButton icon={Pencil} label={`${labels.edit} : ${label}`} onPress={onWake} /> : null}
      </div>
      {/* The button says the same for those who do not point. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <div
        className={styles.rest}
        onClick={(event) => {
          const inLink = event.target instanceof Element && event.target.closest("button") !== null;
          if (canWrite && !inLink && (window.getSelection()?.toString() ?? "") === "") onWake();
        }}
      >
        <Markdown source={value} />
      </div>
    </div>
  );
}
