import { type Speech, useT } from "@/i18n/useT";
import type { OperationLabel } from "@/ipc/bindings.gen";

/** A change in words, with the name of what it changed. */
export function operationWords({ t, maybe }: Speech, code: string, title: string | null): string {
  const what = maybe(`op.${code}`) ?? t("op.unknown");
  return title === null ? what : `${what} (${title})`;
}

/** What undoing and doing again are called after. */
export function useOperationWords(): (operation: OperationLabel) => string {
  const speech = useT();
  return ({ code, title }) => operationWords(speech, code, title);
}
