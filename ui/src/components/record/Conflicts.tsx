import { Button } from "@/components/Button";
import { Callout } from "@/components/Notice";
import { useT } from "@/i18n/useT";
import type { ConflictView, JsonValue, RecordView } from "@/ipc/bindings.gen";
import { changes, useChange } from "@/ipc/mutations";
import { useShownValue } from "./shownValue";
import styles from "./record.module.css";
import { useSchema } from "./useSchema";

/** The patch that settles a conflict by writing one of its values again. */
export function settle(conflict: ConflictView, value: JsonValue): JsonValue {
  const [list, item, name] = conflict.path.split("/");
  if (list === undefined || item === undefined) return { [conflict.path]: value };
  return { [list]: [name === undefined ? { ...(typeof value === "object" && value !== null && !Array.isArray(value) ? value : {}), id: item } : { id: item, [name]: value }] };
}

/** Two desktops wrote the same field: both values, and the choice. */
export function Conflicts({ view }: { view: RecordView }) {
  const { t, instant } = useT();
  const words = useSchema(view.kind);
  const show = useShownValue();
  const { run, busy } = useChange();
  if (view.conflicts.length === 0) return null;
  return (
    <Callout tone="care" title={t("conflict.title", { count: view.conflicts.length })}>
      <p>{t("conflict.help")}</p>
      {view.conflicts.map((conflict) => {
        const [first = "", , last] = conflict.path.split("/");
        return (
          <fieldset key={conflict.path} className={styles.conflict}>
            <legend>{last === undefined ? words.label(first) : words.label(last, first)}</legend>
            {conflict.values.map((candidate) => (
              <div key={candidate.device} className={styles.conflictValue}>
                <p>
                  {show(candidate.value, 400)}
                  <small>
                    {candidate.person ?? t("history.someone")}, {instant(candidate.at)}
                  </small>
                </p>
                {view.editable ? (
                  <Button size="small" isDisabled={busy} onPress={() => void run(changes.write(view.id, settle(conflict, candidate.value)))}>
                    {t("conflict.keep")}
                  </Button>
                ) : null}
              </div>
            ))}
          </fieldset>
        );
      })}
    </Callout>
  );
}
