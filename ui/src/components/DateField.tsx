import { type CalendarDate, parseDate } from "@internationalized/date";
import { ChevronLeft, ChevronRight, CalendarDays } from "lucide-react";
import { useState } from "react";
import { Button, Calendar, CalendarCell, CalendarGrid, CalendarGridBody, CalendarGridHeader, CalendarHeaderCell, DateInput, DatePicker, DateSegment, Dialog, Group, Heading, Popover } from "react-aria-components";
import calendar from "./Calendar.module.css";
import styles from "./Field.module.css";
import { FieldLabel, FieldNotes, type FieldShape, fieldClass } from "./TextField";

type DateFieldProps = FieldShape & {
  /** A plain date (2026-11-23), or "" when there is none. */
  value: string;
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

/** A date typed in the order of the language, or chosen in a month; given up when the field is left. */
export function DateField({ label, labelHidden, help, error, look = "box", value, onCommit, calendarLabel, isDisabled = false }: DateFieldProps) {
  const [typed, setTyped] = useState<{ from: string; date: CalendarDate | null }>({ from: value, date: readDate(value) });
  const current = typed.from === value ? typed.date : readDate(value);
  const commit = (date: CalendarDate | null) => {
    const text = date === null ? "" : date.toString();
    if (text !== value) onCommit(text);
  };
  return (
    <DatePicker
      value={current}
      isDisabled={isDisabled}
      onChange={(date) => setTyped({ from: value, date })}
      onOpenChange={(open) => (open ? undefined : commit(current))}
      onBlur={() => commit(current)}
      isInvalid={error !== undefined}
      className={fieldClass(look)}
      shouldForceLeadingZeros
    >
      <FieldLabel label={label} labelHidden={labelHidden ?? false} />
      <Group className={styles.group ?? ""}>
        <DateInput className={styles.dateInput ?? ""}>{(segment) => <DateSegment segment={segment} className={styles.segment ?? ""} />}</DateInput>
        <Button className={calendar.open ?? ""} aria-label={calendarLabel}>
          <CalendarDays size="1rem" aria-hidden />
        </Button>
      </Group>
      <FieldNotes help={help} error={error} />
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
