import styles from "./Badge.module.css";

/** The colour of a mark; the word beside it says the same. */
export type BadgeTone = "grey" | "leaf" | "honey" | "red" | "blue";
/** The shape of a mark, so that colour is never alone. */
export type BadgeShape = "empty" | "half" | "full" | "pause" | "stop" | "check" | "cross";

/** A state in a word, with a mark of its own shape and colour. */
export function Badge({ tone = "grey", shape, quiet = false, children }: { tone?: BadgeTone; shape?: BadgeShape; quiet?: boolean; children: React.ReactNode }) {
  return (
    <span className={`${styles.badge} ${quiet ? styles.quiet : styles.filled} ${styles[tone]}`}>
      {shape === undefined ? null : <StateMark shape={shape} />}
      {children}
    </span>
  );
}

/** The mark alone, drawn at the size of the text; its stroke a share of it, since WebKit enlarges lengths in a drawing twice. */
export function StateMark({ shape }: { shape: BadgeShape }) {
  return (
    <svg className={styles.mark} viewBox="0 0 16 16" aria-hidden fill="none" stroke="currentColor" strokeWidth="12.5%" strokeLinecap="round" strokeLinejoin="round">
      <circle cx="8" cy="8" r="6" fill={shape === "full" || shape === "check" || shape === "cross" || shape === "stop" ? "currentColor" : "none"} strokeDasharray={shape === "empty" ? "2.4 2.3" : undefined} />
      {shape === "half" ? <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" stroke="none" /> : null}
      {shape === "pause" ? <path d="M6.4 5.8v4.4M9.6 5.8v4.4" /> : null}
      {shape === "check" ? <path d="m5.3 8.2 1.9 1.9 3.6-3.9" className={styles.inside} /> : null}
      {shape === "cross" ? <path d="m5.9 5.9 4.2 4.2m0-4.2-4.2 4.2" className={styles.inside} /> : null}
      {shape === "stop" ? <path d="M5.2 8h5.6" className={styles.inside} /> : null}
    </svg>
  );
}
