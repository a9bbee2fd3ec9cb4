import { useNavigate } from "@tanstack/react-router";
import { Check } from "lucide-react";
import { Button } from "@/components/Button";
import { DoubtMarks } from "@/components/record/Doubts";
import { TrustBadge } from "@/components/record/States";
import { VerifyButton } from "@/components/record/VerifySender";
import { useT } from "@/i18n/useT";
import type { Sender } from "@/ipc/bindings.gen";
import { changes, useChange } from "@/ipc/mutations";
import styles from "./correspondents.module.css";

/** One correspondent: who, how sure we are and since when, what speaks against it, and what can be done. */
export function CorrespondentRow({ sender }: { sender: Sender }) {
  const { t, day } = useT();
  const navigate = useNavigate();
  const { run, busy } = useChange();
  const place = [sender.department ?? "", sender.insee ?? sender.siren ?? "", sender.mailbox ?? ""].filter((part) => part !== "").join(" · ");
  return (
    <tr>
      <th scope="row">
        {sender.name === "" ? t("exchanges.unnamed") : sender.name}
        <span className={styles.place}>{place}</span>
        {sender.succeeds.map((one) => (
          <span key={one.name + (one.code ?? "")} className={styles.place}>
            {t("trust.succeeds", { name: one.code === null ? one.name : `${one.name} (${one.code})` })}
            {one.since === null ? "" : ` ${t("trust.since", { date: day(one.since) })}`}
          </span>
        ))}
        {sender.renewed === null ? null : <span className={styles.place}>{t("trust.renewed", { date: day(sender.renewed.slice(0, 10)) })}</span>}
        {sender.revokedDesktops === 0 ? null : <span className={styles.place}>{t("trust.revokedDesktops", { count: sender.revokedDesktops })}</span>}
        <DoubtMarks doubts={sender.doubts} />
      </th>
      <td>
        <TrustBadge trust={sender.trust} />
        {sender.decidedOn === null || sender.trust === "unknown" ? null : <span className={styles.place}>{t("trust.verifiedOn", { date: day(sender.decidedOn) })}</span>}
      </td>
      <td>{sender.records}</td>
      <td>{sender.lastReceived === null ? "" : day(sender.lastReceived.slice(0, 10))}</td>
      <td>
        <div className={styles.do}>
          <Button size="small" onPress={() => void navigate({ to: "/echanges/expediteur/$id", params: { id: sender.id } })}>
            {t("shelf.see")}
          </Button>
          {sender.trust === "unknown" || sender.trust === "accepted" ? <VerifyButton sender={sender} /> : null}
          {sender.trust === "unknown" && sender.doubts.length === 0 ? (
            <Button size="small" icon={Check} isDisabled={busy} onPress={() => void run(changes.acceptSender(sender.id))}>
              {t("shelf.accept")}
            </Button>
          ) : null}
        </div>
      </td>
    </tr>
  );
}
