import { CalendarDate, parseDate } from "@internationalized/date";
import { ChevronLeft, ChevronRight, CalendarDays } from "lucide-react";
import { useContext, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import { Button, Calendar, CalendarCell, CalendarGrid, CalendarGridBody, CalendarGridHeader, CalendarHeaderCell, DateFieldStateContext, DateInput, DatePicker, DateSegment, type DateSegmentProps, Dialog, Group, Heading, Popover } from "react-aria-components";
import { useT } from "@/i18n/useT";
import { type DateParts, fullYear, readParts, type WrongDate } from "@/lib/typedDate";
import calendar from "./Calendar.module.css";
import styles from "./Field.module.css";
import { useNoteSaving } from "./record/SaveState";
import { FieldLabel, FieldNotes, type FieldShape, fieldClass } from "./TextField";

type DateFieldProps = FieldShape & {
  /** A plain date (2026-11-23), or "" when there is none. */
  value: string;
  /** Called when the person leaves the field, presses Enter or chooses a day in the month; never with half a date or one that does not exist. */
  onCommit: (value: string) => void;
  calendarLabel: string;
  isDisabled?: boolean;
};

function readDate(value: string): CalendarDate | null {
  try {
    return value === "" ? null : parseDate(value);
  } catch {
    return null;
  }
}

/** What is typed over a stored date; `sent` is what the owner was given and has not answered yet. */
type Typed = { over: string; date: CalendarDate | null; wrong: WrongDate | null; sent: string | null; rewrite: { day: number } | null };

const atRest = (value: string): Typed => ({ over: value, date: readDate(value), wrong: null, sent: null, rewrite: null });

/** A date typed in the order of the language, or chosen in a month; given up when the field is left. What is no date is told. */
export function DateField({ label, labelHidden, help, error, look = "box", value, onCommit, calendarLabel, isDisabled = false }: DateFieldProps) {
  const { t } = useT();
  const note = useNoteSaving();
  const [typed, setTyped] = useState(() => atRest(value));
  if (typed.over !== value) setTyped(atRest(value));
  const [isOpen, setOpen] = useState(false);
  const parts = useRef<DateParts>({ day: null, month: null, year: null });
  // Left by the focus, the library puts the nearest day in the place of one that does not exist: that change is not the person's.
  const isLeft = useRef(false);

  const hold = (type: keyof DateParts, held: number | null) => {
    parts.current[type] = held;
  };
  const settle = (): Typed => {
    const { day, month, year } = parts.current;
    const read = readParts(parts.current, value);
    const wrong = "wrong" in read ? read.wrong : null;
    let next: Typed = { ...typed, wrong };
    if ("text" in read) next = { ...next, date: readDate(read.text), rewrite: null };
    else if (day !== null && month !== null && year !== null) next = { ...next, date: new CalendarDate(fullYear(year), month, day), rewrite: { day } };
    if (wrong !== null) note("failed");
    else if (typed.wrong !== null) note("rest");
    setTyped(next);
    return next;
  };
  const send = (next: Typed) => {
    const text = next.date?.toString() ?? "";
    if (next.wrong !== null || text === (readDate(value)?.toString() ?? "") || text === next.sent) return;
    setTyped({ ...next, sent: text });
    onCommit(text);
  };
  const change = (date: CalendarDate | null) => {
    const next: Typed = { over: value, date, wrong: null, sent: null, rewrite: null };
    if (isOpen) {
      if (typed.wrong !== null) note("rest");
      setTyped(next);
      send(next);
    } else if (!isLeft.current) setTyped({ ...next, wrong: typed.wrong });
  };

  const told = typed.wrong === null ? error : t(`date.${typed.wrong}`);
  return (
    <DatePicker value={typed.date} isDisabled={isDisabled} isOpen={isOpen} onOpenChange={setOpen} onChange={change} onBlur={() => send(settle())} isInvalid={told !== undefined} className={fieldClass(look)} shouldForceLeadingZeros>
      <FieldLabel label={label} labelHidden={labelHidden ?? false} />
      <Group className={styles.group ?? ""}>
        <div
          style={{ display: "contents" }}
          role="presentation"
          onFocusCapture={() => {
            isLeft.current = false;
          }}
          onBlurCapture={(event) => {
            isLeft.current = !event.currentTarget.contains(event.relatedTarget);
          }}
          onBlur={() => (isLeft.current ? settle() : undefined)}
          onKeyDownCapture={(event) => (event.key === "Enter" ? send(settle()) : undefined)}
        >
          <DateInput className={styles.dateInput ?? ""}>{(segment) => <Part segment={segment} hold={hold} rewrite={typed.rewrite} />}</DateInput>
        </div>
        <Button className={calendar.open ?? ""} aria-label={calendarLabel}>
          <CalendarDays size="1rem" aria-hidden />
        </Button>
      </Group>
      <FieldNotes help={help} error={told} />
      <Popover className={calendar.popover ?? ""}>
        <Dialog className={calendar.dialog ?? ""} aria-label={calendarLabel}>
          <Calendar firstDayOfWeek="mon">
            <header className={calendar.header}>
              <Button slot="previous" className={calendar.turn ?? ""}>
                <ChevronLeft size="1.125rem" aria-hidden />
              </Button>
              <Heading className={calendar.month ?? ""} />
              <Button slot="next" className={calendar.turn ?? ""}>
                <ChevronRight size="1.125rem" aria-hidden />
              </Button>
            </header>
            <CalendarGrid weekdayStyle="short">
              <CalendarGridHeader>{(day) => <CalendarHeaderCell className={calendar.weekday ?? ""}>{day}</CalendarHeaderCell>}</CalendarGridHeader>
              <CalendarGridBody>{(date) => <CalendarCell date={date} className={calendar.cell ?? ""} />}</CalendarGridBody>
            </CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </DatePicker>
  );
}

/** Day, month or year: says what it holds, and shows again a typed day that the library has changed. */
function Part({ segment, hold, rewrite }: { segment: DateSegmentProps["segment"]; hold: (type: keyof DateParts, held: number | null) => void; rewrite: Typed["rewrite"] }) {
  const { type, value } = segment;
  const state = useContext(DateFieldStateContext);
  useLayoutEffect(() => {
    if (type === "day" || type === "month" || type === "year") hold(type, typeof value === "number" ? value : null);
  });
  const write = useEffectEvent((day: number) => state?.setSegment("day", day));
  useEffect(() => {
    if (type === "day" && rewrite !== null) write(rewrite.day);
  }, [type, rewrite]);
  return <DateSegment segment={segment} className={styles.segment ?? ""} />;
}
