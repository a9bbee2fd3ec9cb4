import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { MessageSquareQuote } from "lucide-react";
import { Button } from "@/components/Button";
import { Line, Lines } from "@/components/Lines";
import { Callout } from "@/components/Notice";
import { Section } from "@/components/PageHead";
import { useT } from "@/i18n/useT";
import type { FeedbackEntry, FeedbackMeasure, RecordView } from "@/ipc/bindings.gen";
import { changes, useChange } from "@/ipc/mutations";
import { feedbackQuery } from "@/ipc/queries";
import styles from "./AboutSheet.module.css";
import { KindSign } from "./KindSign";
import { RecordLink } from "./RecordLink";
import { StatusBadge, TrustBadge } from "./States";

/** What is said about a sheet: who has taken it over, with what result beside its own; and saying something oneself. */
export function AboutSheet({ view }: { view: RecordView }) {
  const { t } = useT();
  const about = useQuery(feedbackQuery(view.id)).data;
  const navigate = useNavigate();
  const { run, busy } = useChange();
  if (about === undefined || view.sample || view.shelf === "quarantine") return null;
  const give = async () => {
    const given = await run(changes.giveFeedback(view.id));
    if (given !== null) await navigate({ to: "/documents/$id", params: { id: given.value } });
  };
  const received = view.shelf === "received";
  if (!received && about.entries.length === 0 && about.waiting === 0) return null;
  return (
    <Section
      id="reprises"
      title={received ? t("about.ours") : t("about.adopted", { count: about.adopters })}
      actions={
        received ? (
          <Button size="small" icon={MessageSquareQuote} isDisabled={busy} onPress={() => void give()}>
            {t("about.give")}
          </Button>
        ) : undefined
      }
    >
      {about.waiting > 0 ? <Callout tone="info">{t("about.waiting", { count: about.waiting })}</Callout> : null}
      <Entries entries={about.entries} />
      <Entries entries={about.own} />
      {received && about.own.length === 0 && about.entries.length === 0 ? <p className={styles.date}>{t("about.none")}</p> : null}
      {about.rows.length === 0 ? null : (
        // Focusable, so that a wide table scrolls without a mouse.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={styles.scroll} tabIndex={0} role="group" aria-label={t("about.beside")}>
          <table className={styles.table}>
            <caption>{t("about.beside")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("about.indicator")}</th>
                <th scope="col">{view.ownerName}</th>
                {about.columns.map((name, column) => (
                  <th scope="col" key={`${String(column)}${name}`}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {about.rows.map((row) => (
                <tr key={row.name + row.unit}>
                  <th scope="row">
                    {row.name}
                    {row.unit === "" ? null : <small>{row.unit}</small>}
                  </th>
                  <td>
                    <Measure measure={row.own} />
                  </td>
                  {row.theirs.map((measure, column) => (
                    <td key={`${String(column)}${about.columns[column] ?? ""}`}>
                      <Measure measure={measure} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

function Entries({ entries }: { entries: FeedbackEntry[] }) {
  const { day } = useT();
  if (entries.length === 0) return null;
  return (
    <Lines>
      {entries.map((entry) => (
        <li key={entry.owner + entry.id}>
          <Line
            sign={<KindSign kind={entry.kind} />}
            name={<RecordLink kind={entry.kind} id={entry.id} title={entry.title} />}
            note={[entry.from, entry.date === null ? "" : day(entry.date)].filter((part) => part !== "").join(" · ")}
            end={
              <>
                {entry.from === "" ? null : <TrustBadge trust={entry.trust} />}
                <StatusBadge status={entry.status} />
              </>
            }
          />
        </li>
      ))}
    </Lines>
  );
}

function Measure({ measure }: { measure: FeedbackMeasure | null }) {
  const { t, decimal, day } = useT();
  if (measure === null) return <span aria-label={t("about.noFigure")}>—</span>;
  return (
    <>
      {measure.baseline === null ? null : <>{decimal(measure.baseline)} → </>}
      <strong>{decimal(measure.value)}</strong>
      {measure.date === null ? null : <small>{day(measure.date)}</small>}
    </>
  );
}
