import styles from "./Split.module.css";

/** A list, and beside it the page of what is open; alone, each takes the whole place. */
export function Split({ list, page }: { list: React.ReactNode; page: React.ReactNode | null }) {
  return (
    <div className={styles.split} data-open={page === null ? undefined : true}>
      <div className={styles.list}>{list}</div>
      {page === null ? null : <div className={styles.page}>{page}</div>}
    </div>
  );
}
