import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Option } from "@/components/Select";
import { useT } from "@/i18n/useT";
import type { FieldSchema, KindSchema } from "@/ipc/bindings.gen";
import { schemaQuery } from "@/ipc/queries";

/** What the one schema says of a kind, in the language of the window. */
export type KindWords = {
  /** Its fields, in order. */
  fields: readonly FieldSchema[];
  field: (name: string, list?: string) => FieldSchema | undefined;
  label: (name: string, list?: string) => string;
  question: (name: string) => string;
  choices: (name: string, list?: string) => Option[];
  /** The word for a value of a choice; a value this program does not know is shown as it is. */
  choice: (name: string, value: string | null) => string;
};

/** The words of a kind: labels, questions and choices come from the core, never from the page. */
export function useSchema(kind: string): KindWords {
  const { language } = useT();
  const kinds = useQuery(schemaQuery).data;
  return useMemo(() => wordsOf(kinds?.find((candidate) => candidate.name === kind), language), [kinds, kind, language]);
}

function wordsOf(kind: KindSchema | undefined, language: "fr" | "en"): KindWords {
  const field = (name: string, list?: string) => {
    const fields = list === undefined ? kind?.fields : kind?.fields.find((candidate) => candidate.name === list)?.items;
    return fields?.find((candidate) => candidate.name === name);
  };
  const label = (name: string, list?: string) => field(name, list)?.label[language] ?? name;
  const choices = (name: string, list?: string) => (field(name, list)?.choices ?? []).map((choice) => ({ id: choice.name, label: choice.label[language] }));
  return {
    fields: kind?.fields ?? [],
    field,
    label,
    question: (name) => {
      const question = field(name)?.question?.[language] ?? "";
      return question === "" ? label(name) : question;
    },
    choices,
    choice: (name, value) => (value === null || value === "" ? "" : (choices(name).find((choice) => choice.id === value)?.label ?? value)),
  };
}

/** The word for a kind. */
export function useKindLabel(): (kind: string) => string {
  const { language } = useT();
  const kinds = useQuery(schemaQuery).data;
  return (kind) => kinds?.find((candidate) => candidate.name === kind)?.label[language] ?? kind;
}
