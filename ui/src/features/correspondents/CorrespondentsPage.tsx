import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Users } from "lucide-react";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/Notice";
import { PageBody, PageHead } from "@/components/PageHead";
import { useT } from "@/i18n/useT";
import { sendersQuery } from "@/ipc/queries";
import { CorrespondentRow } from "./CorrespondentRow";
import { OwnWords } from "./OwnWords";
import styles from "./correspondents.module.css";

/** The communes and bodies one exchanges with, how sure we are of each, and how they can be sure of us. */
export function CorrespondentsPage() {
  const { t } = useT();
  const navigate = useNavigate();
  const senders = useQuery(sendersQuery).data;
  if (senders === undefined) return null;
  const others = senders.filter((sender) => sender.trust !== "self");
  return (
    <PageBody width="wide">
      <PageHead title={t("frame.correspondents")} lead={t("correspondents.lead")} />
      {others.length === 0 ? (
        <EmptyState title={t("correspondents.none")} icon={Users} actions={<Button onPress={() => void navigate({ to: "/echanges" })}>{t("plan.backToExchanges")}</Button>}>
          {t("correspondents.noneHelp")}
        </EmptyState>
      ) : (
        <div>
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
                <CorrespondentRow key={sender.id} sender={sender} />
              ))}
            </tbody>
          </table>
          <p className={styles.note}>{t("correspondents.note")}</p>
        </div>
      )}
      <OwnWords />
    </PageBody>
  );
}
