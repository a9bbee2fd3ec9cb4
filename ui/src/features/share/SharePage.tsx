import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { BookOpenText, PackageCheck, Send } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Checkbox } from "@/components/Checkbox";
import { Progress } from "@/components/Gauge";
import { Callout, EmptyState } from "@/components/Notice";
import { PageBody, PageHead, Section } from "@/components/PageHead";
import { PublishedBadge } from "@/components/record/States";
import { refusalWords } from "@/i18n/refusal";
import { useT } from "@/i18n/useT";
import type { ExportDone, ListFilter } from "@/ipc/bindings.gen";
import { refusalOf } from "@/ipc/client";
import { asks, useAsk } from "@/ipc/mutations";
import { useProgress } from "@/ipc/progress";
import { previewQuery, recordsQuery } from "@/ipc/queries";
import { Carriers } from "./Carriers";
import { Leaving } from "./Leaving";
import styles from "./share.module.css";

const route = getRouteApi("/partager");
const OWN: ListFilter = { status: [], programme: [], person: [], text: "", late: false, shelf: "own", trashed: false };

/** Choose, see exactly what leaves, write the bundle. */
export function SharePage() {
  const speech = useT();
  const { t, bytes } = speech;
  const { ids = [] } = route.useSearch();
  const navigate = useNavigate();
  const client = useQueryClient();
  const ask = useAsk();
  const sheets = useQuery(recordsQuery({ kind: "solution", filter: OWN, sort: { column: "title", descending: false }, offset: 0, limit: 500 }));
  const [publishDrafts, setPublishDrafts] = useState(false);
  const preview = useQuery(previewQuery(ids, publishDrafts));
  const progress = useProgress();
  const [writing, setWriting] = useState(false);
  const [done, setDone] = useState<ExportDone | null>(null);

  const choose = (next: string[]) => {
    setDone(null);
    void navigate({ to: "/partager", search: next.length === 0 ? {} : { ids: next }, replace: true });
  };
  const unpublished = ids.length === 0 ? [] : (preview.data?.unpublished ?? []);
  const write = async () => {
    setWriting(true);
    const written = await ask(asks.writeBundle(ids, publishDrafts));
    setWriting(false);
    if (written === null) return;
    setDone(written);
    await Promise.all([client.invalidateQueries({ queryKey: ["sent"] }), client.invalidateQueries({ queryKey: ["records", "solution"] }), client.invalidateQueries({ queryKey: ["undo"] }), client.invalidateQueries({ queryKey: ["preview"] })]);
  };
  const own = (sheets.data?.items ?? []).filter((row) => !row.sample);
  if (sheets.data !== undefined && own.length === 0) {
    return (
      <PageBody>
        <PageHead title={t("frame.share")} />
        <EmptyState title={t("share.none")} icon={BookOpenText} actions={<Button onPress={() => void navigate({ to: "/solutions" })}>{t("share.toSolutions")}</Button>}>
          {t("share.noneHelp")}
        </EmptyState>
      </PageBody>
    );
  }
  const leaving = ids.length > 0 ? preview.data : undefined;
  return (
    <PageBody>
      <PageHead title={t("frame.share")} lead={t("share.lead")} />
      <Section title={t("share.choose")} note={t("share.chosen", { count: ids.length })}>
        <ul className={styles.choices}>
          {own.map((row) => (
            <li key={row.id} className={styles.choice}>
              <Checkbox isSelected={ids.includes(row.id)} onChange={(on) => choose(on ? [...ids, row.id] : ids.filter((id) => id !== row.id))}>
                {row.title === "" ? t("common.untitled") : row.title}
              </Checkbox>
              <PublishedBadge state={row.published} />
            </li>
          ))}
        </ul>
      </Section>
      {preview.isError && ids.length > 0 ? <Callout tone="bad">{refusalWords(speech, refusalOf(preview.error)).what}</Callout> : null}
      {leaving === undefined ? null : <Leaving preview={leaving} />}
      {leaving === undefined ? null : (
        <div className={styles.foot}>
          {unpublished.length === 0 ? null : (
            <Checkbox isSelected={publishDrafts} onChange={setPublishDrafts}>
              {t("share.publishDrafts", { count: unpublished.length })}
            </Checkbox>
          )}
          {writing && progress !== null ? <Progress label={t("share.writing")} done={progress.done} total={progress.total} detail={`${String(progress.done)} / ${String(progress.total)}`} cancelLabel={t("plan.stop")} onCancel={() => void ask(asks.cancelExport)} /> : null}
          {done === null ? null : (
            <Callout tone="good" role="status" title={t("share.done", { count: done.records })}>
              <p className={styles.file} data-selectable>
                {done.file}
              </p>
              <p>{t("share.doneHelp", { size: bytes(done.bytes) })}</p>
            </Callout>
          )}
          <div className={styles.do}>
            <Button look="primary" size="large" icon={done === null ? Send : PackageCheck} isDisabled={writing || (unpublished.length === ids.length && !publishDrafts)} onPress={() => void write()}>
              {t("share.write", { count: unpublished.length > 0 && !publishDrafts ? ids.length - unpublished.length : ids.length })}
            </Button>
            <p className={styles.weight}>{t("share.weight", { size: bytes(leaving.bytes) })}</p>
          </div>
          <Carriers key={ids.join(" ")} ids={ids} publishDrafts={publishDrafts} disabled={writing || (unpublished.length === ids.length && !publishDrafts)} />
        </div>
      )}
    </PageBody>
  );
}
