import { ClipboardCopy, FileText, FolderOpen, MailOpen } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Callout } from "@/components/Notice";
import { useT } from "@/i18n/useT";
import type { PostDone, PostShape } from "@/ipc/bindings.gen";
import { asks, useAsk } from "@/ipc/mutations";
import styles from "./share.module.css";

/** What was written, where it is, and the letter to go with it. */
export function CarrierDone({ shape, post }: { shape: PostShape; post: PostDone }) {
  const { t, bytes } = useT();
  const ask = useAsk();
  const [copied, setCopied] = useState<"yes" | "no" | null>(null);
  const letter = post.letter;
  const copy = async () => {
    if (letter === null) return;
    try {
      await navigator.clipboard.writeText(`${letter.subject}\n\n${letter.text}`);
      setCopied("yes");
    } catch {
      setCopied("no");
    }
  };
  return (
    <Callout
      tone="good"
      role="status"
      title={t("carrier.done", { count: post.files.length })}
      actions={
        <>
          {shape === "mail" || shape === "pdf" ? (
            <Button icon={shape === "mail" ? MailOpen : FileText} onPress={() => void ask(asks.openPost)}>
              {shape === "mail" ? t("carrier.open") : t("carrier.openPdf")}
            </Button>
          ) : null}
          <Button icon={FolderOpen} onPress={() => void ask(asks.showPost)}>
            {t("carrier.show")}
          </Button>
          {letter === null ? null : (
            <Button icon={ClipboardCopy} onPress={() => void copy()}>
              {copied === "yes" ? t("carrier.copied") : t("carrier.copy")}
            </Button>
          )}
        </>
      }
    >
      <ul>
        {post.files.map((file) => (
          <li key={file.file} className={styles.file} data-selectable>
            {file.file} ({bytes(file.bytes)})
          </li>
        ))}
      </ul>
      {shape === "mail" ? <p>{t("carrier.mailNext", { count: post.files.length })}</p> : null}
      {post.heavy.length === 0 ? null : <p>{t("carrier.heavy", { names: post.heavy.join(", ") })}</p>}
      {copied === "no" && letter !== null ? (
        <>
          <p>{t("carrier.copyByHand")}</p>
          <p className={styles.letter} data-selectable>{`${letter.subject}\n\n${letter.text}`}</p>
        </>
      ) : null}
    </Callout>
  );
}
