import { useState } from "react";
import { ArrowLeft } from "lucide-react";
import { Button } from "@/components/Button";
import { Choice } from "@/components/Checkbox";
import { useT } from "@/i18n/useT";
import { FromBackup } from "./FromBackup";
import { FromSheet } from "./FromSheet";
import styles from "./StartPage.module.css";
import { useHeadingFocus } from "./useHeadingFocus";

/** A workspace that there was before, from a backup or from the paper sheet. */
export function Recover({ onBack }: { onBack: () => void }) {
  const { t } = useT();
  const [how, setHow] = useState<"backup" | "sheet">("backup");
  const title = useHeadingFocus();
  return (
    <div className={styles.form}>
      <div>
        <Button size="small" look="plain" icon={ArrowLeft} onPress={onBack}>
          {t("recover.back")}
        </Button>
      </div>
      <h2 className={styles.title} ref={title} tabIndex={-1}>{t("recover.title")}</h2>
      <p>{t("recover.lead")}</p>
      <Choice
        label={t("recover.how")}
        look="cards"
        answers={[
          { id: "backup", label: t("recover.backup"), hint: t("recover.backupHint") },
          { id: "sheet", label: t("recover.sheet"), hint: t("recover.sheetHint") },
        ]}
        value={how}
        onChange={setHow}
      />
      {how === "backup" ? <FromBackup /> : <FromSheet />}
    </div>
  );
}
