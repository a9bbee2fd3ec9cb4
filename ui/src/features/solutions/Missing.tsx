import { CircleCheck } from "lucide-react";
import { Meter } from "@/components/Gauge";
import { useSchema } from "@/components/record/useSchema";
import { useT } from "@/i18n/useT";
import type { RecordView } from "@/ipc/bindings.gen";
import styles from "./solutions.module.css";

/** How complete the sheet is, and what a reader elsewhere would miss; each lack leads to its question. */
export function Missing({ view }: { view: RecordView }) {
  const { t } = useT();
  const words = useSchema("solution");
  if (view.completeness === null) return null;
  const { filled, wanted, missing } = view.completeness;
  return (
    <div className={styles.missing}>
      <Meter label={t("write.completeness")} value={filled} maximum={wanted} valueText={t("write.filled", { filled, wanted })} tone="honey" />
      {missing.length === 0 ? (
        <p className={styles.complete}>
          <CircleCheck size="1rem" aria-hidden />
          {t("write.complete")}
        </p>
      ) : (
        <p className={styles.lacks}>
          <span>{t("write.missing")}</span>
          {missing.slice(0, 8).map((name) => (
            <button
              key={name}
              type="button"
              className={styles.lack}
              onClick={() => {
                const place = document.getElementById(`champ-${name}`);
                place?.scrollIntoView({ block: "center" });
                place?.querySelector<HTMLElement>("input, textarea, button[aria-haspopup]")?.focus({ preventScroll: true });
              }}
            >
              {words.label(name)}
            </button>
          ))}
          {missing.length > 8 ? <span>{t("write.missingMore", { count: missing.length - 8 })}</span> : null}
        </p>
      )}
    </div>
  );
}
