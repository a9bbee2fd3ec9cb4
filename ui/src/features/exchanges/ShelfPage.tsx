import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Check, X } from "lucide-react";
import { Button } from "@/components/Button";
import { Callout, EmptyState } from "@/components/Notice";
import { PageBody, PageHead, Section } from "@/components/PageHead";
import { KindSign } from "@/components/record/KindSign";
import { TrustBadge } from "@/components/record/States";
import { refusalWords } from "@/i18n/refusal";
import { useT } from "@/i18n/useT";
import { refusalOf } from "@/ipc/client";
import { changes, useChange } from "@/ipc/mutations";
import { senderRecordsQuery, sendersQuery } from "@/ipc/queries";
import styles from "./exchanges.module.css";

const route = getRouteApi("/echanges/expediteur/$id");

/** What one sender sent, and the decision about that sender. */
export function ShelfPage() {
  const { id } = route.useParams();
  const speech = useT();
  const { t } = speech;
  const navigate = route.useNavigate();
  const { run, busy } = useChange();
  const sender = useQuery(sendersQuery).data?.find((candidate) => candidate.id === id);
  const records = useQuery(senderRecordsQuery(id));
  if (records.isError) {
    const words = refusalWords(speech, refusalOf(records.error));
    return <EmptyState title={words.what}>{words.act}</EmptyState>;
  }
  if (sender === undefined || records.data === undefined) return null;
  const waiting = sender.trust === "unknown";
  const accept = async () => {
    const done = await run(changes.acceptSender(id));
    if (done !== null) await navigate({ to: "/solutions", search: { shelf: "received" } });
  };
  const place = [sender.department ?? "", sender.insee === null ? "" : t("start.insee", { code: sender.insee })].filter((part) => part !== "").join(" · ");
  return (
    <PageBody>
      <PageHead title={sender.name} lead={place === "" ? undefined : place} actions={<TrustBadge trust={sender.trust} />} />
      {waiting ? (
        <Callout
          tone="care"
          title={t("shelf.unknownTitle", { name: sender.name })}
          actions={
            <>
              <Button look="primary" icon={Check} isDisabled={busy} onPress={() => void accept()}>
                {t("shelf.accept")}
              </Button>
              <Button icon={X} isDisabled={busy} onPress={() => void run(changes.refuseSender(id))}>
                {t("shelf.refuse")}
              </Button>
            </>
          }
        >
          {t("shelf.unknownHelp")} {t("shelf.acceptHelp")}
        </Callout>
      ) : null}
      <Section title={t("shelf.content")} note={t("shelf.records", { count: records.data.length })}>
        <ul className={styles.register}>
          {records.data.map((row) => (
            <li key={row.id} className={styles.line}>
              <KindSign kind={row.kind} />
              <div className={styles.words}>
                <p className={styles.title}>
                  {row.kind === "solution" ? (
                    <Link to="/solutions/$id" params={{ id: row.id }}>
                      {row.title === "" ? t("common.untitled") : row.title}
                    </Link>
                  ) : (
                    row.title
                  )}
                </p>
              </div>
            </li>
          ))}
        </ul>
      </Section>
    </PageBody>
  );
}
