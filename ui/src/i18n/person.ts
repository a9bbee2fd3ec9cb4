import { excess } from "@/lib/text";
import type { Speech } from "./useT";

/** How long a person's name may be. */
export const PERSON_MAX = 120;

/** What is wrong with a person's name, in words; that there is none is said only once it was asked for. */
export function personError(t: Speech["t"], person: string, asked: boolean): string | undefined {
  const over = excess(person.trim(), PERSON_MAX);
  if (over > 0) return t("field.tooLong", { max: PERSON_MAX, over });
  return asked && person.trim() === "" ? t("start.personMissing") : undefined;
}

/** What is wrong with a mailbox, in words: it is one that the core makes a link of (`is_mailbox`), and no longer than one can be. */
export function mailboxError(t: Speech["t"], mailbox: string): string | undefined {
  const text = mailbox.trim();
  const isOne = text.length <= 254 && /^[^\s@?&#%"<>,]+@[^\s@?&#%"<>,]+\.[^\s@?&#%"<>,]+$/.test(text);
  return text === "" || isOne ? undefined : t("settings.mailboxWrong");
}
