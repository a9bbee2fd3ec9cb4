import { Group, ComboBox, Input, ListBox, Popover } from "react-aria-components";
import fields from "./Field.module.css";
import { type Option, OptionRow } from "./Select";
import select from "./Select.module.css";
import { FieldLabel, FieldNotes, type FieldShape, fieldClass } from "./TextField";

type AsyncComboBoxProps = FieldShape & {
  /** What is typed; the owner looks it up and gives `options` back. */
  inputValue: string;
  onInputChange: (value: string) => void;
  options: readonly Option[];
  onChoose: (id: string) => void;
  placeholder: string;
  /** Whether the options still answer an earlier text. */
  busy: boolean;
  /** Said when nothing answers, or while that is not known yet: the list stays open so that answers can come into it. */
  emptyText: string;
  autoFocus?: boolean;
};

/** A field whose choices are looked up while one types. */
export function AsyncComboBox({ label, labelHidden, help, error, look = "box", inputValue, onInputChange, options, onChoose, placeholder, busy, emptyText, autoFocus = false }: AsyncComboBoxProps) {
  return (
    <ComboBox
      inputValue={inputValue}
      onInputChange={onInputChange}
      items={options}
      value={null}
      onChange={(key) => (key === null ? undefined : onChoose(String(key)))}
      allowsEmptyCollection={inputValue.trim().length > 1}
      allowsCustomValue
      menuTrigger="input"
      defaultFilter={() => true}
      isInvalid={error !== undefined}
      className={fieldClass(look)}
    >
      <FieldLabel label={label} labelHidden={labelHidden ?? false} />
      <Group>
        {/* The page's one question: whoever opens it wants to answer it. */}
        <Input className={fields.input ?? ""} placeholder={placeholder} autoFocus={autoFocus} />
      </Group>
      <FieldNotes help={help} error={error} />
      <Popover className={select.popover ?? ""} offset={4}>
        <div aria-busy={busy}>
          <ListBox className={select.list ?? ""} renderEmptyState={() => <div className={select.empty}>{emptyText}</div>}>
            {(option: Option) => <OptionRow option={option} />}
          </ListBox>
        </div>
      </Popover>
    </ComboBox>
  );
}
