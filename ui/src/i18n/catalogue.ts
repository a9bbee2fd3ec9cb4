import { behind, frenchSpaces, type Preposition } from "@/lib/text";
import { en } from "./en";
import { fr } from "./fr";

/** The languages the window speaks. French is the one in which sentences are first written. */
export type Language = "fr" | "en";

/** The key of a sentence. */
export type MessageKey = keyof typeof fr;

type Names<Sentence> = Sentence extends `${string}{${infer Hole}}${infer Rest}` ? (Hole extends `${infer Name}|${string}` ? Name : Hole) | Names<Rest> : never;

/** What a sentence needs: nothing, or a value for each of its holes. */
export type Values<Key extends MessageKey> = [Names<(typeof fr)[Key]>] extends [never] ? [] : [Record<Names<(typeof fr)[Key]>, string | number>];

const FRENCH: Record<string, string> = Object.fromEntries(Object.entries(fr).map(([key, sentence]) => [key, frenchSpaces(sentence)]));
const ENGLISH: Record<string, string> = en;

/** How dates and numbers are written in a language. */
export const LOCALES: Record<Language, string> = { fr: "fr-FR", en: "en-GB" };

const HOLE = /\{(\w+)(?:\|(de|à)(?=\}))?(?:\|([^|{}]*)\|([^{}]*))?\}/g;

/** Fills the holes of a sentence: `{name}` with a value, `{name|de}` with a name behind its preposition (« d'Auray »),
 * `{count|# étape|# étapes}` by the plural of the language. */
export function fill(sentence: string, locale: string, values: Record<string, string | number>): string {
  return sentence.replace(HOLE, (whole, name: string, preposition: Preposition | undefined, one: string | undefined, other: string | undefined) => {
    const value = values[name];
    if (value === undefined) return whole;
    const written = typeof value === "number" ? new Intl.NumberFormat(locale).format(value) : value;
    if (preposition !== undefined) return behind(preposition, written);
    if (one === undefined || other === undefined) return written;
    const singular = new Intl.PluralRules(locale).select(Number(value)) === "one";
    return (singular ? one : other).replaceAll("#", written);
  });
}

/** A sentence in a language. A key that does not exist cannot be written: the type forbids it. */
export function translate<Key extends MessageKey>(language: Language, key: Key, ...values: Values<Key>): string {
  const sentence = (language === "fr" ? FRENCH : ENGLISH)[key] ?? key;
  return fill(sentence, LOCALES[language], values[0] ?? {});
}

/** A sentence whose key comes from the core (an error code, a state): null when this program does not know it yet. */
export function translateUnknown(language: Language, key: string, values: Record<string, string | number> = {}): string | null {
  const sentence = (language === "fr" ? FRENCH : ENGLISH)[key];
  return sentence === undefined ? null : fill(sentence, LOCALES[language], values);
}
