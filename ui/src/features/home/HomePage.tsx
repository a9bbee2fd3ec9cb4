import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { PartyPopper, SquarePlus } from "lucide-react";
import { Button } from "@/components/Button";
import { Callout, EmptyState } from "@/components/Notice";
import { PageBody, PageHead, Section } from "@/components/PageHead";
import { useNewRecord } from "@/components/record/NewRecord";
import { refusalWords } from "@/i18n/refusal";
import { useT } from "@/i18n/useT";
import type { Home } from "@/ipc/bindings.gen";
import { refusalOf } from "@/ipc/client";
import { appStateQuery, homeQuery } from "@/ipc/queries";
import { today } from "@/lib/dates";
import { Attention } from "./Attention";
import { FirstDay } from "./FirstDay";
import styles from "./HomePage.module.css";
import { SecondCopy } from "./SecondCopy";

/** What needs me, and where things stand. */
export function HomePage() {
  const speech = useT();
  const { t, day } = speech;
  const create = useNewRecord();
  const home = useQuery(homeQuery);
  const state = useQuery(appStateQuery).data;
  const workspace = state?.phase === "open" ? state.workspace : null;
  if (home.isError) {
    const words = refusalWords(speech, refusalOf(home.error));
    return (
      <PageBody>
        <Callout tone="bad" title={words.what}>
          {words.act}
        </Callout>
      </PageBody>
    );
  }
  if (home.data === undefined) return null;
  const firstName = workspace?.person.split(" ")[0] ?? "";
  return (
    <PageBody width="wide">
      <PageHead
        title={firstName === "" ? t("home.title") : t("home.greeting", { name: firstName })}
        lead={day(today(), "long")}
        actions={
          <Button icon={SquarePlus} onPress={() => create("project")}>
            {t("palette.newProject")}
          </Button>
        }
      />
      {workspace?.storageWarning === null || workspace === null ? null : (
        <Callout tone="care" title={t(`home.storage.${workspace.storageWarning}`)}>
          {t("home.storageHelp", { folder: workspace.folder })}
        </Callout>
      )}
      <SecondCopy />
      <Counts counts={home.data.counts} />
      {home.data.firstDay ? <FirstDay samplesLoaded={workspace?.samplesLoaded ?? false} /> : null}
      {home.data.attention.length > 0 ? (
        <Section title={t("home.attention")} note={t("home.attentionCount", { count: home.data.attention.length })}>
          <Attention entries={home.data.attention} />
        </Section>
      ) : home.data.firstDay ? null : (
        <EmptyState title={t("home.quiet")} icon={PartyPopper}>
          {t("home.quietHelp")}
        </EmptyState>
      )}
    </PageBody>
  );
}

function Counts({ counts }: { counts: Home["counts"] }) {
  const { t, decimal } = useT();
  const figure = (count: number) => <span className={styles.figure}>{decimal(String(count))}</span>;
  return (
    <ul className={styles.counts}>
      <li>
        <Link to="/projets" search={{ status: ["in_progress"] }} className={styles.count ?? ""}>
          {figure(counts.inProgress)}
          <span>{t("home.inProgress", { count: counts.inProgress })}</span>
          <small>{t("home.ofProjects", { count: counts.projects })}</small>
        </Link>
      </li>
      <li>
        <Link to="/projets" search={{ late: true }} className={styles.count ?? ""} data-care={counts.late > 0 ? true : undefined}>
          {figure(counts.late)}
          <span>{t("home.late")}</span>
          <small>{t("home.lateNote")}</small>
        </Link>
      </li>
      <li>
        <Link to="/projets" search={{ status: ["blocked"] }} className={styles.count ?? ""} data-care={counts.blocked > 0 ? true : undefined}>
          {figure(counts.blocked)}
          <span>{t("home.blocked", { count: counts.blocked })}</span>
          <small>{t("home.blockedNote")}</small>
        </Link>
      </li>
      <li>
        <Link to="/solutions" className={styles.count ?? ""}>
          {figure(counts.solutions)}
          <span>{t("home.solutions", { count: counts.solutions })}</span>
          <small>{t("home.solutionsNote")}</small>
        </Link>
      </li>
      <li>
        <Link to="/echanges" className={styles.count ?? ""}>
          {figure(counts.received)}
          <span>{t("home.received", { count: counts.received })}</span>
          <small>{t("home.receivedNote")}</small>
        </Link>
      </li>
    </ul>
  );
}
