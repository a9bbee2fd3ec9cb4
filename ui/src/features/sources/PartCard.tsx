import { Checkbox } from "@/components/Checkbox";
import { ComparedText } from "@/components/record/ComparedText";
import { useShownValue } from "@/components/record/shownValue";
import { useT } from "@/i18n/useT";
import type { ComparedChange, JsonValue, SourcePart, WordsView } from "@/ipc/bindings.gen";
import styles from "./sources.module.css";

/** A part that changed at the source: before and now side by side, how it stands here, and whether one takes it over. */
export function PartCard({ part, taken, onToggle }: { part: SourcePart; taken: boolean; onToggle: () => void }) {
  const { t, language } = useT();
  const show = useShownValue();
  const name = part.label[language];
  const title = part.item === null ? name : t("undecided.ofItem", { name, item: part.item });
  const takes = part.here === "asAdapted" || part.here === "rewritten";
  return (
    <section className={styles.part} aria-label={title}>
      <h2>{title}</h2>
      {part.changes.map((change) => (
        <Change key={change.change.path} change={change} single={part.changes.length === 1 && part.item === null} />
      ))}
      {part.ours.length === 0 ? null : (
        <p className={styles.ours}>
          <strong>{t("source.ours")}</strong> {part.ours.map((one) => show(one.after, 300) || t("undecided.empty")).join(" · ")}
        </p>
      )}
      {takes ? (
        <Checkbox isSelected={taken} onChange={onToggle} aria-label={t("source.takeThis", { name: title })}>
          {part.here === "rewritten" ? t("source.takeOver") : t("source.takeIt")}
        </Checkbox>
      ) : (
        <p className={styles.help}>{part.here === "same" ? t("source.same") : t("source.nowhere")}</p>
      )}
    </section>
  );
}

function Change({ change, single }: { change: ComparedChange; single: boolean }) {
  const { t, language } = useT();
  return (
    <div className={styles.change}>
      {single ? null : <p className={styles.leaf}>{change.change.label[language]}</p>}
      <div className={styles.sides}>
        <Side label={t("source.before")} value={change.change.before} words={change.beforeWords} tone="gone" />
        <Side label={t("source.now")} value={change.change.after} words={change.afterWords} tone="new" />
      </div>
    </div>
  );
}

function Side({ label, value, words, tone }: { label: string; value: JsonValue; words: WordsView[]; tone: "gone" | "new" }) {
  const { t } = useT();
  const show = useShownValue();
  const text = show(value, 2000);
  return (
    <div className={styles.side}>
      <small>{label}</small>
      <div>{words.length > 0 ? <ComparedText words={words} tone={tone} /> : text === "" ? <em>{t("undecided.empty")}</em> : text}</div>
    </div>
  );
}
