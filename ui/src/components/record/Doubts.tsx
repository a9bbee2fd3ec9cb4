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
  return doubts.map((doubt) => {
    const what = inFull(doubt);
    return (
      <Callout key={doubt.code} tone="bad" title={t(`${what}Title`)}>
        {t(`${what}Help`, { name, names: namesOf(doubt) })}
      </Callout>
    );
  });
}

/** Whose name or code it bears: our own is told as such, for it is a colleague before it is an impostor. */
function inFull({ code, others }: SenderDoubt) {
  if (others.length === 0) return "trust.keyForked";
  if (others.some((other) => other.trust === "self")) return "trust.ownClaimed";
  return code === "sameName" ? "trust.sameName" : "trust.sameCode";
}

/** The others, by name; two of one name are told apart by the beginning of their ids. */
export function namesOf(doubt: SenderDoubt): string {
  return doubt.others.map((other) => `${other.name} (${other.id.slice(0, 6)})`).join(", ");
}
