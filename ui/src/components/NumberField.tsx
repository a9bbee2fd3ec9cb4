import { useState } from "react";
import { TextField as AriaTextField, Group, Input } from "react-aria-components";
import { useT } from "@/i18n/useT";
import { readNumber, sameNumber, shownNumber, type WrongNumber } from "@/lib/typedNumber";
import styles from "./Field.module.css";
import { useNoteSaving } from "./record/SaveState";
import { FieldLabel, FieldNotes, type FieldShape, fieldClass } from "./TextField";

type NumberFieldProps = FieldShape & {
  /** Stored decimal text; empty when there is none. */
  value: string;
  /** Called when the person leaves the field or presses Enter, with decimal text or "" when emptied; never with what is no number. */
  onCommit: (value: string) => void;
  unit?: string | undefined;
  /** An amount: cents at most, never below zero. */
  money?: boolean;
  /** Left empty, the field takes back what it held. */
  neverEmpty?: boolean;
  isDisabled?: boolean;
};

/** What is typed over a stored value; `sent` is what the owner was given and has not answered yet. */
type Typed = { over: string; text: string | null; wrong: WrongNumber | null; sent: string | null };

const atRest = (value: string): Typed => ({ over: value, text: null, wrong: null, sent: null });

/** A number with its unit, read and written the way of the language. What is no number stays as typed, and is told. */
export function NumberField({ label, labelHidden, help, error, look = "box", value, onCommit, unit, money = false, neverEmpty = false, isDisabled = false }: NumberFieldProps) {
  const { t, numbers } = useT();
  const note = useNoteSaving();
  const [typed, setTyped] = useState(() => atRest(value));
  // What is typed shows until the owner answers with a value of its own.
  if (typed.over !== value) setTyped(atRest(value));

  const leave = () => {
    if (typed.text === null) return;
    const read = readNumber(typed.text, numbers, { unit, money });
    if ("wrong" in read) {
      setTyped({ ...typed, wrong: read.wrong });
      note("failed");
      return;
    }
    if (read.text === typed.sent) return;
    if (typed.wrong !== null) note("rest");
    if (sameNumber(read.text, value) || (read.text === "" && neverEmpty)) {
      setTyped(atRest(value));
      return;
    }
    setTyped({ over: value, text: shownNumber(read.text, numbers, money), wrong: null, sent: read.text });
    onCommit(read.text);
  };

  const told = typed.wrong === null ? error : t(`number.${typed.wrong}`);
  return (
    <AriaTextField
      value={typed.text ?? shownNumber(value, numbers, money)}
      onChange={(text) => setTyped({ ...typed, text, sent: null })}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === "Enter") leave();
        event.continuePropagation();
      }}
      isDisabled={isDisabled}
      isInvalid={told !== undefined}
      inputMode="decimal"
      autoComplete="off"
      autoCorrect="off"
      spellCheck="false"
      className={fieldClass(look)}
    >
      <FieldLabel label={label} labelHidden={labelHidden ?? false} />
      <Group className={styles.group ?? ""} isDisabled={isDisabled} isInvalid={told !== undefined}>
        <Input className={styles.bare ?? ""} />
        {unit === undefined || unit === "" ? null : <span className={styles.unit}>{unit}</span>}
      </Group>
      <FieldNotes help={help} error={told} />
    </AriaTextField>
  );
}
