import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import styles from "./LongList.module.css";

/** From here on only what is in sight is drawn. */
const LONG = 60;
const ESTIMATE = 60;

type LongListProps<Item> = { label: string; items: readonly Item[]; keyOf: (item: Item) => string; className?: string | undefined; children: (item: Item) => React.ReactNode };

/** A list of lines of any height. A long one scrolls in a box of its own and draws what is in sight. */
export function LongList<Item>(props: LongListProps<Item>) {
  if (props.items.length > LONG) return <Box {...props} />;
  return (
    <ul className={props.className} aria-label={props.label}>
      {props.items.map((item) => (
        <li key={props.keyOf(item)}>{props.children(item)}</li>
      ))}
    </ul>
  );
}

function Box<Item>({ label, items, keyOf, className, children }: LongListProps<Item>) {
  const box = useRef<HTMLDivElement>(null);
  const lines = useVirtualizer({ count: items.length, getScrollElement: () => box.current, estimateSize: () => ESTIMATE, overscan: 8, getItemKey: (index) => keyOf(items[index] as Item) });
  return (
    // Focusable, so that the arrows scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={box} className={styles.box} tabIndex={0} role="group" aria-label={label}>
      <ul className={`${className ?? ""} ${styles.long}`} style={{ height: `${String(lines.getTotalSize())}px` }}>
        {lines.getVirtualItems().map((line) => {
          const item = items[line.index];
          return item === undefined ? null : (
            <li key={line.key} ref={lines.measureElement} data-index={line.index} aria-setsize={items.length} aria-posinset={line.index + 1} className={styles.line} style={{ transform: `translateY(${String(line.start)}px)` }}>
              {children(item)}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
