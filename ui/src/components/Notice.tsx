import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import styles from "./Notice.module.css";

type EmptyStateProps = { title: string; children: React.ReactNode; actions?: React.ReactNode; icon?: LucideIcon; size?: "page" | "section"; isAll?: boolean };

/** Where there is nothing yet: says what will be here and how to begin. Where it is all of a page, its title is the page's. */
export function EmptyState({ title, children, actions, icon: Icon, size = "page", isAll = false }: EmptyStateProps) {
  const Title = isAll ? "h1" : "p";
  return (
    <div className={size === "page" ? styles.empty : styles.emptySection}>
      {Icon === undefined ? null : (
        <span className={styles.cell} aria-hidden>
          <Icon />
        </span>
      )}
      <Title className={styles.title}>{title}</Title>
      <div className={styles.words}>{children}</div>
      {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

/** What a notice is about; each has its own sign, so that colour is never alone. */
export type Tone = "info" | "good" | "care" | "bad";

const SIGNS: Record<Tone, LucideIcon> = { info: Info, good: CircleCheck, care: TriangleAlert, bad: CircleAlert };

type CalloutProps = { tone?: Tone; title?: string; children?: React.ReactNode; actions?: React.ReactNode; role?: "status" | "alert" | "note" };

/** A sentence set apart from the rest. */
export function Callout({ tone = "info", title, children, actions, role = "note" }: CalloutProps) {
  const Sign = SIGNS[tone];
  return (
    <div className={`${styles.callout} ${styles[tone]}`} role={role}>
      <Sign className={styles.sign} aria-hidden />
      <div className={styles.said}>
        {title === undefined ? null : <p className={styles.head}>{title}</p>}
        {children === undefined ? null : <div>{children}</div>}
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  );
}
