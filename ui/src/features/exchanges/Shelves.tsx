import { useNavigate } from "@tanstack/react-router";
import { ShieldQuestion } from "lucide-react";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/Notice";
import { DoubtMarks } from "@/components/record/Doubts";
import { TrustBadge } from "@/components/record/States";
import { useT } from "@/i18n/useT";
import type { Sender } from "@/ipc/bindings.gen";
import styles from "./exchanges.module.css";

/** The quarantine shelf: what came from senders whom nobody has accepted yet, and from those who were refused. */
export function Shelves({ senders }: { senders: Sender[] }) {
  const { t, day } = useT();
  const navigate = useNavigate();
  if (senders.length === 0) {
    return (
      <EmptyState title={t("shelf.none")} icon={ShieldQuestion}>
        {t("shelf.noneHelp")}
      </EmptyState>
    );
  }
  return (
    <ul className={styles.register}>
      {senders.map((sender) => (
        <li key={sender.id} className={styles.line}>
          <div className={styles.words}>
            <p className={styles.title}>
              {sender.name}
              <TrustBadge trust={sender.trust} />
              <DoubtMarks doubts={sender.doubts} />
            </p>
            <p className={styles.note}>
              {t("shelf.records", { count: sender.records })}
              {sender.lastReceived === null ? "" : ` · ${t("shelf.last", { date: day(sender.lastReceived.slice(0, 10)) })}`}
            </p>
          </div>
          <Button size="small" onPress={() => void navigate({ to: "/echanges/expediteur/$id", params: { id: sender.id } })}>
            {t("shelf.see")}
          </Button>
        </li>
      ))}
    </ul>
  );
}
