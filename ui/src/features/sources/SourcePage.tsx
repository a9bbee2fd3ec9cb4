import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Check, CopyPlus, FileX } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/Notice";
import { PageBody, PageHead } from "@/components/PageHead";
import { PageTop } from "@/components/record/PageTop";
import { RecordPage } from "@/components/record/RecordPage";
import { useT } from "@/i18n/useT";
import type { RecordView, SourceView } from "@/ipc/bindings.gen";
import { changes, useChange } from "@/ipc/mutations";
import { sourceQuery } from "@/ipc/queries";
import { textOf } from "@/lib/document";
import { PartCard } from "./PartCard";
import styles from "./sources.module.css";

const route = getRouteApi("/origine/$id");

/** What changed in the sheet that a record was made from, and what of it one takes over. */
export function SourcePage() {
  const { id } = route.useParams();
  const source = useQuery(sourceQuery(id)).data;
  return <RecordPage id={id}>{(view) => (source === undefined ? null : <SourceNews view={view} source={source} />)}</RecordPage>;
}

function SourceNews({ view, source }: { view: RecordView; source: SourceView | null }) {
  const { t, instant } = useT();
  const navigate = useNavigate();
  const { run, busy } = useChange();
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const title = textOf(view.fields, "title") || t("common.untitled");
  const back = () => void navigate(view.kind === "project" ? { to: "/projets/$id", params: { id: view.id } } : { to: "/solutions/$id", params: { id: view.id } });
  const gone = view.adaptedFrom?.title === "";
  const news = source !== null && (source.parts.length > 0 || source.untold) ? source : null;
  const take = async () => {
    if ((await run(changes.takeFromSource(view.id, [...taken]))) === null) return;
    // The rest is still to be taken, or to be left.
    if (news?.parts.every((part) => taken.has(part.name)) ?? true) back();
    else setTaken(new Set());
  };
  const seen = async () => {
    if ((await run(changes.sourceSeen(view.id))) !== null) back();
  };
  const toggle = (name: string) =>
    setTaken((before) => {
      const next = new Set(before);
      if (!next.delete(name)) next.add(name);
      return next;
    });
  return (
    <>
      <PageTop
        title={title}
        onBack={back}
        actions={
          news === null ? null : (
            <>
              <Button size="small" icon={Check} isDisabled={busy} onPress={() => void seen()}>
                {t("source.seen")}
              </Button>
              {news.parts.length === 0 ? null : (
                <Button size="small" look="primary" icon={CopyPlus} isDisabled={busy || taken.size === 0} onPress={() => void take()}>
                  {taken.size === 0 ? t("source.takeNone") : t("source.take", { count: taken.size })}
                </Button>
              )}
            </>
          )
        }
      />
      <PageBody>
        <PageHead
          title={t("source.title")}
          lead={
            source === null ? undefined : (
              <>
                <Link to="/solutions/$id" params={{ id: source.id }}>
                  {source.title}
                </Link>{" "}
                · {source.ownerName} · {instant(source.updatedAt)}
              </>
            )
          }
        />
        {news === null ? (
          <EmptyState title={gone ? t("projects.fromGone") : t("source.nothing")} icon={gone ? FileX : Check}>
            {gone ? t("source.goneHelp") : t("source.nothingHelp")}
          </EmptyState>
        ) : news.untold ? (
          <p className={styles.help}>{t("source.untoldHelp")}</p>
        ) : (
          <>
            <p className={styles.help}>{t("source.help")}</p>
            <ul className={styles.parts}>
              {news.parts.map((part) => (
                <li key={part.name}>
                  <PartCard part={part} taken={taken.has(part.name)} onToggle={() => toggle(part.name)} />
                </li>
              ))}
            </ul>
          </>
        )}
      </PageBody>
    </>
  );
}
