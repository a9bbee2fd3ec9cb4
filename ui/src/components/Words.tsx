import styles from "./Words.module.css";

/** Six words that two people compare over the telephone. */
export function Words({ title, words, help }: { title: string; words: readonly string[]; help?: string }) {
  return (
    <div className={styles.words}>
      <p className={styles.title}>{title}</p>
      <ol className={styles.list} aria-label={title} data-selectable>
        {words.map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ol>
      {help === undefined ? null : <p className={styles.help}>{help}</p>}
    </div>
  );
}
