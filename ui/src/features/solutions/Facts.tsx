import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useSchema } from "@/components/record/useSchema";
import { useT } from "@/i18n/useT";
import type { RecordView } from "@/ipc/bindings.gen";
import { recordQuery } from "@/ipc/queries";
import { asDocument, itemsOf, moneyOf, textOf, textsOf } from "@/lib/document";
import styles from "./solutions.module.css";

/** The column of facts: cost, staff, duration, population, partners. */
export function Facts({ view }: { view: RecordView }) {
  const { t, decimal } = useT();
  const words = useSchema("solution");
  const document = view.fields;
  const programmeId = textOf(document, "programme");
  const programme = useQuery({ ...recordQuery(programmeId), enabled: programmeId !== "" });
  // Its line keeps its place while it is read: nothing below moves under the pointer.
  const hasProgramme = programmeId !== "" && !programme.isError;
  const cost = moneyOf(asDocument(document)["actual_cost"]);
  const named = (list: string, second: string) =>
    itemsOf(document, list)
      .map((item) => [textOf(item, "name") || textOf(item, "organisation"), textOf(item, second)].filter((part) => part !== "").join(" — "))
      .filter((part) => part !== "");
  const facts: [string, string | string[]][] = [
    [words.label("cost_band"), words.choice("cost_band", textOf(document, "cost_band"))],
    [words.label("actual_cost"), cost === null ? "" : `${decimal(cost.amount, 2)}\u202f€ ${cost.tax === "ht" ? t("money.ht") : t("money.ttc")}`],
    [words.label("duration"), textOf(document, "duration")],
    [words.label("staff_fte"), textOf(document, "staff_fte") === "" ? "" : t("solutions.fte", { count: decimal(textOf(document, "staff_fte")) })],
    [words.label("population"), textOf(document, "population") === "" ? "" : t("start.inhabitants", { count: decimal(textOf(document, "population")) })],
    [words.label("target_groups"), textsOf(document, "target_groups").join(", ")],
    [words.label("funders"), named("funders", "share")],
    [words.label("partners"), named("partners", "role")],
    [words.label("adoptions"), named("adoptions", "year")],
    [words.label("contact"), textOf(document, "contact")],
  ];
  const known = facts.filter(([, value]) => value.length > 0);
  if (known.length === 0 && !hasProgramme) return null;
  return (
    <aside className={styles.facts} aria-label={t("solutions.facts")}>
      <dl>
        {hasProgramme ? (
          <div>
            <dt>{words.label("programme")}</dt>
            <dd>
              {programme.data === undefined ? (
                "\u00a0"
              ) : (
                <Link to="/dispositifs/$id" params={{ id: programme.data.id }}>
                  {textOf(programme.data.fields, "title")}
                </Link>
              )}
            </dd>
          </div>
        ) : null}
        {known.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd data-selectable>
              {typeof value === "string" ? (
                value
              ) : (
                <ul>
                  {value.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}
