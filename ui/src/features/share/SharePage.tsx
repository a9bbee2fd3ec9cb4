import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { BookOpenText, PackageCheck, Send } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Checkbox } from "@/components/Checkbox";
import { Progress } from "@/components/Gauge";
import { Callout, EmptyState } from "@/components/Notice";
import { PageBody, PageHead } from "@/components/PageHead";
import { refusalWords } from "@/i18n/refusal";
import { useT } from "@/i18n/useT";
import type { ExportDone, ExportPlace, ExportWrite } from "@/ipc/bindings.gen";
import { refusalOf } from "@/ipc/client";
import { asks, useAsk } from "@/ipc/mutations";
import { useProgress } from "@/ipc/progress";
import { previewQuery } from "@/ipc/queries";
import { Carriers } from "./Carriers";
import { Choices, useShareable } from "./Choices";
import { Leaving } from "./Leaving";
import { Place } from "./Place";
import { NOBODY, Recipient, type RecipientChoice } from "./Recipient";
import styles from "./share.module.css";

const route = getRouteApi("/partager");

/** Choose, say for whom, see exactly what leaves, write the bundle. */
export function SharePage() {
  const { t } = useT();
  const { ids = [], to, publish = false } = route.useSearch();
  const navigate = useNavigate();
  const rows = useShareable();
  const [publishDrafts, setPublishDrafts] = useState(publish);
  const [recipient, setRecipient] = useState<RecipientChoice>(to === undefined ? NOBODY : { toId: to, toName: null, answers: true });
  const [place, setPlace] = useState<ExportPlace>({ kind: "file" });
  const [done, setDone] = useState<ExportDone | null>(null);
  if (rows === null) return null;
  if (rows.length === 0) {
    return (
      <PageBody>
        <PageHead title={t("frame.share")} />
        <EmptyState title={t("share.none")} icon={BookOpenText} actions={<Button onPress={() => void navigate({ to: "/solutions" })}>{t("share.toSolutions")}</Button>}>
          {t("share.noneHelp")}
        </EmptyState>
      </PageBody>
    );
  }
  const choose = (next: string[]) => {
    setDone(null);
    void navigate({ to: "/partager", search: (search) => (next.length === 0 ? {} : { ...search, ids: next }), replace: true });
  };
  const request: ExportWrite = { ids, publishDrafts, ...recipient, place };
  return (
    <PageBody>
      <PageHead title={t("frame.share")} lead={t("share.lead")} />
      <Choices rows={rows} ids={ids} onChange={choose} />
      {ids.length === 0 ? null : (
        <>
          <Recipient value={recipient} onChange={setRecipient} />
          <Leave request={request} done={done} onDone={setDone} onPublish={setPublishDrafts} onPlace={setPlace} />
        </>
      )}
    </PageBody>
  );
}

type LeaveProps = { request: ExportWrite; done: ExportDone | null; onDone: (done: ExportDone) => void; onPublish: (publish: boolean) => void; onPlace: (place: ExportPlace) => void };

/** What leaves, where to, and the button that writes it. */
function Leave({ request, done, onDone, onPublish, onPlace }: LeaveProps) {
  const speech = useT();
  const { t, bytes } = speech;
  const client = useQueryClient();
  const ask = useAsk();
  const preview = useQuery(previewQuery(request));
  const progress = useProgress();
  const [writing, setWriting] = useState(false);
  const [passphrase, setPassphrase] = useState("");
  if (preview.isError) {
    const words = refusalWords(speech, refusalOf(preview.error));
    return (
      <Callout tone="bad" title={words.what} role="alert">
        {words.act}
      </Callout>
    );
  }
  if (preview.data === undefined) return null;
  const unpublished = preview.data.unpublished.length;
  const count = unpublished > 0 && !request.publishDrafts ? request.ids.length - unpublished : request.ids.length;
  const write = async () => {
    setWriting(true);
    const written = await ask(asks.writeBundle(request));
    setWriting(false);
    if (written === null) return;
    onDone(written);
    const stale = [["sent"], ["records"], ["undo"], ["preview"], ["drives"]];
    await Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
  };
  return (
    <>
      {unpublished === 0 ? null : (
        <Callout tone="info" title={t("share.unpublished", { count: unpublished })}>
          <Checkbox isSelected={request.publishDrafts} onChange={onPublish}>
            {t("share.publishDrafts", { count: unpublished })}
          </Checkbox>
        </Callout>
      )}
      <Leaving preview={preview.data} />
      <Place value={request.place} onChange={onPlace} />
      <div className={styles.foot}>
        {writing && progress !== null ? <Progress label={t("share.writing")} done={progress.done} total={progress.total} detail={`${String(progress.done)} / ${String(progress.total)}`} cancelLabel={t("plan.stop")} onCancel={() => void ask(asks.cancelExport)} /> : null}
        {done === null ? null : (
          <Callout tone="good" role="status" title={request.answers ? t("share.doneAnswer", { number: done.number }) : t("share.doneSend", { number: done.number })}>
            <p className={styles.file} data-selectable>
              {done.file}
            </p>
            <p>{request.place.kind === "file" ? t("share.doneHelp", { size: bytes(done.bytes) }) : t("share.doneVerified", { size: bytes(done.bytes) })}</p>
          </Callout>
        )}
        <div className={styles.do}>
          <Button look="primary" size="large" icon={done === null ? Send : PackageCheck} isDisabled={writing || count === 0 || passphrase !== ""} onPress={() => void write()}>
            {count === 0 ? t("share.writeNone") : t("share.write", { count })}
          </Button>
          <p className={styles.weight}>{passphrase === "" ? t("share.weight", { size: bytes(preview.data.bytes) }) : t("share.locked")}</p>
        </div>
        <Carriers key={request.ids.join(" ")} request={request} disabled={writing || count === 0} passphrase={passphrase} onPassphrase={setPassphrase} />
      </div>
    </>
  );
}
