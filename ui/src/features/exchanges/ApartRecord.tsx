import { useQuery } from "@tanstack/react-query";
import { useT } from "@/i18n/useT";
import { apartQuery } from "@/ipc/queries";
import styles from "./exchanges.module.css";

/** What stands apart, word for word: nothing of it is formatted, linked or opened. */
export function ApartRecord({ owner, id }: { owner: string; id: string }) {
  const { t, language, bytes } = useT();
  const record = useQuery(apartQuery(owner, id)).data;
  if (record === undefined) return null;
  return (
    <div className={styles.apart} data-selectable>
      <p className={styles.note}>{t("apart.note")}</p>
      <dl className={styles.plain}>
        {record.fields.map((field) => (
          <div key={field.path}>
            <dt>{field.label[language]}</dt>
            <dd>{field.text}</dd>
          </div>
        ))}
        {record.files.length === 0 ? null : (
          <div>
            <dt>{t("apart.files")}</dt>
            {record.files.map((file) => (
              <dd key={file.name + String(file.size)}>
                {file.name} ({bytes(file.size)})
              </dd>
            ))}
          </div>
        )}
      </dl>
      {record.more === 0 ? null : <p className={styles.note}>{t("apart.more", { count: record.more })}</p>}
    </div>
  );
}
