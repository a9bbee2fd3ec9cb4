import { Section } from "@/components/PageHead";
import { EditField } from "@/components/record/EditField";
import { ItemList } from "@/components/record/ItemList";
import { useT } from "@/i18n/useT";
import type { RecordView } from "@/ipc/bindings.gen";
import styles from "./projects.module.css";

/** Where, and with whom. */
export function People({ view }: { view: RecordView }) {
  const { t } = useT();
  const common = { kind: "project", target: { id: view.id }, document: view.fields, view };
  return (
    <Section id="personnes" title={t("projects.people")}>
      <div className={styles.grid}>
        <EditField {...common} name="lead_service" />
        <EditField {...common} name="elected_official" />
        <EditField {...common} name="governance" />
      </div>
      <div className={styles.grid}>
        <EditField {...common} name="commune_name" />
        <EditField {...common} name="commune" />
        <EditField {...common} name="district" />
      </div>
      <EditField {...common} name="qpv" help={t("projects.qpvHelp")} />
      <ItemList kind="project" view={view} list="partners" fields={["name", "role"]} addLabel={t("projects.addPartner")} />
    </Section>
  );
}
