import { Check, ChevronsUpDown } from "lucide-react";
import { Button, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue } from "react-aria-components";
import fields from "./Field.module.css";
import styles from "./Select.module.css";
import { FieldLabel, FieldNotes, type FieldShape, fieldClass } from "./TextField";

/** One choice of a list. */
export type Option<Id extends string = string> = { id: Id; label: string; hint?: string | undefined; mark?: React.ReactNode };

type SelectProps<Id extends string> = FieldShape & {
  options: readonly Option<Id>[];
  value: Id | null;
  onChange: (value: Id) => void;
  placeholder: string;
  isDisabled?: boolean;
};

/** One choice among a few. */
export function Select<Id extends string>({ label, labelHidden, help, error, look = "box", options, value, onChange, placeholder, isDisabled = false }: SelectProps<Id>) {
  return (
    <AriaSelect
      value={value}
      isDisabled={isDisabled}
      onChange={(key) => {
        const chosen = options.find((option) => option.id === key);
        if (chosen !== undefined && chosen.id !== value) onChange(chosen.id);
      }}
      placeholder={placeholder}
      isInvalid={error !== undefined}
      className={fieldClass(look)}
    >
      <FieldLabel label={label} labelHidden={labelHidden ?? false} />
      <Button className={`${fields.input} ${styles.button}`}>
        <SelectValue className={styles.value ?? ""} />
        <ChevronsUpDown size="0.9375rem" aria-hidden className={styles.arrow} />
      </Button>
      <FieldNotes help={help} error={error} />
      <Popover className={styles.popover ?? ""} offset={4}>
        <ListBox items={options} className={styles.list ?? ""}>
          {(option) => <OptionRow option={option} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

/** One line of a list of choices, checked when chosen. */
export function OptionRow({ option }: { option: Option }) {
  return (
    <ListBoxItem id={option.id} textValue={option.label} className={styles.option ?? ""}>
      {({ isSelected }) => (
        <>
          {option.mark}
          <span className={styles.text}>
            <span>{option.label}</span>
            {option.hint === undefined ? null : <span className={styles.hint}>{option.hint}</span>}
          </span>
          {isSelected ? <Check size="1rem" aria-hidden /> : null}
        </>
      )}
    </ListBoxItem>
  );
}
