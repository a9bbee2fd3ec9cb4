import { getRouteApi, Link } from "@tanstack/react-router";
import { Markdown } from "@/components/Markdown";
import { PageBody, Section } from "@/components/PageHead";
import { PageTop } from "@/components/record/PageTop";
import { RecordPage } from "@/components/record/RecordPage";
import { useSchema } from "@/components/record/useSchema";
import { useT } from "@/i18n/useT";
import type { RecordView } from "@/ipc/bindings.gen";
import { itemsOf, textOf } from "@/lib/document";
import styles from "./programmes.module.css";

const route = getRouteApi("/dispositifs/$id");

/** One programme: what it is, what the law says and when that was checked, its indicators and usual steps. */
export function ProgrammePage() {
  const { id } = route.useParams();
  return <RecordPage id={id}>{(view) => <ProgrammeBody view={view} />}</RecordPage>;
}

function ProgrammeBody({ view }: { view: RecordView }) {
  const { t, day } = useT();
  const navigate = route.useNavigate();
  const words = useSchema("programme");
  const document = view.fields;
  const title = textOf(document, "title");
  const facts = [
    [words.label("national_lead"), textOf(document, "national_lead")],
    [words.label("end_date"), day(textOf(document, "end_date"))],
    [words.label("verified_on"), day(textOf(document, "verified_on"))],
  ].filter(([, value]) => value !== "");
  const texts = (["description", "legal_frame"] as const).filter((name) => textOf(document, name) !== "");
  return (
    <>
      <PageTop
        title={title}
        onBack={() => void navigate({ to: "/dispositifs" })}
        actions={
          <Link to="/projets" search={{ programme: [view.id] }} className={styles.see ?? ""}>
            {t("programmes.see")}
          </Link>
        }
      />
      <PageBody>
        <header className={styles.head}>
          {textOf(document, "acronym") === "" ? null : <p className={styles.acronym}>{textOf(document, "acronym")}</p>}
          <h1>{title}</h1>
          <dl className={styles.facts}>
            {facts.map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </header>
        {texts.map((name) => (
          <Section key={name} title={words.label(name)}>
            <Markdown source={textOf(document, name)} />
          </Section>
        ))}
        <Definitions document={document} />
        <Template document={document} />
        <Terms document={document} />
        <Cited document={document} />
      </PageBody>
    </>
  );
}

function Definitions({ document }: { document: unknown }) {
  const { t } = useT();
  const words = useSchema("programme");
  const definitions = itemsOf(document, "indicators");
  if (definitions.length === 0) return null;
  return (
    <Section title={words.label("indicators")} note={t("programmes.indicatorsNote")}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.label("name", "indicators")}</th>
            <th scope="col">{words.label("unit", "indicators")}</th>
            <th scope="col">{words.label("direction", "indicators")}</th>
          </tr>
        </thead>
        <tbody>
          {definitions.map((definition) => (
            <tr key={definition.id}>
              <th scope="row">
                {textOf(definition, "name")}
                {textOf(definition, "description") === "" ? null : <span className={styles.definition}>{textOf(definition, "description")}</span>}
              </th>
              <td>{textOf(definition, "unit")}</td>
              <td>{words.choices("direction", "indicators").find((choice) => choice.id === textOf(definition, "direction"))?.label}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Template({ document }: { document: unknown }) {
  const words = useSchema("programme");
  const steps = itemsOf(document, "steps");
  if (steps.length === 0) return null;
  return (
    <Section title={words.label("steps")}>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step.id}>
            <strong>{textOf(step, "title")}</strong>
            <span>{[textOf(step, "usual_duration"), textOf(step, "deliverable")].filter((part) => part !== "").join(" · ")}</span>
            {textOf(step, "description") === "" ? null : <Markdown source={textOf(step, "description")} />}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Terms({ document }: { document: unknown }) {
  const words = useSchema("programme");
  const terms = itemsOf(document, "glossary");
  if (terms.length === 0) return null;
  return (
    <Section title={words.label("glossary")}>
      <dl className={styles.terms}>
        {terms.map((term) => (
          <div key={term.id}>
            <dt>{textOf(term, "label") || textOf(term, "term")}</dt>
            <dd>{textOf(term, "definition")}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Cited({ document }: { document: unknown }) {
  const words = useSchema("programme");
  const sources = itemsOf(document, "sources");
  if (sources.length === 0) return null;
  return (
    <Section title={words.label("sources")}>
      <ol className={styles.sources} data-selectable>
        {sources.map((source) => (
          <li key={source.id}>{[textOf(source, "title"), textOf(source, "publisher"), textOf(source, "date"), textOf(source, "url")].filter((part) => part !== "").join(", ")}</li>
        ))}
      </ol>
    </Section>
  );
}
