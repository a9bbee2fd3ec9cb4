import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Check, Users } from "lucide-react";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/Notice";
import { PageBody, PageHead } from "@/components/PageHead";
import { TrustBadge } from "@/components/record/States";
import { useT } from "@/i18n/useT";
import { changes, useChange } from "@/ipc/mutations";
import { sendersQuery } from "@/ipc/queries";
import styles from "./correspondents.module.css";

/** The communes and bodies one exchanges with, and how sure we are of each. */
export function CorrespondentsPage() {
  const { t, day } = useT();
  const navigate = useNavigate();
  const { run, busy } = useChange();
  const senders = useQuery(sendersQuery).data;
  if (senders === undefined) return null;
  const others = senders.filter((sender) => sender.trust !== "self");
  return (
    <PageBody>
      <PageHead title={t("frame.correspondents")} lead={t("correspondents.lead")} />
      {others.length === 0 ? (
        <EmptyState title={t("correspondents.none")} icon={Users} actions={<Button onPress={() => void navigate({ to: "/echanges" })}>{t("plan.backToExchanges")}</Button>}>
          {t("correspondents.noneHelp")}
        </EmptyState>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t("correspondents.name")}</th>
              <th scope="col">{t("correspondents.trust")}</th>
              <th scope="col">{t("correspondents.records")}</th>
              <th scope="col">{t("correspondents.last")}</th>
              <th scope="col">
                <span className="visually-hidden">{t("common.more")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {others.map((sender) => (
              <tr key={sender.id}>
                <th scope="row">
                  {sender.name}
                  <span className={styles.place}>{[sender.department ?? "", sender.insee ?? "", sender.mailbox ?? ""].filter((part) => part !== "").join(" · ")}</span>
                </th>
                <td>
                  <TrustBadge trust={sender.trust} />
                </td>
                <td>{sender.records}</td>
                <td>{sender.lastReceived === null ? "" : day(sender.lastReceived.slice(0, 10))}</td>
                <td className={styles.do}>
                  <Button size="small" onPress={() => void navigate({ to: "/echanges/expediteur/$id", params: { id: sender.id } })}>
                    {t("shelf.see")}
                  </Button>
                  {sender.trust === "unknown" ? (
                    <Button size="small" icon={Check} isDisabled={busy} onPress={() => void run(changes.acceptSender(sender.id))}>
                      {t("shelf.accept")}
                    </Button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className={styles.note}>{t("correspondents.note")}</p>
    </PageBody>
  );
}
