import { Callout } from "@/components/Notice";
import { Section } from "@/components/PageHead";
import { EditField } from "@/components/record/EditField";
import { Indicator } from "@/components/record/Indicator";
import { useSchema } from "@/components/record/useSchema";
import { useT } from "@/i18n/useT";
import type { RecordView } from "@/ipc/bindings.gen";
import { changes, useChange } from "@/ipc/mutations";
import { itemsOf } from "@/lib/document";
import styles from "./letters.module.css";

const SHORT: Record<string, readonly string[]> = { feedback: ["status", "date", "actual_cost", "duration"], adoption: ["status", "date"], report: [] };
const LONG: Record<string, readonly string[]> = { feedback: ["what_we_tried", "result", "adapted", "advice"], adoption: [], report: ["summary"] };

/** What can be written of one's own before it leaves. A report is drawn up anew rather than edited. */
export function WriteFields({ view }: { view: RecordView }) {
  const { t } = useT();
  const words = useSchema(view.kind);
  const { run } = useChange();
  const target = { id: view.id };
  const common = { kind: view.kind, target, document: view.fields, view };
  const indicators = view.kind === "feedback" ? itemsOf(view.fields, "indicators") : [];
  const short = SHORT[view.kind] ?? [];
  return (
    <>
      <Callout tone="info">{t(view.kind === "report" ? "letter.reportHelp" : view.kind === "adoption" ? "letter.adoptionHelp" : "letter.feedbackHelp")}</Callout>
      <Section title={t("letter.write")}>
        <div id="champ-title">
          <EditField {...common} name="title" />
        </div>
        {short.length === 0 ? null : (
          <div className={styles.grid}>
            {short.map((name) => (
              <div id={`champ-${name}`} key={name}>
                <EditField {...common} name={name} />
              </div>
            ))}
          </div>
        )}
        {(LONG[view.kind] ?? []).map((name) => (
          <div id={`champ-${name}`} key={name}>
            <EditField {...common} name={name} asQuestion />
          </div>
        ))}
      </Section>
      {indicators.length === 0 ? null : (
        <Section id="champ-indicators" title={words.label("indicators")}>
          <div className={styles.indicators}>
            {indicators.map((indicator) => (
              <Indicator key={indicator.id} kind={view.kind} document={indicator} target={{ id: view.id, list: "indicators", item: indicator.id }} view={view} editable onRemove={() => void run(changes.write(view.id, { indicators: [{ id: indicator.id, deleted: true }] }), "removed")} />
            ))}
          </div>
        </Section>
      )}
    </>
  );
}
