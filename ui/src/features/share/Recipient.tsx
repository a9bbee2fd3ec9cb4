import { useQuery } from "@tanstack/react-query";
import { Checkbox } from "@/components/Checkbox";
import { Section } from "@/components/PageHead";
import { Select } from "@/components/Select";
import { TextField } from "@/components/TextField";
import { useT } from "@/i18n/useT";
import { sendersQuery } from "@/ipc/queries";
import styles from "./share.module.css";

/** For whom a bundle is: nobody said, a correspondent, or someone by name; and whether it answers the correspondent. */
export type RecipientChoice = { toId: string | null; toName: string | null; answers: boolean };

export const NOBODY: RecipientChoice = { toId: null, toName: null, answers: false };

const OTHER = "other";

/** Asks for whom the bundle is. It is noted in the register and, for a correspondent, may say what has come of theirs. */
export function Recipient({ value, onChange }: { value: RecipientChoice; onChange: (next: RecipientChoice) => void }) {
  const { t } = useT();
  const senders = useQuery(sendersQuery).data ?? [];
  const known = senders.filter((sender) => sender.trust === "accepted" || sender.trust === "verified");
  const chosen = known.find((sender) => sender.id === value.toId);
  const options = [{ id: "", label: t("share.toNobody") }, ...known.map((sender) => ({ id: sender.id, label: sender.name, hint: sender.department ?? undefined })), { id: OTHER, label: t("share.toOther") }];
  const choose = (id: string) => {
    if (id === OTHER) onChange({ toId: null, toName: "", answers: false });
    else if (id === "") onChange(NOBODY);
    else onChange({ toId: id, toName: null, answers: value.answers });
  };
  return (
    <Section title={t("share.to")} note={t("share.toNote")}>
      <div className={styles.to}>
        <Select label={t("share.toLabel")} options={options} value={value.toId ?? (value.toName === null ? "" : OTHER)} placeholder={t("share.toNobody")} onChange={choose} />
        {value.toName === null ? null : <TextField label={t("share.toName")} value={value.toName} onChange={(toName) => onChange({ ...value, toName })} placeholder={t("share.toNamePlaceholder")} />}
      </div>
      {chosen === undefined ? null : (
        <Checkbox isSelected={value.answers} onChange={(answers) => onChange({ ...value, answers })}>
          {t("share.answers", { name: chosen.name })}
        </Checkbox>
      )}
    </Section>
  );
}
