import { useT } from "@/i18n/useT";
import type { OperationLabel } from "@/ipc/bindings.gen";

/** A change in words, with the name of what it changed: what undoing and doing again are called after. */
export function useOperationWords(): (operation: OperationLabel) => string {
  const { t, maybe } = useT();
  return (operation) => {
    const what = maybe(`op.${operation.code}`) ?? t("op.unknown");
    return operation.title === null ? what : `${what} (${operation.title})`;
  };
}
