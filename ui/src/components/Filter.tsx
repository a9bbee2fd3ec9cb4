import { ChevronDown } from "lucide-react";
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from "react-aria-components";
import { Check } from "lucide-react";
import type { Option } from "./Select";
import menu from "./Menu.module.css";
import styles from "./Filter.module.css";

type FilterProps = {
  /** Read before the choice: "Statut". */
  label: string;
  /** What the chip says when nothing is chosen: "tous les statuts". */
  anyText: string;
  /** What the chip says when something is. */
  chosenText: string;
  options: readonly Option[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  clearText: string;
  /** One choice only. */
  single?: boolean;
};

/** One part of a sentence that can be changed: "en cours ou bloqués". */
export function Filter({ label, anyText, chosenText, options, chosen, onChange, clearText, single = false }: FilterProps) {
  const active = chosen.length > 0;
  return (
    <MenuTrigger>
      <Button className={`${styles.chip} ${active ? styles.active : ""}`} aria-label={`${label} : ${active ? chosenText : anyText}`}>
        {active ? chosenText : anyText}
        <ChevronDown size="0.875rem" aria-hidden />
      </Button>
      <Popover className={menu.popover ?? ""} offset={4}>
        <Menu
          className={menu.menu ?? ""}
          aria-label={label}
          selectionMode={single ? "single" : "multiple"}
          selectedKeys={[...chosen]}
          onSelectionChange={(keys) => onChange(keys === "all" ? options.map((option) => option.id) : [...keys].map(String))}
        >
          <MenuSection>
            <Header className={styles.header ?? ""}>{label}</Header>
            {options.map((option) => (
              <MenuItem key={option.id} id={option.id} textValue={option.label} className={menu.item ?? ""}>
                {({ isSelected }) => (
                  <>
                    <span className={menu.sign}>{isSelected ? <Check size="1rem" aria-hidden /> : null}</span>
                    {option.mark}
                    {option.label}
                  </>
                )}
              </MenuItem>
            ))}
          </MenuSection>
          {active ? (
            <MenuSection selectionMode="none" selectedKeys={[]} aria-label={clearText}>
              <MenuItem id="__clear" onAction={() => onChange([])} className={`${menu.item} ${styles.clear}`}>
                <span className={menu.sign} />
                {clearText}
              </MenuItem>
            </MenuSection>
          ) : null}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
