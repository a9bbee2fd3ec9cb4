import { useEffect, useLayoutEffect, useRef } from "react";
import { FieldError, Input, Label, Text, TextArea as AriaTextArea, TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from "react-aria-components";
import styles from "./Field.module.css";

/** What all fields take. */
export type FieldShape = {
  label: string;
  /** The label is read but not shown: only where a heading beside it says the same. */
  labelHidden?: boolean;
  help?: string | undefined;
  error?: string | undefined;
  /** `inPlace` looks like text until one comes near; `title` is that of a page. */
  look?: "box" | "inPlace" | "title";
};

type TextFieldProps = Omit<AriaTextFieldProps, "className" | "style" | "children"> & FieldShape & { placeholder?: string; rows?: number; inputRef?: React.Ref<HTMLInputElement> };

/** The classes of a field's outer box. */
export function fieldClass(look: FieldShape["look"]): string {
  const extra = look === "inPlace" ? styles.inPlace : look === "title" ? `${styles.inPlace} ${styles.title}` : "";
  return `${styles.field} ${extra}`;
}

/** Label, help and error, the same way for each kind of field. */
export function FieldLabel({ label, labelHidden }: Pick<FieldShape, "label" | "labelHidden">) {
  return <Label className={labelHidden ? "visually-hidden" : (styles.label ?? "")}>{label}</Label>;
}

/** Help and error under a field. */
export function FieldNotes({ help, error }: Pick<FieldShape, "help" | "error">) {
  return (
    <>
      {help === undefined ? null : (
        <Text slot="description" className={styles.help ?? ""}>
          {help}
        </Text>
      )}
      <FieldError className={styles.error ?? ""}>{error}</FieldError>
    </>
  );
}

/** One line of text. */
export function TextField({ label, labelHidden, help, error, look = "box", placeholder, inputRef, ...props }: TextFieldProps) {
  return (
    <AriaTextField {...props} isInvalid={error !== undefined} className={fieldClass(look)}>
      <FieldLabel label={label} labelHidden={labelHidden ?? false} />
      <Input ref={inputRef} className={styles.input ?? ""} {...(placeholder === undefined ? {} : { placeholder })} />
      <FieldNotes help={help} error={error} />
    </AriaTextField>
  );
}

function grow(element: HTMLTextAreaElement | null) {
  if (element === null) return;
  element.style.height = "auto";
  element.style.height = `${element.scrollHeight + 2}px`;
}

/** Several lines of text; grows with what is written. */
export function TextArea({ label, labelHidden, help, error, look = "box", placeholder, rows = 3, areaRef, ...props }: Omit<TextFieldProps, "inputRef"> & { areaRef?: React.RefObject<HTMLTextAreaElement | null> }) {
  const own = useRef<HTMLTextAreaElement>(null);
  const area = areaRef ?? own;
  // WebKit lacks `field-sizing`: the height follows the text, and the room it has, by measure.
  useLayoutEffect(() => grow(area.current), [area, props.value]);
  useEffect(() => {
    const element = area.current;
    if (element === null) return undefined;
    let width = element.clientWidth;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth === width) return;
      width = element.clientWidth;
      grow(element);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [area]);
  return (
    <AriaTextField {...props} isInvalid={error !== undefined} className={fieldClass(look)}>
      <FieldLabel label={label} labelHidden={labelHidden ?? false} />
      <AriaTextArea ref={area} rows={look === "box" ? rows : 1} className={styles.input ?? ""} {...(placeholder === undefined ? {} : { placeholder })} />
      <FieldNotes help={help} error={error} />
    </AriaTextField>
  );
}
