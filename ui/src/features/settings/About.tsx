import { useQuery } from "@tanstack/react-query";
import { BrandMark } from "@/components/BrandMark";
import { Section } from "@/components/PageHead";
import { useT } from "@/i18n/useT";
import { creditsQuery } from "@/ipc/queries";
import styles from "./settings.module.css";

/** What the program is, and whose work it stands on. */
export function About() {
  const { t, day } = useT();
  const credits = useQuery(creditsQuery).data;
  return (
    <div className={styles.parts}>
      <div className={styles.about}>
        <BrandMark size="3rem" />
        <div>
          <p className={styles.commune}>{t("app.name")}</p>
          <p className={styles.soft}>{credits === undefined ? "" : t("about.version", { version: credits.version })}</p>
        </div>
      </div>
      <p>{t("about.what")}</p>
      <Section title={t("about.privacyTitle")}>
        <p>{t("about.privacy")}</p>
      </Section>
      <Section title={t("about.credits")}>
        <ul className={styles.list}>
          {credits === undefined ? null : (
            <li>
              {credits.places.name} — {credits.places.licence}, {day(credits.places.date)}
            </li>
          )}
          <li>{t("about.font")}</li>
          <li>{t("about.icons")}</li>
          <li>{t("about.libraries")}</li>
        </ul>
      </Section>
      <p className={styles.soft}>{t("about.licence")}</p>
    </div>
  );
}
