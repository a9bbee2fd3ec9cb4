import { useQuery } from "@tanstack/react-query";
import { Section } from "@/components/PageHead";
import { useT } from "@/i18n/useT";
import type { Desktops } from "@/ipc/bindings.gen";
import { desktopsQuery } from "@/ipc/queries";
import { AdmitDesktop } from "./AdmitDesktop";
import { SharedFolder } from "./SharedFolder";
import { Stick } from "./Stick";
import styles from "./settings.module.css";

/** The desktops of the commune, how another joins, and what keeps them in step. */
export function DesktopSettings() {
  const { t } = useT();
  const desktops = useQuery(desktopsQuery).data;
  if (desktops === undefined) return null;
  return (
    <div className={styles.parts}>
      <Section title={t("desktops.list")}>
        <DesktopTable desktops={desktops} />
      </Section>
      <AdmitDesktop canAdmit={desktops.canAdmit} />
      <SharedFolder desktops={desktops} />
      <Stick />
    </div>
  );
}

function DesktopTable({ desktops }: { desktops: Desktops }) {
  const { t, day, instant } = useT();
  return (
    <table className={styles.desktops}>
      <thead>
        <tr>
          <th scope="col">{t("desktops.name")}</th>
          <th scope="col">{t("desktops.seen")}</th>
          <th scope="col">{t("desktops.since")}</th>
        </tr>
      </thead>
      <tbody>
        {desktops.desktops.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              {one.person}
              <span className={styles.soft}>{one.service}</span>
            </th>
            <td>{one.isThis ? t("desktops.this") : one.seen === null ? t("desktops.notSeen") : instant(one.seen)}</td>
            <td>{day(one.certified.slice(0, 10))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
