import { Plus, X } from "lucide-react";
import { Button, IconButton } from "@/components/Button";
import { TextField } from "@/components/TextField";
import { useT } from "@/i18n/useT";
import type { RecordView } from "@/ipc/bindings.gen";
import { changes, useChange } from "@/ipc/mutations";
import { itemsOf, textOf } from "@/lib/document";
import { EditField } from "./EditField";
import styles from "./ItemList.module.css";
import { useNewItem } from "./useTypedText";
import { useSchema } from "./useSchema";

type ItemListProps = {
  kind: string;
  view: RecordView;
  /** The list, and the fields of its items that are shown, the first being its name. */
  list: string;
  fields: [string, ...string[]];
  addLabel: string;
};

/** A short list of items edited in rows: partners, funders, sources, links. */
export function ItemList({ kind, view, list, fields, addLabel }: ItemListProps) {
  const { t } = useT();
  const words = useSchema(kind);
  const { run, busy } = useChange();
  const { fields: typed, change, added } = useNewItem(view.id, list, ["name"], { name: "" });
  const { name } = typed;
  const items = itemsOf(view.fields, list);
  const [first] = fields;
  const add = async () => {
    if (name.trim() === "") return;
    const done = await run(changes.write(view.id, { [list]: [{ [first]: name.trim() }] }), "silent");
    if (done !== null) added();
  };
  return (
    <div className={styles.list} role="group" aria-label={words.label(list)}>
      <span className={styles.title}>{words.label(list)}</span>
      {items.length === 0 ? null : (
        <ul className={styles.items}>
          {items.map((item) => (
            <li key={item.id} className={styles.item}>
              {fields.map((field) => (
                <EditField key={field} kind={kind} name={field} target={{ id: view.id, list, item: item.id }} document={item} view={view} look="inPlace" labelHidden placeholder={words.label(field, list)} />
              ))}
              <IconButton icon={X} label={t("common.removeNamed", { name: textOf(item, first) })} onPress={() => void run(changes.write(view.id, { [list]: [{ id: item.id, deleted: true }] }), "removed")} />
            </li>
          ))}
        </ul>
      )}
      <form
        className={styles.add}
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <TextField label={addLabel} labelHidden placeholder={addLabel} value={name} onChange={(text) => change({ name: text })} />
        <Button type="submit" size="small" icon={Plus} isDisabled={busy || name.trim() === ""}>
          {t("common.add")}
        </Button>
      </form>
    </div>
  );
}
