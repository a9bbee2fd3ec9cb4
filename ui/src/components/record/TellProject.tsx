import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { FileChartColumn, MessageSquareQuote } from "lucide-react";
import { Button } from "@/components/Button";
import { Line, Lines } from "@/components/Lines";
import { Section } from "@/components/PageHead";
import { useT } from "@/i18n/useT";
import type { RecordView } from "@/ipc/bindings.gen";
import { changes, useChange } from "@/ipc/mutations";
import { feedbackQuery } from "@/ipc/queries";
import styles from "./AboutSheet.module.css";
import { KindSign } from "./KindSign";
import { RecordLink } from "./RecordLink";
import { useKindLabel } from "./useSchema";

/** Making a project known: a report of it, and feedback to the author of the sheet it was started from. */
export function TellProject({ view }: { view: RecordView }) {
  const { t, day } = useT();
  const kind = useKindLabel();
  const navigate = useNavigate();
  const { run, busy } = useChange();
  const reports = useQuery(feedbackQuery(view.id)).data?.own ?? [];
  const origin = view.adaptedFrom;
  const about = useQuery({ ...feedbackQuery(origin?.id ?? ""), enabled: origin !== null }).data;
  if (view.sample || !view.editable) return null;
  // Feedback is on a sheet that is here.
  const adopted = origin !== null && origin.title !== "" && origin.owner !== view.owner;
  const give = async () => {
    const given = await run(changes.giveFeedback(view.id));
    if (given !== null) await navigate({ to: "/documents/$id", params: { id: given.value } });
  };
  const said = [...reports, ...(adopted ? (about?.own ?? []) : [])];
  return (
    <Section id="partage" title={t("tell.title")} note={t("tell.note")}>
      <div className={styles.buttons}>
        <Button icon={FileChartColumn} onPress={() => void navigate({ to: "/partager/rapport/$project", params: { project: view.id } })}>
          {t("tell.report")}
        </Button>
        {adopted ? (
          <Button icon={MessageSquareQuote} isDisabled={busy} onPress={() => void give()}>
            {t("tell.feedback", { name: origin.ownerName })}
          </Button>
        ) : null}
      </div>
      {said.length === 0 ? null : (
        <Lines>
          {said.map((one) => (
            <li key={one.id}>
              <Line sign={<KindSign kind={one.kind} silent />} name={<RecordLink kind={one.kind} id={one.id} title={one.title} />} note={[kind(one.kind), one.date === null ? "" : day(one.date)].filter((part) => part !== "").join(" · ")} />
            </li>
          ))}
        </Lines>
      )}
    </Section>
  );
}
