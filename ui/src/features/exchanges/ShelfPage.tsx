import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Check, FileText, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Callout, EmptyState } from "@/components/Notice";
import { PageBody, PageHead, Section } from "@/components/PageHead";
import { DoubtNotices } from "@/components/record/Doubts";
import { KindSign } from "@/components/record/KindSign";
import { TrustBadge } from "@/components/record/States";
import { VerifyButton } from "@/components/record/VerifySender";
import { refusalWords } from "@/i18n/refusal";
import { useT } from "@/i18n/useT";
import { refusalOf } from "@/ipc/client";
import { changes, useChange } from "@/ipc/mutations";
import { senderRecordsQuery, sendersQuery } from "@/ipc/queries";
import { ApartRecord } from "./ApartRecord";
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
    return <EmptyState isAll title={words.what}>{words.act}</EmptyState>;
  }
  if (sender === undefined || records.data === undefined) return null;
  const apart = sender.trust === "unknown" || sender.trust === "refused";
  const accept = async () => {
    const done = await run(changes.acceptSender(id));
    if (done !== null) await navigate({ to: "/solutions", search: { shelf: "received" } });
  };
  const place = [sender.department ?? "", sender.insee === null ? "" : t("start.insee", { code: sender.insee })].filter((part) => part !== "").join(" · ");
  return (
    <PageBody>
      <PageHead title={sender.name} lead={place === "" ? undefined : place} actions={<TrustBadge trust={sender.trust} />} />
      <DoubtNotices name={sender.name} doubts={sender.doubts} />
      {apart ? (
        <Callout
          tone="care"
          title={sender.trust === "refused" ? t("apart.refused") : t("shelf.unknownTitle", { name: sender.name })}
          actions={
            <>
              <VerifyButton sender={sender} look="primary" size="normal" />
              <Button icon={Check} isDisabled={busy} onPress={() => void accept()}>
                {t("shelf.accept")}
              </Button>
              {sender.trust === "refused" ? null : (
                <Button icon={X} isDisabled={busy} onPress={() => void run(changes.refuseSender(id))}>
                  {t("shelf.refuse")}
                </Button>
              )}
            </>
          }
        >
          {sender.trust === "refused" ? t("apart.refusedHelp") : `${t("shelf.unknownHelp")} ${t("apart.acceptHelp")}`}
        </Callout>
      ) : sender.trust === "accepted" ? (
        <div>
          <VerifyButton sender={sender} size="normal" />
        </div>
      ) : null}
      <Section title={t("shelf.content")} note={t("shelf.records", { count: records.data.length })}>
        <ul className={styles.register}>
          {records.data.map((row) => (
            <li key={row.id} className={styles.line}>
              <KindSign kind={row.kind} />
              <div className={styles.words}>
                <p className={styles.title}>
                  {row.kind === "solution" && row.shelf !== "quarantine" ? (
                    <Link to="/solutions/$id" params={{ id: row.id }}>
                      {row.title === "" ? t("common.untitled") : row.title}
                    </Link>
                  ) : row.title === "" ? (
                    t("common.untitled")
                  ) : (
                    row.title
                  )}
                </p>
                {row.carriers.length === 0 ? null : <p className={styles.note}>{t("trust.carried", { author: row.ownerName, carriers: row.carriers.join(", ") })}</p>}
                {row.shelf === "quarantine" ? <Apart owner={row.owner} id={row.id} /> : null}
              </div>
            </li>
          ))}
        </ul>
      </Section>
    </PageBody>
  );
}

/** The text is asked for when it is wanted: there may be a thousand records. */
function Apart({ owner, id }: { owner: string; id: string }) {
  const { t } = useT();
  const [open, setOpen] = useState(false);
  if (open) return <ApartRecord owner={owner} id={id} />;
  return (
    <div>
      <Button size="small" look="plain" icon={FileText} onPress={() => setOpen(true)}>
        {t("apart.read")}
      </Button>
    </div>
  );
}
