import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Callout } from "@/components/Notice";
import { useT } from "@/i18n/useT";
import type { RecordView } from "@/ipc/bindings.gen";
import { sourceQuery } from "@/ipc/queries";
import styles from "./record.module.css";

/** Says that what a sheet or project was made from has changed since, with the way to what changed. */
export function SourceNotice({ view }: { view: RecordView }) {
  const { t } = useT();
  const source = useQuery({ ...sourceQuery(view.id), enabled: view.adaptedFrom !== null }).data;
  if (source === undefined || source === null || !view.editable) return null;
  if (source.parts.length === 0 && !source.untold) return null;
  return (
    <Callout tone="info" title={t("source.changed")}>
      <p>{source.untold ? t("source.untold", { title: source.title }) : t("source.changedHelp", { title: source.title, owner: source.ownerName, count: source.parts.length })}</p>
      <p>
        <Link to="/origine/$id" params={{ id: view.id }} className={styles.noticeLink ?? ""}>
          {t("source.see")}
        </Link>
      </p>
    </Callout>
  );
}
