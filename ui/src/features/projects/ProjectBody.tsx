import { getRouteApi } from "@tanstack/react-router";
import { BookUp2, Ellipsis, Trash2 } from "lucide-react";
import { Button, IconButton } from "@/components/Button";
import { Disclosure } from "@/components/Disclosure";
import { Menu } from "@/components/Menu";
import { Callout } from "@/components/Notice";
import { PageBody, Section } from "@/components/PageHead";
import { Attachments } from "@/components/record/Attachments";
import { Conflicts } from "@/components/record/Conflicts";
import { History } from "@/components/record/History";
import { PageTop, Parts } from "@/components/record/PageTop";
import { SourceNotice } from "@/components/record/SourceNotice";
import { TellProject } from "@/components/record/TellProject";
import { TrashedNotice } from "@/components/record/TrashedNotice";
import { useSchema } from "@/components/record/useSchema";
import { useT } from "@/i18n/useT";
import type { RecordView } from "@/ipc/bindings.gen";
import { changes, useChange } from "@/ipc/mutations";
import { attachmentsOf, itemsOf, textOf } from "@/lib/document";
import { Identity } from "./Identity";
import { Indicators } from "./Indicators";
import { Journal } from "./Journal";
import { People } from "./People";
import { ProjectHeader } from "./ProjectHeader";
import { Steps } from "./Steps";

const route = getRouteApi("/projets/$id");

/** The page of a project: a header that says it all, then its parts. */
export function ProjectBody({ view }: { view: RecordView }) {
  const { t } = useT();
  const navigate = route.useNavigate();
  const words = useSchema("project");
  const { run, busy } = useChange();
  const title = textOf(view.fields, "title");
  const childrenOf = (list: string) => view.children.find((child) => child.list === list)?.records ?? [];
  const back = () => void navigate({ to: "/projets", search: true });
  const capitalise = async () => {
    const done = await run(changes.capitalise(view.id));
    if (done !== null) await navigate({ to: "/solutions/$id", params: { id: done.value }, search: { write: true } });
  };
  const trash = async () => {
    const done = await run(changes.trash(view.id));
    if (done !== null) back();
  };
  const steps = itemsOf(view.fields, "steps");
  const parts = [
    { id: "etapes", label: words.label("steps"), note: steps.length === 0 ? "" : `${String(view.progress.done)}/${String(view.progress.total)}` },
    { id: "journal", label: t("journal.title"), note: countOf(childrenOf("journal").length) },
    { id: "indicateurs", label: t("indicator.title"), note: countOf(childrenOf("indicators").length) },
    { id: "identite", label: t("projects.identity") },
    { id: "personnes", label: t("projects.people") },
    { id: "pieces", label: t("attachments.title"), note: countOf(attachmentsOf(view.fields).length) },
    { id: "partage", label: t("tell.title") },
    { id: "historique", label: t("history.title") },
  ];
  return (
    <>
      <PageTop
        title={title}
        onBack={back}
        actions={
          <>
            <Button size="small" icon={BookUp2} isDisabled={busy} onPress={() => void capitalise()}>
              {t("projects.capitalise")}
            </Button>
            <Menu label={t("common.more")} actions={[{ id: "trash", label: t("common.delete"), icon: Trash2, danger: true, disabled: view.trashed, onAction: () => void trash() }]}>
              <IconButton icon={Ellipsis} label={t("common.more")} />
            </Menu>
          </>
        }
      >
        <Parts label={t("projects.parts")} parts={parts} />
      </PageTop>
      <PageBody>
        <TrashedNotice view={view} />
        {view.sample ? <Callout tone="info">{t("common.sampleNote")}</Callout> : null}
        <Conflicts view={view} />
        <SourceNotice view={view} />
        <ProjectHeader view={view} />
        <Steps view={view} />
        <Journal project={view.id} entries={childrenOf("journal")} editable={view.editable} />
        <Indicators view={view} indicators={childrenOf("indicators")} />
        <Identity view={view} />
        <People view={view} />
        <Attachments view={view} editable={view.editable} />
        <TellProject view={view} />
        <Section id="historique" title={t("history.title")}>
          <Disclosure title={t("history.show")}>
            <History id={view.id} />
          </Disclosure>
        </Section>
      </PageBody>
    </>
  );
}

function countOf(count: number): string {
  return count === 0 ? "" : String(count);
}
