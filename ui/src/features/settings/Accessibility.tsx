import { Section } from "@/components/PageHead";
import { useT } from "@/i18n/useT";
import styles from "./settings.module.css";

/** What is done for everyone to use it, what is not yet, and the keys. */
export function Accessibility() {
  const { t } = useT();
  const keys: [string, string][] = [
    [t("access.key.palette"), "Ctrl K"],
    [t("access.key.undo"), "Ctrl Z"],
    [t("access.key.redo"), `Ctrl ${t("access.name.shift")} Z`],
    [t("access.key.move"), "↑ ↓ ⇞ ⇟"],
    [t("access.key.open"), t("access.name.enter")],
    [t("access.key.close"), t("access.name.escape")],
    [t("access.key.zoom"), "Ctrl + / Ctrl −"],
  ];
  return (
    <div className={styles.parts}>
      <Section title={t("access.aimTitle")}>
        <p>{t("access.aim")}</p>
      </Section>
      <Section title={t("access.doneTitle")}>
        <ul className={styles.list}>
          <li>{t("access.done1")}</li>
          <li>{t("access.done2")}</li>
          <li>{t("access.done3")}</li>
          <li>{t("access.done4")}</li>
        </ul>
      </Section>
      <Section title={t("access.notTitle")}>
        <ul className={styles.list}>
          <li>{t("access.not1")}</li>
          <li>{t("access.not2")}</li>
        </ul>
      </Section>
      <Section title={t("access.keys")}>
        <dl className={styles.keys}>
          {keys.map(([what, key]) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd>
                <kbd>{key}</kbd>
              </dd>
            </div>
          ))}
        </dl>
      </Section>
    </div>
  );
}
