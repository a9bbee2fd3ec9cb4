import { Link } from "@tanstack/react-router";
import { BrandMark } from "@/components/BrandMark";
import { Disclosure } from "@/components/Disclosure";
import { History } from "@/components/record/History";
import { DoubtMarks } from "@/components/record/Doubts";
import { TrustBadge } from "@/components/record/States";
import { useT } from "@/i18n/useT";
import type { RecordView } from "@/ipc/bindings.gen";
import { textOf } from "@/lib/document";
import styles from "./solutions.module.css";

/** The seal of provenance: who wrote it and how sure we are, which revision, when, under which licence, adapted from whom. */
export function Seal({ view }: { view: RecordView }) {
  const { t, instant, day, maybe } = useT();
  const document = view.fields;
  const verified = textOf(document, "verified_on");
  const licence = textOf(document, "licence");
  const revision = view.revision[0]?.slice(0, 12) ?? "";
  return (
    <footer className={styles.seal} aria-label={t("seal.title")}>
      <div className={styles.sealMark} aria-hidden>
        <BrandMark size="2.25rem" />
      </div>
      <div className={styles.sealWords}>
        <p className={styles.sealAuthor}>
          <strong>{view.ownerName}</strong>
          <TrustBadge trust={view.ownerTrust} />
          <DoubtMarks doubts={view.ownerDoubts} />
        </p>
        {view.carriers.length === 0 ? null : <p>{t("trust.carried", { author: view.ownerName, carriers: view.carriers.join(", ") })}</p>}
        <p>
          {t("seal.updated", { date: instant(view.updatedAt) })}
          {view.updatedBy === null ? "" : ` ${t("common.by", { name: view.updatedBy })}`}
          {view.publishedOn === null ? "" : ` · ${t("seal.published", { date: day(view.publishedOn.slice(0, 10)) })}`}
          {verified === "" ? "" : ` · ${t("seal.verified", { date: day(verified) })}`}
        </p>
        <p>
          {licence === "" ? t("seal.noLicence") : t("seal.licence", { name: maybe(`licence.${licence}`) ?? licence })}
          {revision === "" ? null : (
            <>
              {" · "}
              <span className={styles.revision} data-selectable>
                {t("seal.revision", { id: revision })}
              </span>
            </>
          )}
        </p>
        {view.adaptedFrom === null ? null : (
          <p>
            {view.adaptedFrom.title === "" ? (
              t("projects.fromGone")
            ) : (
              <Link to="/solutions/$id" params={{ id: view.adaptedFrom.id }}>
                {t("seal.adapted", { title: view.adaptedFrom.title, owner: view.adaptedFrom.ownerName })}
              </Link>
            )}
          </p>
        )}
        {textOf(document, "provenance_note") === "" ? null : <p className={styles.sealNote}>{textOf(document, "provenance_note")}</p>}
        {view.sample && textOf(document, "provenance_note") === "" ? <p className={styles.sealNote}>{t("common.sampleNote")}</p> : null}
        <Disclosure title={t("history.title")}>
          <History id={view.id} />
        </Disclosure>
      </div>
    </footer>
  );
}
