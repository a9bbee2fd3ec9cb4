import { X } from "lucide-react";
import { Label, Meter as AriaMeter, ProgressBar as AriaProgressBar } from "react-aria-components";
import { Button } from "./Button";
import styles from "./Gauge.module.css";

type MeterProps = { label: string; labelHidden?: boolean; value: number; maximum?: number; valueText: string; tone?: "leaf" | "honey"; inline?: boolean };

/** How full something is, with the figure in words beside the bar. */
export function Meter({ label, labelHidden = false, value, maximum = 100, valueText, tone = "leaf", inline = false }: MeterProps) {
  return (
    <AriaMeter value={value} maxValue={maximum} valueLabel={valueText} className={`${styles.gauge} ${inline ? styles.inline : ""}`}>
      {({ percentage }) => (
        <>
          <span className={styles.top}>
            <Label className={labelHidden ? "visually-hidden" : (styles.label ?? "")}>{label}</Label>
            <span className={styles.value}>{valueText}</span>
          </span>
          <span className={styles.track}>
            <span className={`${styles.fill} ${styles[tone]}`} style={{ width: `${percentage}%` }} />
          </span>
        </>
      )}
    </AriaMeter>
  );
}

type ProgressProps = { label: string; done: number; total: number | null; detail: string; cancelLabel?: string; onCancel?: () => void };

/** A long piece of work, how far it is, and the way to stop it. */
export function Progress({ label, done, total, detail, cancelLabel, onCancel }: ProgressProps) {
  return (
    <div className={styles.work}>
      <AriaProgressBar value={done} maxValue={total ?? 100} isIndeterminate={total === null} valueLabel={detail} className={styles.gauge ?? ""}>
        {({ percentage }) => (
          <>
            <span className={styles.top}>
              <Label className={styles.label ?? ""}>{label}</Label>
              <span className={styles.value}>{detail}</span>
            </span>
            <span className={styles.track}>
              <span className={`${styles.fill} ${styles.leaf} ${total === null ? styles.unknown : ""}`} style={{ width: total === null ? "30%" : `${percentage ?? 0}%` }} />
            </span>
          </>
        )}
      </AriaProgressBar>
      {onCancel === undefined || cancelLabel === undefined ? null : (
        <Button size="small" icon={X} onPress={onCancel}>
          {cancelLabel}
        </Button>
      )}
    </div>
  );
}
