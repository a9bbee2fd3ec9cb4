import { Check, Minus } from "lucide-react";
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps, Label, Radio, RadioGroup, Text } from "react-aria-components";
import fields from "./Field.module.css";
import styles from "./Checkbox.module.css";

type CheckboxProps = Omit<AriaCheckboxProps, "className" | "style" | "children"> & { children: React.ReactNode; labelHidden?: boolean };

/** A box to tick, with its words. */
export function Checkbox({ children, labelHidden = false, ...props }: CheckboxProps) {
  return (
    <AriaCheckbox {...props} className={styles.checkbox ?? ""}>
      {({ isSelected, isIndeterminate }) => (
        <>
          <span className={styles.box} aria-hidden>
            {isIndeterminate ? <Minus /> : isSelected ? <Check /> : null}
          </span>
          <span className={labelHidden ? "visually-hidden" : styles.words}>{children}</span>
        </>
      )}
    </AriaCheckbox>
  );
}

/** One answer of a choice that is always visible. */
export type Answer<Id extends string> = { id: Id; label: string; hint?: string | undefined; body?: React.ReactNode; disabled?: boolean };

type ChoiceProps<Id extends string> = {
  label: string;
  labelHidden?: boolean;
  answers: readonly Answer<Id>[];
  value: Id | null;
  onChange: (value: Id) => void;
  isDisabled?: boolean;
  /** Columns: each answer with what it stands for, side by side. */
  look?: "list" | "cards" | "segments" | "columns";
};

/** One answer among a few, all visible. */
export function Choice<Id extends string>({ label, labelHidden = false, answers, value, onChange, look = "list", isDisabled = false }: ChoiceProps<Id>) {
  const choose = (id: string) => {
    const found = answers.find((answer) => answer.id === id);
    if (found !== undefined) onChange(found.id);
  };
  return (
    <RadioGroup value={value} onChange={choose} isDisabled={isDisabled} className={styles.group ?? ""} orientation={look === "segments" ? "horizontal" : "vertical"}>
      <Label className={labelHidden ? "visually-hidden" : (fields.label ?? "")}>{label}</Label>
      <div className={styles[look]}>
        {answers.map((answer) => (
          <Radio key={answer.id} value={answer.id} isDisabled={answer.disabled === true} aria-label={answer.label} className={styles.radio ?? ""}>
            <span className={styles.dot} aria-hidden />
            <span className={styles.words}>
              <span>{answer.label}</span>
              {answer.hint === undefined ? null : (
                <Text slot="description" className={styles.hint ?? ""}>
                  {answer.hint}
                </Text>
              )}
              {answer.body === undefined ? null : (
                <Text slot={answer.hint === undefined ? "description" : undefined} className={styles.body ?? ""}>
                  {answer.body}
                </Text>
              )}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
