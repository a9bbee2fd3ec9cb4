import type { MoneyValue } from "@/lib/document";
import { Choice } from "./Checkbox";
import styles from "./MoneyField.module.css";
import { NumberField } from "./NumberField";
import type { FieldShape } from "./TextField";

type MoneyFieldProps = FieldShape & {
  value: MoneyValue | null;
  onCommit: (value: MoneyValue | null) => void;
  taxLabels: { tax: string; ht: string; ttc: string };
};

/** An amount in euros; with or without tax is always said. */
export function MoneyField({ value, onCommit, taxLabels, label, ...shape }: MoneyFieldProps) {
  const tax = value?.tax === "ht" ? "ht" : "ttc";
  return (
    <div className={styles.money}>
      <NumberField {...shape} label={label} value={value?.amount ?? ""} unit="€" minValue={0} maximumDecimals={2} onCommit={(amount) => onCommit(amount === "" ? null : { amount, currency: value?.currency ?? "EUR", tax })} />
      <Choice
        label={`${taxLabels.tax} (${label})`}
        labelHidden
        look="segments"
        answers={[
          { id: "ht", label: taxLabels.ht },
          { id: "ttc", label: taxLabels.ttc },
        ]}
        value={tax}
        onChange={(next) => (value === null ? undefined : onCommit({ ...value, tax: next }))}
      />
    </div>
  );
}
