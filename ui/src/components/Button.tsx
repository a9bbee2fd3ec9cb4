import type { LucideIcon } from "lucide-react";
import { useState } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps, Tooltip, TooltipTrigger } from "react-aria-components";
import styles from "./Button.module.css";

/** How strongly a button calls: one `primary` per page at most. */
export type ButtonLook = "primary" | "outline" | "plain" | "danger";

type ButtonProps = Omit<AriaButtonProps, "className" | "style" | "children"> & {
  look?: ButtonLook;
  size?: "small" | "normal" | "large";
  icon?: LucideIcon;
  children: React.ReactNode;
};

/** A button that must not be pressed for now keeps the focus it has: a system that disables it would throw the focus away, and the
 *  keyboard with it. It takes no press meanwhile. */
function useKeptFocus({ isDisabled = false, type }: Pick<AriaButtonProps, "isDisabled" | "type">) {
  const [focused, setFocused] = useState(false);
  if (!isDisabled || !focused) return { isDisabled, onFocusChange: setFocused };
  return { isDisabled: false, "aria-disabled": true, onFocusChange: setFocused, onPress: () => undefined, ...(type === "submit" ? { type: "button" as const } : {}) };
}

/** A button that says what it does with a verb. */
export function Button({ look = "outline", size = "normal", icon: Icon, children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} {...useKeptFocus(props)} className={`${styles.button} ${styles[look]} ${styles[size]}`}>
      {Icon === undefined ? null : <Icon className={styles.icon} aria-hidden />}
      <span className={styles.text}>{children}</span>
    </AriaButton>
  );
}

type IconButtonProps = Omit<AriaButtonProps, "className" | "style" | "children" | "aria-label"> & {
  icon: LucideIcon;
  /** Read aloud, and shown when the pointer or the keyboard rests on the button. */
  label: string;
  look?: ButtonLook;
};

/** A button of one sign; its name is always there for those who do not see or know the sign. */
export function IconButton({ icon: Icon, label, look = "plain", ...props }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <AriaButton {...props} {...useKeptFocus(props)} aria-label={label} className={`${styles.button} ${styles[look]} ${styles.square}`}>
        <Icon className={styles.icon} aria-hidden />
      </AriaButton>
      <Tooltip className={styles.tooltip ?? ""} offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}
