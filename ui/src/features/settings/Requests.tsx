import { useQuery } from "@tanstack/react-query";
import { Check, ClipboardCopy, FolderOpen, MailOpen, MailPlus } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { Disclosure } from "@/components/Disclosure";
import { Callout } from "@/components/Notice";
import { useT } from "@/i18n/useT";
import type { ErasureRequest, ErasureWords } from "@/ipc/bindings.gen";
import { asks, changes, useAsk, useChange } from "@/ipc/mutations";
import { erasuresQuery } from "@/ipc/queries";
import styles from "./safety.module.css";
import shared from "./settings.module.css";

/** Those who have a copy of what was erased here: what to write to them, and whether it was done. */
export function Requests({ person }: { person: string }) {
  const { t, language } = useT();
  const words: ErasureWords = { person, language };
  const requests = useQuery(erasuresQuery(words)).data ?? [];
  if (requests.length === 0) return null;
  return (
    <section className={styles.requests} aria-labelledby="requests">
      <h3 id="requests">{t("safety.askTitle")}</h3>
      <p>{t("safety.askHelp")}</p>
      <ul className={styles.recipients}>
        {requests.map((request) => (
          <li key={request.key}>
            <Recipient request={request} words={words} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Recipient({ request, words }: { request: ErasureRequest; words: ErasureWords }) {
  const { t, language, instant } = useT();
  const ask = useAsk();
  const { run, busy } = useChange();
  const [copied, setCopied] = useState<"yes" | "no" | null>(null);
  const [file, setFile] = useState<string | null>(null);
  const whole = `${request.subject}\n\n${request.text}`;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(whole);
      setCopied("yes");
    } catch {
      setCopied("no");
    }
  };
  return (
    <div className={styles.request}>
      <div className={styles.placeHead}>
        <strong>{request.name === "" ? t("safety.askUnsaid") : request.name}</strong>
        <Badge tone={request.askedAt === null ? "honey" : "leaf"} shape={request.askedAt === null ? "half" : "check"}>
          {request.askedAt === null ? t("safety.askOpen") : t("safety.askDone", { when: instant(request.askedAt) })}
        </Badge>
      </div>
      <ul className={styles.list}>
        {request.records.map((record) => (
          <li key={record.id}>
            {record.title === "" ? t("common.untitled") : record.title} · {record.fields.map((label) => label[language]).join(", ")}
            <br />
            <span className={shared.soft}>{record.theirs ? t("safety.askTheirs") : t("safety.askFiles", { files: record.files.join(", ") })}</span>
          </li>
        ))}
      </ul>
      {request.name === "" ? <p className={shared.soft}>{t("safety.askUnsaidHelp")}</p> : null}
      <Disclosure title={t("safety.askRead")} level={4}>
        <p className={styles.letter} data-selectable>
          {whole}
        </p>
      </Disclosure>
      <div className={styles.buttons}>
        <Button size="small" icon={MailPlus} onPress={() => void ask(asks.draftErasure(request.key, words)).then(setFile)}>
          {t("safety.askDraft")}
        </Button>
        <Button size="small" icon={ClipboardCopy} onPress={() => void copy()}>
          {copied === "yes" ? t("carrier.copied") : t("carrier.copy")}
        </Button>
        {request.askedAt === null ? (
          <Button size="small" icon={Check} isDisabled={busy} onPress={() => void run(changes.erasureAsked(request.key), "silent")}>
            {t("safety.askNote")}
          </Button>
        ) : null}
      </div>
      {copied === "no" ? <Callout tone="care">{t("safety.askByHand")}</Callout> : null}
      {file === null ? null : (
        <Callout
          tone="good"
          role="status"
          title={t("safety.askSaved")}
          actions={
            <>
              <Button size="small" icon={MailOpen} onPress={() => void ask(asks.openPost)}>
                {t("carrier.open")}
              </Button>
              <Button size="small" icon={FolderOpen} onPress={() => void ask(asks.showPost)}>
                {t("carrier.show")}
              </Button>
            </>
          }
        >
          <span className={shared.path} data-selectable>
            {file}
          </span>
        </Callout>
      )}
    </div>
  );
}
