import { Pencil } from "lucide-react";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { Markdown } from "@/components/Markdown";
import { EmptyState } from "@/components/Notice";
import { Section } from "@/components/PageHead";
import { Attachments } from "@/components/record/Attachments";
import { Indicator } from "@/components/record/Indicator";
import { useSchema } from "@/components/record/useSchema";
import { PublishedBadge } from "@/components/record/States";
import { useT } from "@/i18n/useT";
import type { RecordView } from "@/ipc/bindings.gen";
import { attachmentsOf, itemsOf, textOf, textsOf } from "@/lib/document";
import { Facts } from "./Facts";
import { KeyFigures } from "./KeyFigures";
import { Seal } from "./Seal";
import { SheetSteps } from "./SheetSteps";
import { Sources } from "./Sources";
import styles from "./solutions.module.css";

const STORY = ["context", "objectives", "description"] as const;
const LESSONS = ["obstacles", "what_did_not_work", "keys_to_success", "advice", "to_adapt"] as const;
const REST = ["participation", "effects_expected", "effects_unexpected", "legal_frame", "watch_points"] as const;

/** The sheet as one would print and pin it. */
export function ReadSheet({ view, onWrite }: { view: RecordView; onWrite: (() => void) | undefined }) {
  const { t } = useT();
  const words = useSchema("solution");
  const document = view.fields;
  const title = textOf(document, "title");
  const filled = (names: readonly string[]) => names.filter((name) => textOf(document, name) !== "");
  const indicators = itemsOf(document, "indicators");
  const empty = filled([...STORY, ...LESSONS, ...REST]).length === 0 && indicators.length === 0;
  return (
    <article className={styles.sheet}>
      <header className={styles.sheetHead}>
        <p className={styles.kicker}>
          {[textOf(document, "origin_name") || view.ownerName, ...textsOf(document, "themes").slice(0, 3)].join(" · ")}
        </p>
        <h1 className={styles.sheetTitle}>{title === "" ? t("common.untitled") : title}</h1>
        {textOf(document, "summary") === "" ? null : <p className={styles.summary}>{textOf(document, "summary")}</p>}
        <p className={styles.badges}>
          {view.sample ? <Badge tone="blue">{t("common.sample")}</Badge> : view.shelf === "own" ? <PublishedBadge state={view.published} /> : null}
          {textOf(document, "maturity") === "" ? null : <Badge tone="honey">{words.choice("maturity", textOf(document, "maturity"))}</Badge>}
          {textOf(document, "evidence") === "" ? null : <Badge tone="grey">{t("solutions.evidence", { level: words.choice("evidence", textOf(document, "evidence")) })}</Badge>}
        </p>
      </header>
      <KeyFigures document={document} />
      <div className={styles.columns}>
        <Facts view={view} />
        <div className={styles.story}>
          {empty ? (
            <EmptyState
              title={t("solutions.blank")}
              actions={
                onWrite === undefined ? undefined : (
                  <Button icon={Pencil} look="primary" onPress={onWrite}>
                    {t("solutions.write")}
                  </Button>
                )
              }
            >
              {t("solutions.blankHelp")}
            </EmptyState>
          ) : null}
          {filled(STORY).map((name) => (
            <Block key={name} title={words.label(name)} source={textOf(document, name)} />
          ))}
          <SheetSteps document={document} />
          {filled(LESSONS).length === 0 ? null : (
            <div className={styles.lessons}>
              {filled(LESSONS).map((name) => (
                <Block key={name} title={words.label(name)} source={textOf(document, name)} />
              ))}
            </div>
          )}
          {filled(REST).map((name) => (
            <Block key={name} title={words.label(name)} source={textOf(document, name)} />
          ))}
        </div>
      </div>
      {indicators.length === 0 ? null : (
        <Section title={words.label("indicators")}>
          <div className={styles.indicators}>
            {indicators.map((indicator) => (
              <Indicator key={indicator.id} kind="solution" document={indicator} target={{ id: view.id, list: "indicators", item: indicator.id }} view={view} editable={false} />
            ))}
          </div>
        </Section>
      )}
      {attachmentsOf(document).length > 0 || (view.editable && !view.sample) ? <Attachments view={view} editable={view.editable && !view.sample} /> : null}
      <Sources document={document} />
      <Seal view={view} />
    </article>
  );
}

function Block({ title, source }: { title: string; source: string }) {
  return (
    <section className={styles.block}>
      <h2>{title}</h2>
      <Markdown source={source} />
    </section>
  );
}
