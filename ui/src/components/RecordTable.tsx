import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { useNarrow } from "./useNarrow";
import styles from "./RecordTable.module.css";

/** One column: how wide (a grid track), what it shows, whether one may sort by it. */
export type Column<Row> = { id: string; header: string; track: string; sortable?: boolean; end?: boolean; cell: (row: Row) => React.ReactNode };

/** The order in which rows are shown. */
export type SortOrder = { column: string; descending: boolean };

type RecordTableProps<Row> = {
  label: string;
  columns: readonly Column<Row>[];
  total: number;
  /** The row at a place, or undefined while it is on its way. */
  rowAt: (index: number) => Row | undefined;
  keyOf: (row: Row) => string;
  /** Told which rows are in sight, so that they can be fetched. */
  onRange: (first: number, last: number) => void;
  openKey: string | null;
  onOpen: (row: Row, how: "chosen" | "passed") => void;
  sort?: SortOrder;
  onSort?: (sort: SortOrder) => void;
  sortLabels?: { ascending: string; descending: string };
  /** A row in two lines, for the list beside a page and wherever columns have no room. */
  card: (row: Row) => React.ReactNode;
  /** Cards whatever the room. */
  asCards: boolean;
};

/** How many rows are looked through for one that was opened from elsewhere. */
const SEARCHED = 1000;

function rowHeight(card: boolean): number {
  const root = getComputedStyle(document.documentElement);
  const rem = Number.parseFloat(root.fontSize);
  return Number.parseFloat(root.getPropertyValue("--row")) * rem * (card ? 1.6 : 1);
}

/** A list of any length: only what is in sight is drawn or fetched. Arrows, Home, End and the page keys move; Enter opens. */
export function RecordTable<Row>({ label, columns, total, rowAt, keyOf, onRange, openKey, onOpen, sort, onSort, sortLabels, card, asCards }: RecordTableProps<Row>) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const awaited = useRef<number | null>(null);
  const [table, narrow] = useNarrow(42);
  const isCard = asCards || narrow;
  // The row that has the focus stays drawn however far one scrolls, so that the keyboard never loses its place.
  const rangeExtractor = (range: Range) => [...new Set([...defaultRangeExtractor(range), Math.min(active, total - 1)])].sort((left, right) => left - right);
  const rows = useVirtualizer({ count: total, getScrollElement: () => box.current, estimateSize: () => rowHeight(isCard), overscan: 12, rangeExtractor });
  const shown = rows.getVirtualItems();
  const first = rows.range?.startIndex ?? 0;
  const last = rows.range?.endIndex ?? 0;
  useEffect(() => onRange(first, last), [first, last, onRange]);
  useEffect(() => rows.measure(), [rows, isCard]);
  // Lines are higher as cards, and one comes to a page from elsewhere too: what is open is brought into sight once.
  const brought = useRef("");
  useEffect(() => {
    const wanted = `${openKey ?? ""} ${String(isCard)}`;
    if (openKey === null || brought.current === wanted) return;
    const isOpen = (index: number) => {
      const row = rowAt(index);
      return row !== undefined && keyOf(row) === openKey;
    };
    const found = isOpen(active) ? active : Array.from({ length: Math.min(total, SEARCHED) }, (_, index) => index).findIndex(isOpen);
    if (found < 0) return;
    brought.current = wanted;
    setActive(found);
    rows.scrollToIndex(found);
  }, [openKey, isCard, total, active, rowAt, keyOf, rows]);

  const move = (to: number) => {
    const next = Math.max(0, Math.min(total - 1, to));
    setActive(next);
    rows.scrollToIndex(next);
    requestAnimationFrame(() => document.getElementById(`${id}-${String(next)}`)?.focus({ preventScroll: true }));
    const row = rowAt(next);
    // Far from here the row is still on its way: it opens when it arrives.
    awaited.current = row === undefined && openKey !== null ? next : null;
    if (row !== undefined && openKey !== null) onOpen(row, "passed");
  };
  const arrived = awaited.current === null ? undefined : rowAt(awaited.current);
  useEffect(() => {
    if (arrived === undefined) return;
    awaited.current = null;
    onOpen(arrived, "passed");
  }, [arrived, onOpen]);
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.target instanceof HTMLButtonElement) return;
    const page = Math.max(1, last - first - 1);
    const steps: Record<string, number> = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: total - 1 };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      move(step);
    } else if (event.key === "Enter" || event.key === " ") {
      const row = rowAt(active);
      if (row === undefined) return;
      event.preventDefault();
      onOpen(row, "chosen");
    }
  };
  const tracks = isCard ? "minmax(0, 1fr)" : columns.map((column) => column.track).join(" ");
  return (
    <div ref={table} className={styles.table} role="grid" tabIndex={-1} onKeyDown={onKeyDown} aria-label={label} aria-rowcount={total + (isCard ? 0 : 1)} aria-colcount={isCard ? 1 : columns.length} style={{ "--tracks": tracks } as React.CSSProperties}>
      {isCard ? null : (
        <div role="rowgroup">
          <div role="row" aria-rowindex={1} className={styles.head}>
            {columns.map((column) => (
              <HeadCell key={column.id} column={column} sort={sort} onSort={onSort} labels={sortLabels} />
            ))}
          </div>
        </div>
      )}
      <div ref={box} className={styles.body} role="rowgroup">
        <div role="presentation" className={styles.space} style={{ height: rows.getTotalSize() }}>
          {shown.map((place) => {
            const row = rowAt(place.index);
            const open = row !== undefined && keyOf(row) === openKey;
            return (
              // Keys are heard by the grid, for all rows at once.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={place.key}
                id={`${id}-${String(place.index)}`}
                role="row"
                aria-rowindex={place.index + (isCard ? 1 : 2)}
                aria-selected={open}
                tabIndex={place.index === Math.min(active, total - 1) ? 0 : -1}
                className={`${styles.row} ${isCard ? styles.card : ""}`}
                style={{ height: place.size, transform: `translateY(${String(place.start)}px)` }}
                onClick={() => {
                  setActive(place.index);
                  if (row !== undefined) onOpen(row, "chosen");
                }}
              >
                {row === undefined ? (
                  <div role="gridcell" className={styles.cell}>
                    <span className="visually-hidden">…</span>
                    <div className={styles.waiting} />
                  </div>
                ) : isCard ? (
                  <div role="gridcell" className={styles.cell}>
                    {card(row)}
                  </div>
                ) : (
                  columns.map((column) => (
                    <div key={column.id} role="gridcell" className={`${styles.cell} ${column.end === true ? styles.end : ""}`}>
                      {column.cell(row)}
                    </div>
                  ))
                )}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

type HeadCellProps<Row> = { column: Column<Row>; sort: SortOrder | undefined; onSort: ((sort: SortOrder) => void) | undefined; labels: { ascending: string; descending: string } | undefined };

function HeadCell<Row>({ column, sort, onSort, labels }: HeadCellProps<Row>) {
  const sorted = sort?.column === column.id ? sort : undefined;
  const order = sorted === undefined ? "none" : sorted.descending ? "descending" : "ascending";
  const Arrow = sorted?.descending === true ? ArrowDown : ArrowUp;
  const place = `${styles.headCell} ${column.end === true ? styles.end : ""}`;
  if (column.sortable !== true || onSort === undefined) {
    return (
      <div role="columnheader" className={place}>
        {column.header}
      </div>
    );
  }
  return (
    <div role="columnheader" aria-sort={order} className={place}>
      <button type="button" className={styles.sort} title={sorted === undefined || labels === undefined ? undefined : sorted.descending ? labels.descending : labels.ascending} onClick={() => onSort({ column: column.id, descending: sorted !== undefined && !sorted.descending })}>
        {column.header}
        {sorted === undefined ? null : <Arrow size="0.8125rem" aria-hidden />}
      </button>
    </div>
  );
}
