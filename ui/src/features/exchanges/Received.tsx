import { Inbox, RotateCcw, Undo2 } from "lucide-react";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/Notice";
import { DoubtMarks } from "@/components/record/Doubts";
import { TrustBadge } from "@/components/record/States";
import { useT } from "@/i18n/useT";
import type { ImportEntry } from "@/ipc/bindings.gen";
import { changes, useChange } from "@/ipc/mutations";
import styles from "./exchanges.module.css";
import { Remains } from "./Remains";

/** The register of what came in; each import can be undone, and done again. */
export function Received({ imports, onImport }: { imports: ImportEntry[]; onImport: () => void }) {
  const { t, instant } = useT();
  const { run, busy } = useChange();
  if (imports.length === 0) {
    return (
      <EmptyState title={t("exchanges.noneReceived")} icon={Inbox} actions={<Button onPress={onImport}>{t("exchanges.import")}</Button>}>
        {t("exchanges.noneReceivedHelp")}
      </EmptyState>
    );
  }
  return (
    <ul className={styles.register}>
      {imports.map((entry) => (
        <li key={entry.importId} className={styles.line} data-undone={entry.undone ? true : undefined}>
          <div className={styles.words}>
            <p className={styles.title}>
              {entry.sender.name === "" ? t("exchanges.unnamed") : entry.sender.name}
              <TrustBadge trust={entry.sender.trust} />
              <DoubtMarks doubts={entry.sender.doubts} />
              {entry.undone ? <Badge tone="grey">{t("exchanges.undone")}</Badge> : null}
            </p>
            <p className={styles.note}>{summaryOf(entry, t)}</p>
            <p className={styles.note}>
              <time dateTime={entry.at}>{instant(entry.at)}</time> · {entry.file}
            </p>
            {entry.undone ? <Remains importId={entry.importId} /> : null}
          </div>
          <Button size="small" icon={entry.undone ? RotateCcw : Undo2} isDisabled={busy} onPress={() => void run(entry.undone ? changes.redoImport(entry.importId) : changes.undoImport(entry.importId), { words: entry.undone ? t("exchanges.redoneNow") : t("exchanges.undoneNow") })}>
            {entry.undone ? t("exchanges.redo") : t("exchanges.undo")}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function summaryOf(entry: ImportEntry, t: ReturnType<typeof useT>["t"]): string {
  const { fresh, updated, known, conflicts, refused } = entry.counts;
  const parts = [
    fresh > 0 ? t("plan.freshCount", { count: fresh }) : "",
    updated > 0 ? t("plan.updatedCount", { count: updated }) : "",
    conflicts > 0 ? t("plan.conflictCount", { count: conflicts }) : "",
    known > 0 ? t("plan.knownCount", { count: known }) : "",
    refused > 0 ? t("plan.refusedCount", { count: refused }) : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? t("plan.nothingNew") : parts.join(", ");
}
