import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { FolderOpen, FolderX } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Progress } from "@/components/Gauge";
import { EmptyState } from "@/components/Notice";
import { PageBody, PageHead } from "@/components/PageHead";
import { refusalWords } from "@/i18n/refusal";
import { useT } from "@/i18n/useT";
import type { FolderDone } from "@/ipc/bindings.gen";
import { refusalOf } from "@/ipc/client";
import { asks, changes, useAsk, useChange } from "@/ipc/mutations";
import { useProgress } from "@/ipc/progress";
import { folderQuery } from "@/ipc/queries";
import { planOf } from "@/lib/planSearch";
import { FolderReport } from "./FolderReport";
import styles from "./exchanges.module.css";

const route = getRouteApi("/echanges/dossier/$token");

/** A folder of bundles: how many files, then all of them taken in, then one report. */
export function FolderPage() {
  const { token } = route.useParams();
  const speech = useT();
  const { t } = speech;
  const navigate = route.useNavigate();
  const following = planOf(route.useSearch().next ?? []);
  const ask = useAsk();
  const { run, busy } = useChange();
  const look = useQuery(folderQuery(token));
  const progress = useProgress();
  const [done, setDone] = useState<FolderDone | null>(null);
  const leave = () => void navigate(following ?? { to: "/echanges" });
  if (look.isError) {
    const words = refusalWords(speech, refusalOf(look.error));
    return (
      <EmptyState isAll title={words.what} icon={FolderX} actions={<Button onPress={leave}>{t("plan.backToExchanges")}</Button>}>
        {words.act}
      </EmptyState>
    );
  }
  if (look.data === undefined) return null;
  if (done !== null) return <FolderReport done={done} onClose={leave} />;
  const count = look.data.files;
  const take = async () => {
    const taken = await run(changes.importFolder(token));
    if (taken !== null) setDone(taken.value);
  };
  return (
    <PageBody>
      <PageHead title={t("folder.title", { name: look.data.name })} lead={t("folder.lead", { count })} />
      {count === 0 ? (
        <EmptyState title={t("folder.empty")} icon={FolderX} actions={<Button onPress={leave}>{t("plan.backToExchanges")}</Button>}>
          {t("folder.emptyHelp")}
        </EmptyState>
      ) : (
        <>
          <ul className={styles.reasons}>
            <li>{t("folder.promiseApart")}</li>
            <li>{t("folder.promiseKnown")}</li>
            <li>{t("folder.promiseUndo")}</li>
          </ul>
          <div className={styles.decide}>
            {busy ? <Progress label={t("folder.importing")} done={progress?.done ?? 0} total={progress?.total ?? count} detail={`${String(progress?.done ?? 0)} / ${String(progress?.total ?? count)}`} cancelLabel={t("plan.stop")} onCancel={() => void ask(asks.cancelImport(token))} /> : null}
            <div className={styles.buttons}>
              <Button look="primary" size="large" icon={FolderOpen} isDisabled={busy} onPress={() => void take()}>
                {t("folder.import", { count })}
              </Button>
              <Button size="large" isDisabled={busy} onPress={leave}>
                {t("plan.giveUp")}
              </Button>
            </div>
          </div>
        </>
      )}
    </PageBody>
  );
}
