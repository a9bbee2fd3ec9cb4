import { Markdown } from "@/components/Markdown";
import { Section } from "@/components/PageHead";
import { Indicator } from "@/components/record/Indicator";
import { useSchema } from "@/components/record/useSchema";
import { useT } from "@/i18n/useT";
import type { RecordView } from "@/ipc/bindings.gen";
import { asDocument, isEmpty, itemsOf, textOf, textsOf } from "@/lib/document";
import { ItemsTable } from "./ItemsTable";
import styles from "./letters.module.css";
import { useShort } from "./useShort";

const ELSEWHERE = new Set(["title", "subject", "date", "project", "feedback_on", "adoption_of", "adapted_from", "attachments", "trashed", "sample", "commune"]);
/** What one can write is shown where it is written. */
const WRITTEN: Record<string, readonly string[]> = { feedback: ["status", "actual_cost", "duration", "what_we_tried", "result", "adapted", "advice", "indicators"], adoption: ["status"], report: ["summary"] };

/** What a report, feedback or an adoption says, in the order of the schema. */
export function ReadFields({ view }: { view: RecordView }) {
  const { t, language } = useT();
  const words = useSchema(view.kind);
  const short = useShort();
  const document = asDocument(view.fields);
  const hidden = new Set(view.editable ? (WRITTEN[view.kind] ?? []) : []);
  const fields = words.fields.filter((field) => !ELSEWHERE.has(field.name) && !hidden.has(field.name) && !isEmpty(document[field.name]));
  const facts = fields.filter((field) => !["prose", "items", "texts"].includes(field.type) && !(field.type === "line" && (field.max ?? 0) > 300));
  const rest = fields.filter((field) => !facts.includes(field));
  if (fields.length === 0) return null;
  return (
    <>
      {facts.length === 0 ? null : (
        <Section title={t("letter.facts")}>
          <dl className={styles.facts}>
            {facts.map((field) => (
              <div key={field.name}>
                <dt>{field.label[language]}</dt>
                <dd>{short(field, document[field.name])}</dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
      {rest.map((field) => (
        <Section key={field.name} id={`champ-${field.name}`} title={field.label[language]}>
          {field.type === "prose" || field.type === "line" ? <Markdown source={textOf(document, field.name)} /> : null}
          {field.type === "texts" ? <p>{textsOf(document, field.name).join(", ")}</p> : null}
          {field.type !== "items" ? null : field.name === "indicators" ? (
            <div className={styles.indicators}>
              {itemsOf(document, "indicators").map((indicator) => (
                <Indicator key={indicator.id} kind={view.kind} document={indicator} target={{ id: view.id, list: "indicators", item: indicator.id }} view={view} editable={false} />
              ))}
            </div>
          ) : (
            <ItemsTable field={field} items={itemsOf(document, field.name)} />
          )}
        </Section>
      ))}
    </>
  );
}
