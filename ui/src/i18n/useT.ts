import { createContext, useContext, useMemo } from "react";
import { formatBytes } from "@/lib/bytes";
import { formatDay, formatInstant, relativeDay } from "@/lib/dates";
import { ENGLISH, FRENCH, formatDecimal, type NumberStyle } from "@/lib/decimal";
import { type Language, LOCALES, type MessageKey, translate, translateUnknown, type Values } from "./catalogue";

/** The language of the window. */
export const LanguageContext = createContext<Language>("fr");

/** Everything that depends on the language: sentences, dates, numbers, weights. */
export type Speech = {
  language: Language;
  locale: string;
  numbers: NumberStyle;
  t: <Key extends MessageKey>(key: Key, ...values: Values<Key>) => string;
  /** For keys that come from the core; null when unknown. */
  maybe: (key: string, values?: Record<string, string | number>) => string | null;
  day: (value: string, length?: "short" | "medium" | "long") => string;
  instant: (value: string) => string;
  relative: (value: string) => string;
  decimal: (value: string, minimumDecimals?: number) => string;
  bytes: (value: number) => string;
};

/** What a language knows, ready to use. */
export function speechOf(language: Language): Speech {
  const locale = LOCALES[language];
  const numbers = language === "fr" ? FRENCH : ENGLISH;
  return {
    language,
    locale,
    numbers,
    t: (key, ...values) => translate(language, key, ...values),
    maybe: (key, values) => translateUnknown(language, key, values),
    day: (value, length) => formatDay(value, locale, length),
    instant: (value) => formatInstant(value, locale),
    relative: (value) => relativeDay(value, locale),
    decimal: (value, minimumDecimals) => formatDecimal(value, numbers, minimumDecimals),
    bytes: (value) => formatBytes(value, language),
  };
}

/** The sentences, dates and numbers of the window's language. */
export function useT(): Speech {
  const language = useContext(LanguageContext);
  return useMemo(() => speechOf(language), [language]);
}
