import { useState } from "react";
import { Group, Input, NumberField as AriaNumberField } from "react-aria-components";
import { forDrawing } from "@/lib/decimal";
import styles from "./Field.module.css";
import { FieldLabel, FieldNotes, type FieldShape, fieldClass } from "./TextField";

type NumberFieldProps = FieldShape & {
  /** Stored decimal text; empty when there is none. */
  value: string;
  /** Called when the person leaves the field or presses Enter, with decimal text or "" when emptied. */
  onCommit: (value: string) => void;
  unit?: string | undefined;
  minValue?: number;
  maximumDecimals?: number;
  isDisabled?: boolean;
};

/** A number as decimal text: fifteen figures pass exactly through the library's field. */
export function toDecimalText(value: number): string {
  if (Number.isNaN(value)) return "";
  return value.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 9 });
}

/** A number with its unit, read and written the way of the language. */
export function NumberField({ label, labelHidden, help, error, look = "box", value, onCommit, unit, minValue, maximumDecimals = 6, ...props }: NumberFieldProps) {
  // What is typed shows until the owner answers with a value of its own.
  const [typed, setTyped] = useState<{ seen: string; number: number | null }>({ seen: value, number: null });
  if (typed.seen !== value) setTyped({ seen: value, number: null });
  const current = (typed.seen === value ? typed.number : null) ?? forDrawing(value) ?? Number.NaN;
  return (
    <AriaNumberField
      {...props}
      {...(minValue === undefined ? {} : { minValue })}
      value={current}
      onChange={(next) => {
        setTyped({ seen: value, number: next });
        const text = toDecimalText(next);
        if (text !== value) onCommit(text);
      }}
      formatOptions={{ maximumFractionDigits: maximumDecimals }}
      isInvalid={error !== undefined}
      className={fieldClass(look)}
    >
      <FieldLabel label={label} labelHidden={labelHidden ?? false} />
      <Group className={styles.group ?? ""}>
        <Input className={styles.bare ?? ""} />
        {unit === undefined || unit === "" ? null : <span className={styles.unit}>{unit}</span>}
      </Group>
      <FieldNotes help={help} error={error} />
    </AriaNumberField>
  );
}
