import { Link } from "@tanstack/react-router";
import { CircleCheck, Paperclip, ShieldAlert } from "lucide-react";
import { Disclosure } from "@/components/Disclosure";
import { Callout } from "@/components/Notice";
import { Section } from "@/components/PageHead";
import { KindSign } from "@/components/record/KindSign";
import { useKindLabel } from "@/components/record/useSchema";
import { useT } from "@/i18n/useT";
import type { ExportPreview } from "@/ipc/bindings.gen";
import styles from "./share.module.css";
import { useInWords } from "./useInWords";

/** Of what is published only the word that it is withdrawn leaves as a record: in the place of what was chosen. */
const WITHDRAWAL = "publication";

/** Whether a record leaves because it was chosen; the rest accompanies it. */
export function isChosen(record: Leaver): boolean {
  return record.why === "chosen" || record.kind === WITHDRAWAL;
}

/** Exactly what leaves, what comes along, what looks personal, and what stays. */
export function Leaving({ preview }: { preview: ExportPreview }) {
  const { t, bytes, maybe, language } = useT();
  const kindLabel = useKindLabel();
  const findings = preview.records.flatMap((record) => record.findings.map((finding) => ({ ...finding, record })));
  const partOf = (record: Leaver) => (record.kind === WITHDRAWAL ? t("share.withdrawal") : isChosen(record) ? kindLabel(record.kind) : t("share.along"));
  const count = preview.records.filter(isChosen).length;
  const along = preview.records.length - count;
  const counted = [
    count === 0 || along === 0 ? t("share.records", { count }) : t("share.recordsAlong", { count, along }),
    ...(preview.attachments.length === 0 ? [] : [t("share.attachments", { count: preview.attachments.length })]),
  ];
  return (
    <Section title={t("share.leaves")} note={counted.join(", ")}>
      {findings.length === 0 ? (
        <p className={styles.clean}>
          <CircleCheck size="1.125rem" aria-hidden />
          {t("share.clean")}
        </p>
      ) : (
        <Callout tone="care" title={t("share.personal", { count: findings.length })}>
          <p>{t("share.personalHelp")}</p>
          <ul className={styles.findings} data-selectable>
            {findings.map((finding) => (
              <li key={`${finding.record.id}-${finding.path}-${finding.passage}`}>
                <ShieldAlert size="0.9375rem" aria-hidden />
                <span>
                  <strong>{finding.passage}</strong> — {t(`share.sort.${finding.sort}`)}, {t("share.where", { title: finding.record.title, field: labelAt(finding.record, finding.path, language) ?? finding.path })} <ToField record={finding.record} path={finding.path} />
                </span>
              </li>
            ))}
          </ul>
        </Callout>
      )}
      <Answering preview={preview} />
      <ul className={styles.leaving}>
        {preview.records.map((record) => (
          <li key={record.id} className={styles.record}>
            <KindSign kind={record.kind} />
            <div className={styles.recordBody}>
              <p className={styles.recordTitle}>
                {record.title === "" ? t("common.untitled") : record.title}
                <span className={styles.along}>{partOf(record)}</span>
              </p>
              <FieldsLeaving record={record} />
            </div>
          </li>
        ))}
        {preview.attachments.map((attachment) => (
          <li key={`${attachment.record}-${attachment.name}`} className={styles.record}>
            <span className={styles.clip}>
              <Paperclip size="1rem" aria-hidden />
            </span>
            <p className={styles.recordTitle}>
              {attachment.name}
              <span className={styles.along}>{bytes(attachment.size)}</span>
            </p>
          </li>
        ))}
      </ul>
      {preview.leftOut.length === 0 ? null : (
        <Disclosure title={t("share.stays")} note={String(preview.leftOut.length)} defaultExpanded>
          <ul className={styles.stays}>
            {preview.leftOut.map((left) => (
              <li key={left.what + left.why}>
                <strong>{left.what}</strong> — {maybe(`share.why.${left.why}`) ?? left.why}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </Section>
  );
}

/** Leads to the field where something personal was found. */
function ToField({ record, path }: { record: Leaver; path: string }) {
  const { t } = useT();
  const field = path.split("/")[0] ?? path;
  if (record.why !== "chosen") return null;
  if (record.kind === "solution")
    return (
      <Link to="/solutions/$id" params={{ id: record.id }} search={{ write: true, field }}>
        {t("share.toField")}
      </Link>
    );
  return (
    <Link to="/documents/$id" params={{ id: record.id }} search={{ field }}>
      {t("share.toField")}
    </Link>
  );
}

/** Whom it answers, and what they learn of what has come of theirs. */
function Answering({ preview }: { preview: ExportPreview }) {
  const { t } = useT();
  const answering = preview.answering;
  if (answering === null) return null;
  return (
    <Callout tone="info" title={t("share.answering", { name: answering.name })}>
      <p>{t("share.answeringHelp", { bundles: answering.bundles, records: answering.seen.length })}</p>
      {answering.seen.length === 0 ? null : (
        <Disclosure title={t("share.seen", { count: answering.seen.length })} level={3}>
          <ul className={styles.stays}>
            {answering.seen.map((title, index) => (
              <li key={`${String(index)}${title}`}>{title === "" ? t("common.untitled") : title}</li>
            ))}
          </ul>
        </Disclosure>
      )}
    </Callout>
  );
}

type Leaver = ExportPreview["records"][number];

function labelAt(record: Leaver, path: string, language: "fr" | "en"): string | undefined {
  return record.fields.find((field) => field.path === path)?.label[language];
}

function FieldsLeaving({ record }: { record: Leaver }) {
  const { t, language } = useT();
  const inWords = useInWords(record.kind);
  return (
    <Disclosure title={t("share.fields", { count: record.fields.length })}>
      <dl className={styles.fields} data-selectable>
        {record.fields.map((field) => (
          <div key={field.path}>
            <dt>{field.label[language]}</dt>
            <dd>{inWords(field.path, field.text)}</dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  );
}
