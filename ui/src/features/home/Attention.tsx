import { Link } from "@tanstack/react-router";
import { CalendarClock, CircleStop, FilePen, Gauge, GitFork, Inbox, type LucideIcon, MessageSquareQuote, TimerOff } from "lucide-react";
import { useT } from "@/i18n/useT";
import type { AttentionReason, Home } from "@/ipc/bindings.gen";
import { plainText } from "@/lib/markdown";
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
    <ul className={styles.attention}>
      {entries.map((entry) => (
        <li key={`${entry.reason}-${entry.id}-${entry.detail ?? ""}`}>
          <EntryLink entry={entry} />
        </li>
      ))}
    </ul>
  );
}

function EntryLink({ entry }: { entry: Entry }) {
  const { t, day, relative } = useT();
  const [Sign, tone] = SIGNS[entry.reason];
  const inside = (
    <>
      <span className={styles.entrySign} data-tone={tone}>
        <Sign aria-hidden />
      </span>
      <span className={styles.entryWords}>
        <span className={styles.entryTitle}>{entry.title === "" ? t("common.untitled") : entry.title}</span>
        <span className={styles.entryWhy}>
          <strong data-tone={tone}>{t(`home.reason.${entry.reason}`)}</strong>
          {entry.detail === null || entry.detail === "" ? null : <> · {plainText(entry.detail)}</>}
        </span>
      </span>
      {entry.date === null ? null : (
        <time className={styles.entryDate} dateTime={entry.date} title={day(entry.date, "long")}>
          {relative(entry.date.slice(0, 10))}
        </time>
      )}
    </>
  );
  if (entry.reason === "conflict") {
    return (
      <Link to="/a-trancher/$id" params={{ id: entry.id }} className={styles.entry ?? ""}>
        {inside}
      </Link>
    );
  }
  if (entry.kind === "feedback") {
    return (
      <Link to="/documents/$id" params={{ id: entry.id }} className={styles.entry ?? ""}>
        {inside}
      </Link>
    );
  }
  if (entry.kind === "solution") {
    return (
      <Link to="/solutions/$id" params={{ id: entry.id }} className={styles.entry ?? ""}>
        {inside}
      </Link>
    );
  }
  return (
    <Link to="/projets/$id" params={{ id: entry.page }} className={styles.entry ?? ""}>
      {inside}
    </Link>
  );
}
