import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { FileKey2, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Callout } from "@/components/Notice";
import { Section } from "@/components/PageHead";
import { inPrint } from "@/i18n/refusal";
import { useT } from "@/i18n/useT";
import type { IntegrityReport } from "@/ipc/bindings.gen";
import { asks, useAsk } from "@/ipc/mutations";
import { backupsQuery } from "@/ipc/queries";
import { Backups } from "./Backups";
import { Passphrase } from "./Passphrase";
import { Person } from "./Person";
import styles from "./safety.module.css";

/** Backups, the recovery sheet, integrity, and what is held about a person. */
export function Safety() {
  const { t } = useT();
  const navigate = useNavigate();
  const state = useQuery(backupsQuery).data;
  if (state === undefined) return null;
  return (
    <div className={styles.parts}>
      {state.ready ? <Backups state={state} /> : <Passphrase />}
      <Section title={t("safety.sheetTitle")}>
        <p>{t("safety.sheetHelp")}</p>
        <div>
          <Button icon={FileKey2} onPress={() => void navigate({ to: "/fiche-de-recuperation" })}>
            {t("safety.sheetOpen")}
          </Button>
        </div>
      </Section>
      <Integrity />
      <Person oldestDays={state.oldestDays} />
    </div>
  );
}

function Integrity() {
  const { t, language } = useT();
  const ask = useAsk();
  const [report, setReport] = useState<IntegrityReport | null>(null);
  const [busy, setBusy] = useState(false);
  const check = async () => {
    setBusy(true);
    setReport(await ask(asks.checkIntegrity));
    setBusy(false);
  };
  return (
    <Section title={t("safety.checkTitle")}>
      <p>{t("safety.checkHelp")}</p>
      <div>
        <Button icon={ShieldCheck} isDisabled={busy} onPress={() => void check()}>
          {busy ? t("safety.checking") : t("safety.check")}
        </Button>
      </div>
      {report === null ? null : report.problems.length === 0 ? (
        <Callout tone="good" role="status">
          {t("safety.sound", { revisions: report.revisions, attachments: report.attachments })}
        </Callout>
      ) : (
        <Callout tone="bad" role="alert" title={t("safety.unsound", { count: report.problems.length })}>
          <p>{t("safety.unsoundHelp")}</p>
          <ul className={styles.list} data-selectable>
            {report.problems.map((problem) => (
              <li key={problem.en}>{inPrint(language, problem)}</li>
            ))}
          </ul>
        </Callout>
      )}
    </Section>
  );
}
