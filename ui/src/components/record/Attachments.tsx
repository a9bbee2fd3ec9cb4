import { useQuery } from "@tanstack/react-query";
import { Download, File, FileImage, FileSpreadsheet, FileText, type LucideIcon, Paperclip, TriangleAlert, X } from "lucide-react";
import { Button, IconButton } from "@/components/Button";
import { Section } from "@/components/PageHead";
import { showToast } from "@/components/Toasts";
import { useT } from "@/i18n/useT";
import type { RecordView } from "@/ipc/bindings.gen";
import { asks, changes, useAsk, useChange } from "@/ipc/mutations";
import { verdictsQuery } from "@/ipc/queries";
import { attachmentsOf } from "@/lib/document";
import styles from "./record.module.css";

function signOf(mediaType: string, name: string): LucideIcon {
  if (mediaType.startsWith("image/")) return FileImage;
  if (/sheet|excel|csv/.test(mediaType) || /\.(xlsx?|ods|csv)$/i.test(name)) return FileSpreadsheet;
  return mediaType === "application/pdf" || mediaType.startsWith("text/") ? FileText : File;
}

/** The files of a record: added from this machine, saved to it. */
export function Attachments({ view, editable }: { view: RecordView; editable: boolean }) {
  const { t, bytes } = useT();
  const { run, busy } = useChange();
  const ask = useAsk();
  const files = attachmentsOf(view.fields);
  const { data: verdicts = [] } = useQuery(
    verdictsQuery(
      view.id,
      files.map((file) => file.id),
    ),
  );
  const warnings = new Map(verdicts.flatMap(({ item, verdict }) => (verdict === "runs" || verdict === "disguised" ? [[item, verdict] as const] : [])));
  const save = async (item: string) => {
    const path = await ask(asks.saveAttachment(view.id, item));
    if (path !== null) showToast({ text: t("attachments.saved"), detail: path });
  };
  return (
    <Section
      id="pieces"
      title={t("attachments.title")}
      actions={
        editable ? (
          <Button size="small" icon={Paperclip} isDisabled={busy} onPress={() => void run(changes.attach(view.id))}>
            {t("attachments.add")}
          </Button>
        ) : undefined
      }
    >
      {files.length === 0 ? (
        <p className={styles.nothing}>{editable ? t("attachments.none") : t("attachments.noneRead")}</p>
      ) : (
        <ul className={styles.files}>
          {files.map((file) => {
            const Sign = signOf(file.mediaType, file.name);
            const warning = warnings.get(file.id);
            return (
              <li key={file.id} className={styles.file}>
                <Sign size="1.25rem" aria-hidden className={styles.fileSign} />
                <span className={styles.fileWords}>
                  <span className={styles.fileName}>{file.caption === "" ? file.name : file.caption}</span>
                  <span className={styles.fileNote}>
                    {file.caption === "" ? "" : `${file.name} · `}
                    {file.missing ? t("attachments.missing") : bytes(file.size)}
                  </span>
                  {warning === undefined ? null : (
                    <span className={styles.fileWarning}>
                      <TriangleAlert size="1rem" aria-hidden /> {t(`attachments.${warning}`)}
                    </span>
                  )}
                </span>
                <IconButton icon={Download} label={t("attachments.save", { name: file.name })} isDisabled={file.missing} onPress={() => void save(file.id)} />
                {editable ? <IconButton icon={X} label={t("common.removeNamed", { name: file.name })} onPress={() => void run(changes.write(view.id, { attachments: [{ id: file.id, deleted: true }] }), "removed")} /> : null}
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}
