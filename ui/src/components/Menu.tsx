import type { LucideIcon } from "lucide-react";
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator } from "react-aria-components";
import styles from "./Menu.module.css";

/** One thing that can be done; `null` draws a line. */
export type MenuAction = { id: string; label: string; icon?: LucideIcon; danger?: boolean; disabled?: boolean; onAction: () => void };

type MenuProps = {
  /** The button that opens the menu. */
  children: React.ReactElement;
  label: string;
  actions: (MenuAction | null)[];
};

/** What can be done with something, under a button. */
export function Menu({ children, label, actions }: MenuProps) {
  return (
    <MenuTrigger>
      {children}
      <Popover className={styles.popover ?? ""} offset={4}>
        <AriaMenu aria-label={label} className={styles.menu ?? ""}>
          {actions.map((action, index) => {
            if (action === null) return <Separator key={`line-${String(index)}`} className={styles.line ?? ""} />;
            const Icon = action.icon;
            return (
              <MenuItem key={action.id} id={action.id} textValue={action.label} isDisabled={action.disabled ?? false} onAction={action.onAction} className={`${styles.item} ${action.danger === true ? styles.danger : ""}`}>
                <span className={styles.sign}>{Icon === undefined ? null : <Icon size="1rem" aria-hidden />}</span>
                {action.label}
              </MenuItem>
            );
          })}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
