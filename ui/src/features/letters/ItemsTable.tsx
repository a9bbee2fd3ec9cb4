import { Markdown } from "@/components/Markdown";
import { useT } from "@/i18n/useT";
import type { FieldSchema } from "@/ipc/bindings.gen";
import { isEmpty, type Item, textOf } from "@/lib/document";
import styles from "./letters.module.css";
import { useShort } from "./useShort";

/** A list of items as a table: the columns that hold something, long texts below their row. */
export function ItemsTable({ field, items }: { field: FieldSchema; items: Item[] }) {
  const { language } = useT();
  const short = useShort();
  const filled = (field.items ?? []).filter((column) => column.type !== "order" && items.some((item) => !isEmpty(item[column.name])));
  const columns = filled.filter((column) => column.type !== "prose");
  const long = filled.filter((column) => column.type === "prose");
  return (
    // Focusable, so that a wide table scrolls without a mouse.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={field.label[language]}>
      <table className={styles.table}>
        <thead>
          <tr>
            {[...columns, ...long].map((column) => (
              <th key={column.name} scope="col">
                {column.label[language]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              {columns.map((column) => (
                <td key={column.name}>{short(column, item[column.name])}</td>
              ))}
              {long.map((column) => (
                <td key={column.name}>{textOf(item, column.name) === "" ? null : <Markdown source={textOf(item, column.name)} />}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
