import { useQueryClient } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { BrandMark } from "@/components/BrandMark";
import { Button } from "@/components/Button";
import { refusalWords } from "@/i18n/refusal";
import type { Refusal } from "@/ipc/client";
import { asks, useAsk } from "@/ipc/mutations";
import { useT } from "@/i18n/useT";
import { appStateQuery } from "@/ipc/queries";
import styles from "./Refused.module.css";

/** The workspace cannot be opened: why, what to do, and that nothing was touched. */
export function Refused({ refusal }: { refusal: Pick<Refusal, "code" | "what" | "action"> }) {
  const speech = useT();
  const client = useQueryClient();
  const ask = useAsk();
  const retry = async () => {
    await ask(asks.retryWorkspace);
    await client.invalidateQueries({ queryKey: appStateQuery.queryKey });
  };
  const words = refusalWords(speech, refusal);
  return (
    <main className={styles.page}>
      <BrandMark size="3rem" />
      <h1>{words.what}</h1>
      <p>{words.act}</p>
      <p className={styles.code}>{refusal.code}</p>
      <Button icon={RotateCcw} look="primary" onPress={() => void retry()}>
        {speech.t("common.retry")}
      </Button>
    </main>
  );
}
