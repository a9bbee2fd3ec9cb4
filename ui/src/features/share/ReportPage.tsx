import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Checkbox } from "@/components/Checkbox";
import { Callout, EmptyState } from "@/components/Notice";
import { PageBody, PageHead, Section } from "@/components/PageHead";
import { refusalWords } from "@/i18n/refusal";
import { useT } from "@/i18n/useT";
import type { ReportSection } from "@/ipc/bindings.gen";
import { refusalOf } from "@/ipc/client";
import { changes, useChange } from "@/ipc/mutations";
import { recordQuery } from "@/ipc/queries";
import { textOf } from "@/lib/document";
import styles from "./share.module.css";

const route = getRouteApi("/partager/rapport/$project");

const SECTIONS: readonly ReportSection[] = ["identity", "progress", "steps", "indicators", "budget", "funding", "risks", "decisions", "lessons", "journal"];

/** The report of a project: tick the sections, then see what leaves. */
export function ReportPage() {
  const speech = useT();
  const { t } = speech;
  const { project } = route.useParams();
  const navigate = route.useNavigate();
  const { run, busy } = useChange();
  const view = useQuery(recordQuery(project));
  const [sections, setSections] = useState<ReportSection[]>(SECTIONS.filter((section) => section !== "journal"));
  if (view.isError) {
    const words = refusalWords(speech, refusalOf(view.error));
    return <EmptyState isAll title={words.what}>{words.act}</EmptyState>;
  }
  if (view.data === undefined) return null;
  const make = async () => {
    const made = await run(changes.makeReport(project, sections));
    if (made !== null) await navigate({ to: "/partager", search: { ids: [made.value], publish: true } });
  };
  return (
    <PageBody>
      <PageHead title={t("report.title")} lead={textOf(view.data.fields, "title")} />
      <Section title={t("report.sections")} note={t("report.sectionsNote")}>
        <ul className={styles.sections}>
          {SECTIONS.map((section) => (
            <li key={section} className={styles.choice}>
              <Checkbox isSelected={sections.includes(section)} onChange={(on) => setSections(on ? [...sections, section] : sections.filter((other) => other !== section))}>
                {t(`report.section.${section}`)}
              </Checkbox>
              <span className={styles.along}>{t(`report.holds.${section}`)}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Callout tone="good" title={t("report.never")}>
        {t("report.neverHelp")}
      </Callout>
      <div className={styles.do}>
        <Button look="primary" size="large" icon={ArrowRight} isDisabled={busy} onPress={() => void make()}>
          {t("report.make")}
        </Button>
        <Button size="large" onPress={() => void navigate({ to: "/projets/$id", params: { id: project } })}>
          {t("common.cancel")}
        </Button>
      </div>
    </PageBody>
  );
}
