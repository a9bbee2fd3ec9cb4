import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { FileWarning, FolderOpen, Import, Mails } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Checkbox } from "@/components/Checkbox";
import { Progress } from "@/components/Gauge";
import { Callout, EmptyState } from "@/components/Notice";
import { PageBody, PageHead } from "@/components/PageHead";
import { DoubtNotices } from "@/components/record/Doubts";
import { TrustBadge } from "@/components/record/States";
import { refusalWords } from "@/i18n/refusal";
import { useT } from "@/i18n/useT";
import type { ImportPlan } from "@/ipc/bindings.gen";
import { refusalOf } from "@/ipc/client";
import { asks, changes, useAsk, useChange } from "@/ipc/mutations";
import { useProgress } from "@/ipc/progress";
import { planQuery } from "@/ipc/queries";
import { Authors } from "./Authors";
import { Passphrase } from "./Passphrase";
import { PlanParts } from "./PlanParts";
import { planOf } from "@/lib/planSearch";
import styles from "./exchanges.module.css";

const route = getRouteApi("/echanges/examen/$token");

/** What an import would do: from whom, what is new, what changes, what conflicts. Nothing is written before the button. */
export function PlanPage() {
  const { token } = route.useParams();
  const following = planOf(route.useSearch().next ?? []);
  const speech = useT();
  const { t } = speech;
  const navigate = route.useNavigate();
  const ask = useAsk();
  const plan = useQuery(planQuery(token));
  const progress = useProgress();
  // Kept while the file is tried: a wrong one is put right, not typed again.
  const [passphrase, setPassphrase] = useState("");
  if (plan.isError) {
    const refusal = refusalOf(plan.error);
    const words = refusalWords(speech, refusal);
    const parts = planOf([...(refusal.params["tokens"]?.split(" ") ?? []), ...(following === null ? [] : [following.params.token, ...(following.search.next ?? [])])]);
    if (refusal.code === "passphrase_needed" || refusal.code === "wrong_passphrase") return <Passphrase key={token} token={token} typed={passphrase} onChange={setPassphrase} words={words} wrong={refusal.code === "wrong_passphrase"} />;
    if (refusal.code === "several_bundles" && parts !== null) {
      return (
        <EmptyState isAll title={words.what} icon={Mails} actions={<Button look="primary" onPress={() => void navigate({ ...parts, replace: true })}>{t("plan.eachInTurn")}</Button>}>
          {words.act}
        </EmptyState>
      );
    }
    return <RefusedFile file={refusal.params["file"] ?? ""} words={words} following={following} />;
  }
  if (plan.data === undefined) {
    return <PageBody>{progress === null ? <p className={styles.reading}>{t("plan.reading")}</p> : <Progress label={t("plan.reading")} done={progress.done} total={progress.total} detail={`${String(progress.done)} / ${String(progress.total)}`} cancelLabel={t("plan.stop")} onCancel={() => void ask(asks.cancelImport(token))} />}</PageBody>;
  }
  return <PlanBody key={token} plan={plan.data} />;
}

type RefusedFileProps = { file: string; words: { what: string; act: string }; following: ReturnType<typeof planOf> };

/** Which file it is, why it is not read, and where to go from here: the next one, or another one. */
function RefusedFile({ file, words, following }: RefusedFileProps) {
  const { t } = useT();
  const navigate = route.useNavigate();
  const ask = useAsk();
  const choose = async () => {
    const plan = planOf((await ask(asks.chooseBundles)) ?? []);
    if (plan !== null) await navigate(plan);
  };
  const actions =
    following === null ? (
      <>
        <Button look="primary" icon={FolderOpen} onPress={() => void choose()}>
          {t("plan.otherFile")}
        </Button>
        <Button onPress={() => void navigate({ to: "/echanges" })}>{t("plan.backToExchanges")}</Button>
      </>
    ) : (
      <Button look="primary" onPress={() => void navigate(following)}>
        {t("plan.nextFile")}
      </Button>
    );
  return (
    <EmptyState isAll title={words.what} icon={FileWarning} actions={actions}>
      {file === "" ? null : <p className={styles.note}>{file}</p>}
      {words.act}
    </EmptyState>
  );
}

function PlanBody({ plan }: { plan: ImportPlan }) {
  const { t, day, maybe } = useT();
  const navigate = route.useNavigate();
  const ask = useAsk();
  const { run, busy } = useChange();
  const progress = useProgress();
  const following = planOf(route.useSearch().next ?? []);
  const unknown = plan.sender.trust === "unknown";
  const refused = plan.sender.trust === "refused";
  const [accept, setAccept] = useState(false);
  const apart = refused || (unknown && !accept);
  const coming = plan.fresh.length + plan.updated.length + plan.conflicts.length;
  // What did not fit a first e-mail: the records are here, their files are not.
  const filesOnly = coming === 0 && plan.attachments > 0;
  const nothing = coming === 0 && !filesOnly;
  const apply = async () => {
    const done = await run(changes.applyImport(plan.token, unknown && accept));
    if (done === null) return;
    if (following !== null) await navigate(following);
    else if (apart) await navigate({ to: "/echanges", search: { tab: "shelf" } });
    else await navigate({ to: "/echanges" });
  };
  const giveUp = () => {
    void ask(asks.cancelImport(plan.token));
    void navigate(following ?? { to: "/echanges" });
  };
  const place = [plan.sender.department ?? "", plan.sender.insee === null ? "" : t("start.insee", { code: plan.sender.insee })].filter((part) => part !== "").join(" · ");
  return (
    <PageBody>
      <PageHead title={t("plan.title", { name: plan.sender.name })} lead={[place, plan.file, maybe(`plan.carrier.${plan.carrier}`) ?? ""].filter((part) => part !== "").join(" · ")} actions={<TrustBadge trust={plan.sender.trust} />} />
      {plan.alreadyReceived === null ? null : (
        <Callout tone="info" role="status" title={t("plan.already", { date: day(plan.alreadyReceived.slice(0, 10)) })}>
          {t("plan.alreadyHelp")}
        </Callout>
      )}
      {plan.container === "repackaged" ? <Callout tone="info">{t(plan.refused.length === 0 ? "plan.repackaged" : "plan.repackagedPart")}</Callout> : null}
      {plan.notices.map((notice) => (
        <Callout key={notice} tone="info">
          {maybe(`plan.notice.${notice}`) ?? notice}
        </Callout>
      ))}
      <DoubtNotices name={plan.sender.name} doubts={plan.sender.doubts} />
      {unknown ? (
        <Callout tone="care" title={t("shelf.unknownTitle", { name: plan.sender.name })}>
          <p>{t("plan.unknownHelp")}</p>
          {plan.sender.doubts.length > 0 ? null : (
            <Checkbox isSelected={accept} onChange={setAccept}>
              {t("plan.acceptNow", { name: plan.sender.name })}
            </Checkbox>
          )}
        </Callout>
      ) : null}
      {refused ? (
        <Callout tone="care" title={t("apart.refused")}>
          {t("plan.refusedHelp")}
        </Callout>
      ) : null}
      <Authors plan={plan} />
      <PlanParts plan={plan} />
      <div className={styles.decide}>
        {busy && progress !== null ? <Progress label={t("plan.importing")} done={progress.done} total={progress.total} detail={`${String(progress.done)} / ${String(progress.total)}`} cancelLabel={t("plan.stop")} onCancel={() => void ask(asks.cancelImport(plan.token))} /> : null}
        <div className={styles.buttons}>
          {nothing ? null : (
            <Button look="primary" size="large" icon={Import} isDisabled={busy} onPress={() => void apply()}>
              {filesOnly ? t("plan.applyFiles", { count: plan.attachments }) : apart ? t("plan.applyApart", { count: coming }) : t("plan.apply", { count: coming })}
            </Button>
          )}
          <Button size="large" isDisabled={busy} onPress={giveUp}>
            {nothing ? t("common.close") : t("plan.giveUp")}
          </Button>
        </div>
        {nothing ? null : <p className={styles.note}>{t("plan.undoable")}</p>}
      </div>
    </PageBody>
  );
}
