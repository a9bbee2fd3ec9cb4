import { X } from "lucide-react";
import { useState } from "react";
import { Button, Input, Label, Tag, TagGroup, TagList, TextField } from "react-aria-components";
import fields from "./Field.module.css";
import styles from "./TagField.module.css";

type TagFieldProps = {
  label: string;
  help?: string;
  values: readonly string[];
  onChange: (values: string[]) => void;
  addLabel: string;
  removeLabel: string;
  placeholder: string;
};

/** Several words; Enter or a comma adds one, Backspace or the cross removes one. */
export function TagField({ label, help, values, onChange, addLabel, removeLabel, placeholder }: TagFieldProps) {
  const [typed, setTyped] = useState("");
  const add = () => {
    const fresh = typed.split(/[,;]/).map((word) => word.trim()).filter((word) => word !== "" && !values.includes(word));
    if (fresh.length > 0) onChange([...values, ...fresh]);
    setTyped("");
  };
  return (
    <div className={fields.field}>
      <TagGroup selectionMode="none" onRemove={(keys) => onChange(values.filter((value) => !keys.has(value)))} className={fields.field ?? ""}>
        <Label className={fields.label ?? ""}>{label}</Label>
        <TagList className={styles.list ?? ""}>
          {values.map((value) => (
            <Tag key={value} id={value} textValue={value} className={styles.tag ?? ""}>
              {value}
              <Button slot="remove" aria-label={removeLabel} className={styles.remove ?? ""}>
                <X size="0.8125rem" aria-hidden />
              </Button>
            </Tag>
          ))}
        </TagList>
      </TagGroup>
      <TextField
        aria-label={addLabel}
        value={typed}
        onChange={(next) => (/[,;]$/.test(next) ? add() : setTyped(next))}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            add();
          } else if (event.key === "Backspace" && typed === "" && values.length > 0) onChange(values.slice(0, -1));
          else event.continuePropagation();
        }}
      >
        <Input className={fields.input ?? ""} placeholder={placeholder} />
      </TextField>
      {help === undefined ? null : <span className={fields.help}>{help}</span>}
    </div>
  );
}
