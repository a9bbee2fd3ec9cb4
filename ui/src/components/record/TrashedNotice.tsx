import { RotateCcw } from "lucide-react";
import { Button } from "@/components/Button";
import { Callout } from "@/components/Notice";
import { useT } from "@/i18n/useT";
import type { RecordView } from "@/ipc/bindings.gen";
import { changes, useChange } from "@/ipc/mutations";

/** Says on the page of a record that it lies in the trash, and takes it out. */
export function TrashedNotice({ view }: { view: RecordView }) {
  const { t } = useT();
  const { run } = useChange();
  if (!view.trashed) return null;
  return (
    <Callout
      tone="care"
      title={t("trash.here")}
      actions={
        <Button size="small" icon={RotateCcw} onPress={() => void run(changes.restore(view.id))}>
          {t("common.restore")}
        </Button>
      }
    />
  );
}
