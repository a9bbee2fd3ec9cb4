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
import { Carriers, type Posted } from "./Carriers";
import { Choices, useShareable } from "./Choices";
import { isChosen, Leaving } from "./Leaving";
import { Place } from "./Place";
import { NOBODY, Recipient, type RecipientChoice } from "./Recipient";
import styles from "./share.module.css";

const route = getRouteApi("/partager");

/** The last that was written, with what was true of it then; what is asked for may be another thing since. */
type Written = ({ as: "bundle"; done: ExportDone } & Pick<ExportWrite, "place" | "answers">) | ({ as: "post" } & Posted);

/** Choose, say for whom, see exactly what leaves, write the bundle. */
export function SharePage() {
  const { t } = useT();
  const { ids = [], to, publish = false } = route.useSearch();
  const navigate = useNavigate();
  const rows = useShareable();
  const [publishDrafts, setPublishDrafts] = useState(publish);
  const [recipient, setRecipient] = useState<RecipientChoice>(to === undefined ? NOBODY : { toId: to, toName: null, answers: true });
  const [place, setPlace] = useState<ExportPlace>({ kind: "file" });
  const [written, setWritten] = useState<Written | null>(null);
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
  const choose = (next: string[]) => void navigate({ to: "/partager", search: (search) => (next.length === 0 ? {} : { ...search, ids: next }), replace: true });
  /** Once something else is asked for, what was written is no longer spoken of. */
  const anew =
    <Value,>(change: (next: Value) => void) =>
    (next: Value) => {
      setWritten(null);
      change(next);
    };
  const request: ExportWrite = { ids, publishDrafts, ...recipient, place };
  return (
    <PageBody>
      <PageHead title={t("frame.share")} lead={t("share.lead")} />
      <Choices rows={rows} ids={ids} onChange={anew(choose)} />
      {ids.length === 0 ? null : (
        <>
          <Recipient value={recipient} onChange={anew(setRecipient)} />
          <Leave request={request} written={written} onWritten={setWritten} onPublish={anew(setPublishDrafts)} onPlace={anew(setPlace)} />
        </>
      )}
    </PageBody>
  );
}

type LeaveProps = { request: ExportWrite; written: Written | null; onWritten: (written: Written | null) => void; onPublish: (publish: boolean) => void; onPlace: (place: ExportPlace) => void };

/** What is said of a bundle that is where it was to go. */
const DONE = { file: "share.doneHelp", folder: "share.doneFolder", drive: "share.doneVerified" } as const;

/** What leaves, where to, and the button that writes it. */
function Leave({ request, written, onWritten, onPublish, onPlace }: LeaveProps) {
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
  const bundle = written?.as === "bundle" ? written : null;
  const unpublished = preview.data.unpublished.length;
  const count = preview.data.records.filter(isChosen).length;
  const write = async () => {
    onWritten(null);
    setWriting(true);
    const done = await ask(asks.writeBundle(request));
    setWriting(false);
    if (done === null) return;
    onWritten({ as: "bundle", done, place: request.place, answers: request.answers });
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
        {bundle === null ? null : (
          <Callout tone="good" role="status" title={bundle.answers ? t("share.doneAnswer", { number: bundle.done.number }) : t("share.doneSend", { number: bundle.done.number })}>
            <p className={styles.file} data-selectable>
              {bundle.done.file}
            </p>
            <p>{t(DONE[bundle.place.kind], { size: bytes(bundle.done.bytes) })}</p>
          </Callout>
        )}
        <div className={styles.do}>
          <Button look="primary" size="large" icon={bundle === null ? Send : PackageCheck} isDisabled={writing || count === 0 || passphrase !== ""} onPress={() => void write()}>
            {count === 0 ? t("share.writeNone") : t("share.write", { count })}
          </Button>
          <p className={styles.weight}>{passphrase === "" ? t("share.weight", { size: bytes(preview.data.bytes) }) : t("share.locked")}</p>
        </div>
        <Carriers request={request} disabled={writing || count === 0} passphrase={passphrase} onPassphrase={setPassphrase} posted={written?.as === "post" ? written : null} onPosted={(posted) => onWritten(posted === null ? null : { as: "post", ...posted })} />
      </div>
    </>
  );
}
