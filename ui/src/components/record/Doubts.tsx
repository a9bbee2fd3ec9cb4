import { ShieldAlert } from "lucide-react";
import { Callout } from "@/components/Notice";
import { useT } from "@/i18n/useT";
import type { SenderDoubt } from "@/ipc/bindings.gen";
import styles from "./record.module.css";

/** What speaks against a sender, in a line with a sign: beside the name, wherever the name is shown. */
export function DoubtMarks({ doubts }: { doubts: SenderDoubt[] }) {
  const { t } = useT();
  return doubts.map((doubt) => (
    <span key={doubt.code} className={styles.trust} data-trust="doubt">
      <ShieldAlert size="0.9375rem" aria-hidden />
      {doubt.others.length === 0 ? t("trust.keyForked") : t(doubt.code === "sameName" ? "trust.sameName" : "trust.sameCode", { names: namesOf(doubt) })}
    </span>
  ));
}

/** The same in full, with what to do. */
export function DoubtNotices({ name, doubts }: { name: string; doubts: SenderDoubt[] }) {
  const { t } = useT();
  return doubts.map((doubt) => (
    <Callout key={doubt.code} tone="bad" title={t(doubt.others.length === 0 ? "trust.keyForkedTitle" : doubt.code === "sameName" ? "trust.sameNameTitle" : "trust.sameCodeTitle")}>
      {doubt.others.length === 0 ? t("trust.keyForkedHelp", { name }) : t(doubt.code === "sameName" ? "trust.sameNameHelp" : "trust.sameCodeHelp", { name, names: namesOf(doubt) })}
    </Callout>
  ));
}

/** The others, by name; two of one name are told apart by the beginning of their ids. */
export function namesOf(doubt: SenderDoubt): string {
  return doubt.others.map((other) => `${other.name} (${other.id.slice(0, 6)})`).join(", ");
}
