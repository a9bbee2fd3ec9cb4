import { Undo2 } from "lucide-react";
import { Badge, type BadgeShape, type BadgeTone } from "@/components/Badge";
import { Button } from "@/components/Button";
import { Disclosure } from "@/components/Disclosure";
import { Callout } from "@/components/Notice";
import { PageBody, PageHead, Section } from "@/components/PageHead";
import { KindSign } from "@/components/record/KindSign";
import { RecordLink } from "@/components/record/RecordLink";
import { inPrint } from "@/i18n/refusal";
import { useT } from "@/i18n/useT";
import type { FolderDone, FolderFile, FolderVerdict } from "@/ipc/bindings.gen";
import { changes, useChange } from "@/ipc/mutations";
import styles from "./exchanges.module.css";

const SIGNS: Record<FolderVerdict, [BadgeTone, BadgeShape]> = {
  imported: ["leaf", "check"],
  apart: ["honey", "pause"],
  received: ["grey", "check"],
  not_a_bundle: ["grey", "empty"],
  refused: ["red", "stop"],
};
const ORDER: readonly FolderVerdict[] = ["refused", "apart", "imported", "received", "not_a_bundle"];
const PARTS = ["fresh", "updated", "conflicts"] as const;

/** What became of a folder: in numbers, by title, and file by file; all of it can be taken back at once. */
export function FolderReport({ done, onClose }: { done: FolderDone; onClose: () => void }) {
  const { t } = useT();
  const { run, busy } = useChange();
  const { fresh, updated, known, conflicts, refused } = done.counts;
  const summary = [
    fresh > 0 ? t("plan.freshCount", { count: fresh }) : "",
    updated > 0 ? t("plan.updatedCount", { count: updated }) : "",
    conflicts > 0 ? t("plan.conflictCount", { count: conflicts }) : "",
    known > 0 ? t("plan.knownCount", { count: known }) : "",
    refused > 0 ? t("folder.refusedCount", { count: refused }) : "",
  ].filter((part) => part !== "");
  const undo = async () => {
    const undone = await run(changes.undo, "undone");
    if (undone !== null) onClose();
  };
  return (
    <PageBody>
      <PageHead
        title={t("folder.reportTitle", { name: done.name })}
        lead={summary.length === 0 ? t("plan.nothingNew") : summary.join(", ")}
        actions={
          <>
            {fresh + updated + conflicts === 0 ? null : (
              <Button icon={Undo2} isDisabled={busy} onPress={() => void undo()}>
                {t("folder.undo")}
              </Button>
            )}
            <Button look="primary" onPress={onClose}>
              {t("common.close")}
            </Button>
          </>
        }
      />
      {done.stopped ? <Callout tone="care" title={t("folder.stopped", { count: done.files.length })}>{t("folder.stoppedHelp")}</Callout> : null}
      {PARTS.map((part) =>
        done[part].length === 0 ? null : (
          <Section key={part} title={t(`plan.${part}`)} note={String(done.counts[part])}>
            <div className={styles.titles}>
              <ul className={styles.register}>
                {done[part].map((entry) => (
                  <li key={entry.kind + entry.id} className={styles.line}>
                    <KindSign kind={entry.kind} />
                    <RecordLink kind={entry.kind} id={entry.id} title={entry.title} />
                  </li>
                ))}
              </ul>
            </div>
          </Section>
        ),
      )}
      <Section title={t("folder.files")} note={t("folder.fileCount", { count: done.files.length })}>
        {ORDER.map((verdict) => (
          <Files key={verdict} verdict={verdict} files={done.files.filter((file) => file.verdict === verdict)} />
        ))}
      </Section>
    </PageBody>
  );
}

function Files({ verdict, files }: { verdict: FolderVerdict; files: FolderFile[] }) {
  const { t, language } = useT();
  const [tone, shape] = SIGNS[verdict];
  if (files.length === 0) return null;
  return (
    <Disclosure title={t(`folder.verdict.${verdict}`)} note={String(files.length)} defaultExpanded={verdict === "refused"}>
      <ul className={styles.register}>
        {files.map((file) => (
          <li key={file.file} className={styles.line}>
            <div className={styles.words}>
              <p className={styles.path} data-selectable>
                {file.file}
              </p>
              <p className={styles.note}>
                {file.what === null ? [file.from, file.news > 0 ? t("folder.news", { count: file.news }) : t("plan.nothingNew")].join(" · ") : inPrint(language, file.what)} {file.action === null ? "" : inPrint(language, file.action)}
              </p>
            </div>
            <Badge tone={tone} shape={shape}>
              {t(`folder.one.${verdict}`)}
            </Badge>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
