import { Link, Outlet, useParams } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { Layers } from "lucide-react";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/Notice";
import { PageHead } from "@/components/PageHead";
import { Split } from "@/components/Split";
import { useProgrammes } from "@/components/record/useProgrammes";
import { useT } from "@/i18n/useT";
import { changes, useChange } from "@/ipc/mutations";
import { appStateQuery, facetsQuery } from "@/ipc/queries";
import styles from "./programmes.module.css";


/** The programmes that several communes run at the same time. */
export function ProgrammesPage() {
  const { t } = useT();
  const programmes = useProgrammes();
  const facets = useQuery(facetsQuery("project")).data;
  const state = useQuery(appStateQuery).data;
  const openId = useParams({ strict: false, select: (params) => params.id ?? null });
  const { run, busy } = useChange();
  const samplesLoaded = state?.phase === "open" && state.workspace.samplesLoaded;
  const list = (
    <>
      <PageHead title={t("frame.programmes")} lead={openId === null ? t("programmes.lead") : undefined} compact={openId !== null} />
      {programmes.length === 0 ? (
        <EmptyState
          title={t("programmes.none")}
          icon={Layers}
          actions={
            samplesLoaded ? undefined : (
              <Button isDisabled={busy} onPress={() => void run(changes.loadStarter)}>
                {t("firstDay.load")}
              </Button>
            )
          }
        >
          {t("programmes.noneHelp")}
        </EmptyState>
      ) : (
        <ul className={openId === null ? styles.cards : styles.rows}>
          {programmes.map((programme) => (
            <li key={programme.id}>
              <Link to="/dispositifs/$id" params={{ id: programme.id }} className={styles.card ?? ""} activeProps={{ className: styles.open ?? "" }}>
                <span className={styles.name}>{programme.title}</span>
                <span className={styles.note}>
                  {t("programmes.projects", { count: facets?.programmes.find((facet) => facet.value === programme.id)?.count ?? 0 })}
                  {programme.shelf === "reference" ? ` · ${t("programmes.national")}` : programme.shelf === "own" ? "" : ` · ${programme.ownerName}`}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
  return <Split list={list} page={openId === null ? null : <Outlet />} />;
}
