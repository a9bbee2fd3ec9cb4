import { useQueryClient } from "@tanstack/react-query";
import { FileArchive, FileText, LockKeyhole, Mail } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Disclosure } from "@/components/Disclosure";
import { Section } from "@/components/PageHead";
import { TextField } from "@/components/TextField";
import { useT } from "@/i18n/useT";
import type { ExportWrite, PostDone, PostShape } from "@/ipc/bindings.gen";
import { asks, useAsk } from "@/ipc/mutations";
import { CarrierDone } from "./CarrierDone";
import styles from "./share.module.css";

/** What was written, and in which shape. */
export type Posted = { shape: PostShape; post: PostDone };

type CarriersProps = { request: ExportWrite; disabled: boolean; passphrase: string; onPassphrase: (passphrase: string) => void; posted: Posted | null; onPosted: (posted: Posted | null) => void };

/** So many characters at least: less is guessed in an afternoon. */
const SHORTEST = 8;

/** The same bundle in another shape: an e-mail draft, a sheet to print, an archive, a file that a passphrase opens. */
export function Carriers({ request, disabled, passphrase, onPassphrase, posted, onPosted }: CarriersProps) {
  const { t, language } = useT();
  const { ids, publishDrafts, toId, toName, answers } = request;
  const ask = useAsk();
  const client = useQueryClient();
  const [writing, setWriting] = useState(false);
  const write = async (shape: PostShape) => {
    onPosted(null);
    setWriting(true);
    const post = await ask(asks.writePost({ ids, publishDrafts, toId, toName, answers, shape, passphrase, language }));
    setWriting(false);
    if (post === null) return;
    onPosted({ shape, post });
    await Promise.all(["sent", "records", "undo", "preview"].map((key) => client.invalidateQueries({ queryKey: [key] })));
  };
  const tooShort = passphrase.trim().length < SHORTEST;
  const off = disabled || writing;
  // With a passphrase begun, nothing leaves unprotected by mistake.
  const asked = passphrase !== "";
  return (
    <Section title={t("carrier.title")} note={t("carrier.note")}>
      <ul className={styles.carriers}>
        <li>
          <Button icon={Mail} isDisabled={off || (asked && tooShort)} onPress={() => void write("mail")}>
            {t("carrier.mail")}
          </Button>
          <p>{t("carrier.mailHelp")}</p>
        </li>
        <li>
          <Button icon={FileText} isDisabled={off || asked} onPress={() => void write("pdf")}>
            {t("carrier.pdf")}
          </Button>
          <p>{t("carrier.pdfHelp")}</p>
        </li>
        <li>
          <Button icon={FileArchive} isDisabled={off || asked} onPress={() => void write("zip")}>
            {t("carrier.zip")}
          </Button>
          <p>{t("carrier.zipHelp")}</p>
        </li>
      </ul>
      <Disclosure title={t("carrier.lock")}>
        <div className={styles.lock}>
          <TextField label={t("carrier.passphrase")} help={t("carrier.passphraseHelp")} value={passphrase} onChange={onPassphrase} autoComplete="off" />
          <Button icon={LockKeyhole} look={asked ? "primary" : "outline"} isDisabled={off || tooShort} onPress={() => void write("essaim")}>
            {t("carrier.locked")}
          </Button>
        </div>
      </Disclosure>
      {posted === null ? null : <CarrierDone shape={posted.shape} post={posted.post} />}
    </Section>
  );
}
