import { useT } from "@/i18n/useT";
import { asDocument, textOf } from "@/lib/document";
import { plainText } from "@/lib/markdown";
import { shorten } from "@/lib/text";

/** Any value of a record on one line, for history, plans and conflicts. */
export function useShownValue(): (value: unknown, length?: number) => string {
  const { t, day, decimal } = useT();
  const show = (value: unknown, length = 160): string => {
    if (value === null || value === undefined) return "";
    if (typeof value === "boolean") return value ? t("common.yes") : t("common.no");
    if (typeof value === "number") return String(value);
    if (typeof value === "string") return shorten(plainText(/^\d{4}-\d{2}-\d{2}$/.test(value) ? day(value) : value), length);
    if (Array.isArray(value)) return shorten(value.map((item) => show(item, length)).join(", "), length);
    const document = asDocument(value);
    if (typeof document["amount"] === "string") return `${decimal(document["amount"], 2)}\u202f€ ${textOf(document, "tax").toUpperCase()}`;
    if (typeof document["sha256"] === "string") return textOf(document, "name");
    if (typeof document["date"] === "string" && typeof document["value"] === "string") return `${decimal(document["value"])} (${day(document["date"])})`;
    return shorten(Object.values(document).map((item) => show(item, length)).filter(Boolean).join(" · "), length);
  };
  return show;
}
