import { useQuery } from "@tanstack/react-query";
import { Scale } from "lucide-react";
import { LineLink, Lines } from "@/components/Lines";
import { EmptyState } from "@/components/Notice";
import { PageBody, PageHead } from "@/components/PageHead";
import { KindSign } from "@/components/record/KindSign";
import { useKindLabel } from "@/components/record/useSchema";
import { useT } from "@/i18n/useT";
import type { UndecidedRecord } from "@/ipc/bindings.gen";
import { undecidedQuery } from "@/ipc/queries";
import { plainText } from "@/lib/markdown";
import { shorten } from "@/lib/text";

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
        <Lines>
          {records.map((record) => (
            <li key={record.id}>
              <RecordLine record={record} />
            </li>
          ))}
        </Lines>
      )}
    </PageBody>
  );
}

function RecordLine({ record }: { record: UndecidedRecord }) {
  const { t, instant } = useT();
  const kind = useKindLabel();
  const title = shorten(plainText(record.title), 120);
  const about = [kind(record.kind), record.within, record.trashed ? t("undecided.trashed") : null, instant(record.updatedAt)];
  return (
    <LineLink
      to="/a-trancher/$id"
      params={{ id: record.id }}
      sign={<KindSign kind={record.kind} silent />}
      name={title === "" ? t("common.untitled") : title}
      note={about.filter((part) => part !== null && part !== "").join(" · ")}
      end={t("undecided.count", { count: record.questions })}
    />
  );
}
