import { useProgrammes } from "@/components/record/useProgrammes";
import { useT } from "@/i18n/useT";
import type { FieldSchema } from "@/ipc/bindings.gen";
import { moneyOf } from "@/lib/document";

/** A value on one line, as its field says: dates, amounts, choices and programmes in words. */
export function useShort(): (field: FieldSchema, value: unknown) => string {
  const { language, day, decimal, maybe } = useT();
  const programmes = useProgrammes();
  return (field, value) => {
    if (field.type === "money") {
      const money = moneyOf(value);
      return money === null ? "" : `${decimal(money.amount)} ${money.currency === "EUR" ? "€" : money.currency} ${maybe(`money.${money.tax}`) ?? money.tax}`;
    }
    if (typeof value !== "string") return typeof value === "number" ? String(value) : "";
    switch (field.type) {
      case "date":
        return day(value);
      case "decimal":
        return decimal(value);
      case "choice":
        return (field.choices ?? []).find((choice) => choice.name === value)?.label[language] ?? value;
      case "reference":
        return programmes.find((programme) => programme.id === value)?.title ?? "";
      default:
        return value;
    }
  };
}
