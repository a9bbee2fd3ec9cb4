import { Plus } from "lucide-react";
import { Button } from "@/components/Button";
import { Section } from "@/components/PageHead";
import { Select } from "@/components/Select";
import { Attachments } from "@/components/record/Attachments";
import { EditField, useWriteNow } from "@/components/record/EditField";
import { Indicator } from "@/components/record/Indicator";
import { ItemList } from "@/components/record/ItemList";
import { useProgrammes } from "@/components/record/useProgrammes";
import { useSchema } from "@/components/record/useSchema";
import { useT } from "@/i18n/useT";
import type { RecordView } from "@/ipc/bindings.gen";
import { changes, useChange } from "@/ipc/mutations";
import { itemsOf, textOf } from "@/lib/document";
import { Missing } from "./Missing";
import styles from "./solutions.module.css";

/** Writing mode: questions instead of empty boxes, and what is still missing. */
export function WriteSheet({ view }: { view: RecordView }) {
  const { t } = useT();
  const words = useSchema("solution");
  const programmes = useProgrammes();
  const { run, busy } = useChange();
  const target = { id: view.id };
  const write = useWriteNow(target);
  const common = { kind: "solution", target, document: view.fields, view };
  const ask = (name: string, help?: string) => (
    <div id={`champ-${name}`} className={styles.question} key={name}>
      <EditField {...common} name={name} asQuestion {...(help === undefined ? {} : { help })} />
    </div>
  );
  const programme = textOf(view.fields, "programme");
  const indicators = itemsOf(view.fields, "indicators");
  return (
    <div className={styles.writing}>
      <h1 className="visually-hidden">{textOf(view.fields, "title") === "" ? t("common.untitled") : textOf(view.fields, "title")}</h1>
      <Missing view={view} />
      <Section title={t("write.essential")}>
        {ask("title")}
        {ask("summary", t("write.summaryHelp"))}
        <div className={styles.grid}>
          <div id="champ-programme">
            <Select label={words.label("programme")} options={[{ id: "", label: t("field.noChoice") }, ...programmes.map((candidate) => ({ id: candidate.id, label: candidate.title }))]} value={programme === "" ? null : programme} placeholder={t("projects.noProgramme")} onChange={(chosen) => write("programme", chosen === "" ? null : chosen)} />
          </div>
          {ask("maturity")}
        </div>
        <div className={styles.grid}>
          {ask("themes")}
          {ask("target_groups")}
        </div>
      </Section>
      <Section title={t("write.story")}>
        {ask("context")}
        {ask("objectives")}
        {ask("description")}
        <div id="champ-steps">
          <ItemList kind="solution" view={view} list="steps" fields={["title", "usual_duration", "deliverable"]} addLabel={t("write.addStep")} />
        </div>
        {ask("participation")}
      </Section>
      <Section title={t("write.means")}>
        <div className={styles.grid}>
          {ask("cost_band")}
          {ask("actual_cost")}
          {ask("staff_fte")}
          {ask("duration")}
        </div>
        <ItemList kind="solution" view={view} list="funders" fields={["name", "scheme", "share"]} addLabel={t("write.addFunder")} />
        <div id="champ-partners">
          <ItemList kind="solution" view={view} list="partners" fields={["name", "role"]} addLabel={t("projects.addPartner")} />
        </div>
      </Section>
      <Section
        id="champ-indicators"
        title={t("write.results")}
        actions={
          <Button size="small" icon={Plus} isDisabled={busy} onPress={() => void run(changes.write(view.id, { indicators: [{ name: t("indicator.newName") }] }), "silent")}>
            {t("indicator.own")}
          </Button>
        }
      >
        <div className={styles.indicators}>
          {indicators.map((indicator) => (
            <Indicator key={indicator.id} kind="solution" document={indicator} target={{ id: view.id, list: "indicators", item: indicator.id }} view={view} editable onRemove={() => void run(changes.write(view.id, { indicators: [{ id: indicator.id, deleted: true }] }), "removed")} />
          ))}
        </div>
        {ask("evidence")}
        {ask("effects_expected")}
        {ask("effects_unexpected")}
      </Section>
      <Section title={t("write.lessons")} note={t("write.lessonsNote")}>
        {["keys_to_success", "obstacles", "what_did_not_work", "advice", "to_adapt"].map((name) => ask(name))}
      </Section>
      <Section title={t("write.frame")}>
        {ask("legal_frame")}
        {ask("watch_points")}
      </Section>
      <Section title={t("write.provenance")}>
        <div className={styles.grid}>
          {ask("origin_name")}
          {ask("origin_insee")}
          {ask("population")}
          {ask("contact", t("write.contactHelp"))}
          {ask("verified_on")}
          {ask("licence", t("write.licenceHelp"))}
        </div>
        {ask("keywords")}
        <div id="champ-sources">
          <ItemList kind="solution" view={view} list="sources" fields={["title", "publisher", "date", "url"]} addLabel={t("write.addSource")} />
        </div>
        <ItemList kind="solution" view={view} list="links" fields={["label", "url"]} addLabel={t("write.addLink")} />
      </Section>
      <Attachments view={view} editable />
    </div>
  );
}
