import { useQuery } from "@tanstack/react-query";
import { Callout } from "@/components/Notice";
import { refusalWords } from "@/i18n/refusal";
import { useT } from "@/i18n/useT";
import { refusalOf } from "@/ipc/client";
import { historyQuery } from "@/ipc/queries";
import { useShownValue } from "./shownValue";
import styles from "./record.module.css";

/** What happened to a record: who, when, and each field before and after. */
export function History({ id }: { id: string }) {
  const speech = useT();
  const { t, instant, language } = speech;
  const show = useShownValue();
  const history = useQuery(historyQuery(id));
  if (history.isError) return <Callout tone="bad">{refusalWords(speech, refusalOf(history.error)).what}</Callout>;
  if (history.data === undefined) return null;
  if (history.data.length === 0) return <p className={styles.nothing}>{t("history.none")}</p>;
  return (
    <ol className={styles.history}>
      {history.data.map((entry) => (
        <li key={entry.revision} className={styles.past}>
          <p className={styles.pastHead}>
            <strong>{entry.person ?? t("history.someone")}</strong>
            <time dateTime={entry.at}>{instant(entry.at)}</time>
          </p>
          <ul className={styles.pastChanges}>
            {entry.changes.slice(0, 12).map((change) => (
              <li key={change.path}>
                <span className={styles.pastField}>{change.label[language]}</span>
                {show(change.before) === "" ? null : (
                  <>
                    <del>{show(change.before)}</del> <span aria-hidden>→</span>
                  </>
                )}
                <ins>{show(change.after) === "" ? t("history.emptied") : show(change.after)}</ins>
              </li>
            ))}
            {entry.changes.length > 12 ? <li>{t("history.more", { count: entry.changes.length - 12 })}</li> : null}
          </ul>
        </li>
      ))}
    </ol>
  );
}
