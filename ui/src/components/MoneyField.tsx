import { useLayoutEffect, useRef, useState } from "react";
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

type Tax = "ht" | "ttc";

/** What the person gave last over a stored value; the tax may be chosen before there is an amount. */
type Given = { over: string; money: MoneyValue | null; tax: Tax };

const taxOf = (value: MoneyValue | null, otherwise: Tax): Tax => (value === null ? otherwise : value.tax === "ht" ? "ht" : "ttc");

/** An amount in euros; with or without tax is always said. */
export function MoneyField({ value, onCommit, taxLabels, label, ...shape }: MoneyFieldProps) {
  const over = JSON.stringify(value);
  const [given, setGiven] = useState<Given>({ over, money: value, tax: taxOf(value, "ttc") });
  if (given.over !== over) setGiven({ over, money: value, tax: taxOf(value, given.tax) });
  // A click on the tax also ends the typing of the amount, both before the owner answers: neither undoes the other.
  const latest = useRef(given);
  useLayoutEffect(() => {
    latest.current = given;
  });
  const give = (money: MoneyValue | null, tax: Tax) => {
    latest.current = { over, money, tax };
    setGiven(latest.current);
  };
  const giveAmount = (amount: string) => {
    const { money, tax } = latest.current;
    const next = amount === "" ? null : { amount, currency: money?.currency ?? "EUR", tax };
    give(next, tax);
    onCommit(next);
  };
  const giveTax = (tax: Tax) => {
    const { money } = latest.current;
    const next = money === null ? null : { ...money, tax };
    give(next, tax);
    if (next !== null) onCommit(next);
  };
  return (
    <div className={styles.money}>
      <NumberField {...shape} label={label} value={value?.amount ?? ""} unit="€" money onCommit={giveAmount} />
      <Choice
        label={`${taxLabels.tax} (${label})`}
        labelHidden
        look="segments"
        answers={[
          { id: "ht", label: taxLabels.ht },
          { id: "ttc", label: taxLabels.ttc },
        ]}
        value={given.tax}
        onChange={giveTax}
      />
    </div>
  );
}
