import { createLink } from "@tanstack/react-router";
import styles from "./Lines.module.css";

/** Lines on one card, each about one thing: its sign, its name, a note on it, and what stands at its end. */
export function Lines({ children }: { children: React.ReactNode }) {
  return <ul className={styles.lines}>{children}</ul>;
}

type LineProps = { sign: React.ReactNode; name: React.ReactNode; note: React.ReactNode; end?: React.ReactNode };

/** A line with something to press in it. */
export function Line(parts: LineProps) {
  return (
    <div className={styles.line}>
      <Parts {...parts} />
    </div>
  );
}

function LineAnchor({ sign, name, note, end, ...link }: LineProps & Omit<React.ComponentProps<"a">, keyof LineProps | "className" | "children">) {
  return (
    <a {...link} className={styles.line}>
      <Parts sign={sign} name={name} note={note} end={end} />
    </a>
  );
}

/** A line that leads somewhere as a whole. */
export const LineLink = createLink(LineAnchor);

function Parts({ sign, name, note, end }: LineProps) {
  return (
    <>
      {sign}
      <span className={styles.words}>
        <span className={styles.name}>{name}</span>
        <span className={styles.note}>{note}</span>
      </span>
      {end === undefined ? null : <span className={styles.end}>{end}</span>}
    </>
  );
}
