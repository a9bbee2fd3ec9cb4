import { Section } from "@/components/PageHead";
import { EditField } from "@/components/record/EditField";
import { useT } from "@/i18n/useT";
import type { RecordView } from "@/ipc/bindings.gen";
import styles from "./projects.module.css";

/** What the project is: description, objectives, theme, tags, lessons. */
export function Identity({ view }: { view: RecordView }) {
  const { t } = useT();
  const common = { kind: "project", target: { id: view.id }, document: view.fields, view };
  return (
    <Section id="identite" title={t("projects.identity")}>
      <EditField {...common} name="description" asQuestion />
      <EditField {...common} name="objectives" asQuestion />
      <div className={styles.grid}>
        <EditField {...common} name="theme" />
        <EditField {...common} name="reference" />
        <EditField {...common} name="actual_end" />
      </div>
      <div className={styles.grid}>
        <EditField {...common} name="tags" />
        <EditField {...common} name="target_groups" />
      </div>
      <EditField {...common} name="lessons" asQuestion />
    </Section>
  );
}
