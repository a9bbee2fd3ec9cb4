import { Section } from "@/components/PageHead";
import { DoubtMarks } from "@/components/record/Doubts";
import { TrustBadge } from "@/components/record/States";
import { useT } from "@/i18n/useT";
import type { ImportPlan } from "@/ipc/bindings.gen";
import styles from "./exchanges.module.css";

/** Whose content a bundle forwards: the author's trust decides, not the carrier's. */
export function Authors({ plan }: { plan: ImportPlan }) {
  const { t } = useT();
  if (plan.authors.length === 0) return null;
  return (
    <Section title={t("plan.authors")} note={t("plan.authorsNote")}>
      <ul className={styles.register}>
        {plan.authors.map((author) => (
          <li key={author.id} className={styles.line}>
            <div className={styles.words}>
              <p className={styles.title}>
                {t("trust.carried", { author: author.name, carriers: plan.sender.name })}
                <TrustBadge trust={author.trust} />
                <DoubtMarks doubts={author.doubts} />
              </p>
              {author.trust === "unknown" || author.trust === "refused" ? <p className={styles.note}>{t("plan.authorApart")}</p> : null}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
