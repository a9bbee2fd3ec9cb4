import { CircleCheck, Paperclip, ShieldAlert } from "lucide-react";
import { Disclosure } from "@/components/Disclosure";
import { Callout } from "@/components/Notice";
import { Section } from "@/components/PageHead";
import { KindSign } from "@/components/record/KindSign";
import { useT } from "@/i18n/useT";
import type { ExportPreview } from "@/ipc/bindings.gen";
import styles from "./share.module.css";

/** Exactly what leaves, what comes along, what looks personal, and what stays. */
export function Leaving({ preview }: { preview: ExportPreview }) {
  const { t, bytes, maybe, language } = useT();
  const findings = preview.records.flatMap((record) => record.findings.map((finding) => ({ ...finding, record })));
  return (
    <Section title={t("share.leaves")} note={t("share.leavesNote", { records: preview.records.length, attachments: preview.attachments.length })}>
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
                  <strong>{finding.passage}</strong> — {t(`share.sort.${finding.sort}`)}, {t("share.where", { title: finding.record.title, field: labelAt(finding.record, finding.path, language) ?? finding.path })}
                </span>
              </li>
            ))}
          </ul>
        </Callout>
      )}
      <ul className={styles.leaving}>
        {preview.records.map((record) => (
          <li key={record.id} className={styles.record}>
            <KindSign kind={record.kind} />
            <div className={styles.recordBody}>
              <p className={styles.recordTitle}>
                {record.title === "" ? t("common.untitled") : record.title}
                {record.why === "comes_along" ? <span className={styles.along}>{t("share.along")}</span> : null}
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

type Leaver = ExportPreview["records"][number];

function labelAt(record: Leaver, path: string, language: "fr" | "en"): string | undefined {
  return record.fields.find((field) => field.path === path)?.label[language];
}

function FieldsLeaving({ record }: { record: Leaver }) {
  const { t, language } = useT();
  return (
    <Disclosure title={t("share.fields", { count: record.fields.length })}>
      <dl className={styles.fields} data-selectable>
        {record.fields.map((field) => (
          <div key={field.path}>
            <dt>{field.label[language]}</dt>
            <dd>{field.text}</dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  );
}
