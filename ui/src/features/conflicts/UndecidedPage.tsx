import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Scale } from "lucide-react";
import { EmptyState } from "@/components/Notice";
import { PageBody, PageHead } from "@/components/PageHead";
import { KindSign } from "@/components/record/KindSign";
import { useKindLabel } from "@/components/record/useSchema";
import { useT } from "@/i18n/useT";
import type { UndecidedRecord } from "@/ipc/bindings.gen";
import { undecidedQuery } from "@/ipc/queries";
import { plainText } from "@/lib/markdown";
import { shorten } from "@/lib/text";
import styles from "./conflicts.module.css";

/** Everything in which several desktops wrote different things, so that a person must choose. */
export function UndecidedPage() {
  const { t } = useT();
  const records = useQuery(undecidedQuery).data;
  if (records === undefined) return null;
  return (
    <PageBody>
      <PageHead title={t("frame.undecided")} lead={records.length === 0 ? undefined : t("undecided.lead")} />
      {records.length === 0 ? (
        <EmptyState title={t("undecided.none")} icon={Scale}>
          {t("undecided.noneHelp")}
        </EmptyState>
      ) : (
        <ul className={styles.list}>
          {records.map((record) => (
            <li key={record.id}>
              <Line record={record} />
            </li>
          ))}
        </ul>
      )}
    </PageBody>
  );
}

function Line({ record }: { record: UndecidedRecord }) {
  const { t, instant } = useT();
  const kind = useKindLabel();
  const title = shorten(plainText(record.title), 120);
  return (
    <Link to="/a-trancher/$id" params={{ id: record.id }} className={styles.line ?? ""}>
      <KindSign kind={record.kind} />
      <span className={styles.lineWords}>
        <strong>{title === "" ? t("common.untitled") : title}</strong>
        <small>
          {[kind(record.kind), record.within, record.trashed ? t("undecided.trashed") : null, instant(record.updatedAt)].filter((part) => part !== null && part !== "").join(" · ")}
        </small>
      </span>
      <span className={styles.lineCount}>{t("undecided.count", { count: record.questions })}</span>
    </Link>
  );
}
