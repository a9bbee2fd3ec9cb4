import styles from "./PageHead.module.css";

/** The head of a page: its name, a line about it, and what can be done. */
export function PageHead({ title, lead, actions, children, compact = false }: { title: string; lead?: React.ReactNode; actions?: React.ReactNode; children?: React.ReactNode; compact?: boolean }) {
  return (
    <header className={styles.head} data-compact={compact ? true : undefined}>
      <div className={styles.top}>
        <div className={styles.names}>
          <h1>{title}</h1>
          {lead === undefined ? null : <p className={styles.lead}>{lead}</p>}
        </div>
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </header>
  );
}

/** A page that scrolls as one, its text not too wide. */
export function PageBody({ children, width = "normal" }: { children: React.ReactNode; width?: "normal" | "wide" | "narrow" }) {
  return (
    // Focusable, so that the arrows scroll a page on which there is nothing to press.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} tabIndex={0}>
      <div className={`${styles.body} ${styles[width]}`}>{children}</div>
    </div>
  );
}

/** A titled part of a page. */
export function Section({ id, title, note, actions, children, level = 2 }: { id?: string; title: string; note?: React.ReactNode; actions?: React.ReactNode; children: React.ReactNode; level?: 2 | 3 }) {
  const Title = level === 2 ? "h2" : "h3";
  return (
    <section id={id} className={styles.section} aria-label={title}>
      <div className={styles.sectionHead}>
        <Title>{title}</Title>
        {note === undefined ? null : <span className={styles.note}>{note}</span>}
        {actions === undefined ? null : <div className={styles.sectionActions}>{actions}</div>}
      </div>
      {children}
    </section>
  );
}
