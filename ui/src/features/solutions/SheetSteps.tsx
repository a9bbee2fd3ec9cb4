import { Markdown } from "@/components/Markdown";
import { useSchema } from "@/components/record/useSchema";
import { itemsOf, textOf } from "@/lib/document";
import styles from "./solutions.module.css";

/** The steps of a sheet, in order, with their usual length and what they leave. */
export function SheetSteps({ document }: { document: unknown }) {
  const words = useSchema("solution");
  const steps = itemsOf(document, "steps");
  if (steps.length === 0) return null;
  return (
    <section className={styles.block}>
      <h2>{words.label("steps")}</h2>
      <ol className={styles.steps}>
        {steps.map((step) => {
          const note = [textOf(step, "usual_duration"), textOf(step, "deliverable")].filter((part) => part !== "").join(" · ");
          return (
            <li key={step.id}>
              <h3>{textOf(step, "title")}</h3>
              {note === "" ? null : <p className={styles.stepNote}>{note}</p>}
              {textOf(step, "description") === "" ? null : <Markdown source={textOf(step, "description")} />}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
