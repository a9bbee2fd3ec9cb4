// Reads a record's fields, which arrive as nested JSON. What has another shape than expected reads as nothing: never a throw.

/** Any JSON object. */
export type Document = { readonly [name: string]: unknown };

/** The value as an object, or an empty one. */
export function asDocument(value: unknown): Document {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Document) : {};
}

/** The text of a field; "" when there is none. */
export function textOf(document: unknown, name: string): string {
  const value = asDocument(document)[name];
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

/** Whether a field says yes. */
export function flagOf(document: unknown, name: string): boolean {
  return asDocument(document)[name] === true;
}

/** The texts of a set. */
export function textsOf(document: unknown, name: string): string[] {
  const value = asDocument(document)[name];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

/** An item of a list, with its id. */
export type Item = Document & { readonly id: string };

/** The items of a list, in their order. */
export function itemsOf(document: unknown, name: string): Item[] {
  const value = asDocument(document)[name];
  if (!Array.isArray(value)) return [];
  return value.map(asDocument).filter((item): item is Item => typeof item["id"] === "string");
}

/** A dated value. */
export type ReadingValue = { id: string; date: string; value: string; comment: string; source: string };

/** A reading from its JSON; null when it says nothing. */
export function readingOf(value: unknown): ReadingValue | null {
  const document = asDocument(value);
  const reading = { id: textOf(document, "id"), date: textOf(document, "date"), value: textOf(document, "value"), comment: textOf(document, "comment"), source: textOf(document, "source") };
  return reading.value === "" && reading.date === "" ? null : reading;
}

/** The readings of an indicator, oldest first. */
export function readingsOf(document: unknown, name = "readings"): ReadingValue[] {
  return itemsOf(document, name)
    .map(readingOf)
    .filter((reading) => reading !== null)
    .sort((left, right) => left.date.localeCompare(right.date));
}

/** An amount of money: decimal text, currency, with or without tax. */
export type MoneyValue = { amount: string; currency: string; tax: string };

/** An amount from its JSON; null when it says nothing. */
export function moneyOf(value: unknown): MoneyValue | null {
  const document = asDocument(value);
  const amount = textOf(document, "amount");
  return amount === "" ? null : { amount, currency: textOf(document, "currency") || "EUR", tax: textOf(document, "tax") };
}

/** An attachment: the item's id, and what is known of its file. */
export type AttachmentValue = { id: string; caption: string; name: string; mediaType: string; size: number; missing: boolean };

/** The attachments of a record. */
export function attachmentsOf(document: unknown): AttachmentValue[] {
  return itemsOf(document, "attachments").map((item) => {
    const file = asDocument(item["file"]);
    const size = file["size"];
    return { id: item.id, caption: textOf(item, "caption"), name: textOf(file, "name"), mediaType: textOf(file, "media_type"), size: typeof size === "number" ? size : Number(size ?? 0) || 0, missing: file["missing"] === true };
  });
}

/** Whether a field holds nothing that one could read. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  return Array.isArray(value) && value.length === 0;
}
