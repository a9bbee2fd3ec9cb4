import { CalendarClock, CircleStop, FilePen, Gauge, GitFork, Inbox, type LucideIcon, MessageSquareQuote, TimerOff } from "lucide-react";
import { LineLink, Lines } from "@/components/Lines";
import { useT } from "@/i18n/useT";
import type { AttentionReason, Home } from "@/ipc/bindings.gen";
import { plainText } from "@/lib/markdown";
import { addressOf } from "@/lib/recordLink";
import styles from "./HomePage.module.css";

type Entry = Home["attention"][number];

const SIGNS: Record<AttentionReason, [LucideIcon, "red" | "honey" | "leaf" | "grey"]> = {
  late: [TimerOff, "red"],
  blocked: [CircleStop, "red"],
  conflict: [GitFork, "red"],
  step_due: [CalendarClock, "honey"],
  due_soon: [CalendarClock, "honey"],
  reading_due: [Gauge, "honey"],
  received: [Inbox, "leaf"],
  feedback: [MessageSquareQuote, "leaf"],
  draft_sheet: [FilePen, "grey"],
};

/** What calls for someone, the most pressing first as the core orders it. */
export function Attention({ entries }: { entries: Entry[] }) {
  return (
    <Lines>
      {entries.map((entry) => (
        <li key={`${entry.reason}-${entry.id}-${entry.detail ?? ""}`}>
          <EntryLine entry={entry} />
        </li>
      ))}
    </Lines>
  );
}

/** Where an entry is dealt with: the choice itself, else the page that shows it. */
function placeOf({ reason, kind, id, page }: Entry) {
  if (reason === "conflict") return { to: "/a-trancher/$id", params: { id } } as const;
  return addressOf(kind, id) ?? ({ to: "/projets/$id", params: { id: page } } as const);
}

function EntryLine({ entry }: { entry: Entry }) {
  const { t, day, relative } = useT();
  const [Sign, tone] = SIGNS[entry.reason];
  const date =
    entry.date === null ? undefined : (
      <time dateTime={entry.date} title={day(entry.date, "long")}>
        {relative(entry.date.slice(0, 10))}
      </time>
    );
  return (
    <LineLink
      {...placeOf(entry)}
      sign={
        <span className={styles.sign} data-tone={tone}>
          <Sign aria-hidden />
        </span>
      }
      name={entry.title === "" ? t("common.untitled") : entry.title}
      note={
        <>
          <strong className={styles.why} data-tone={tone}>
            {t(`home.reason.${entry.reason}`)}
          </strong>
          {entry.detail === null || entry.detail === "" ? null : <> · {plainText(entry.detail)}</>}
        </>
      }
      end={date}
    />
  );
}
