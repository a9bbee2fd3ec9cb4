/** The sign of the program, as its icon: a hive that stays, and the swarm that leaves it. */
export function BrandMark({ size = "1.75rem", bare = false }: { size?: string; bare?: boolean }) {
  return (
    <svg width={size} height={size} viewBox={bare ? "4 3 24 26" : "0 0 32 32"} aria-hidden>
      {bare ? null : <rect width="32" height="32" rx="7.5" fill="#1f5a42" />}
      <path d="M12 10.4a2.4 2.4 0 0 1 2.3 0l5.6 3.2a2.4 2.4 0 0 1 1.1 2v6.4a2.4 2.4 0 0 1-1.1 2l-5.6 3.3a2.4 2.4 0 0 1-2.3 0l-5.6-3.3a2.4 2.4 0 0 1-1.1-2v-6.4a2.4 2.4 0 0 1 1.1-2Z" fill="#eda52b" />
      <path d="M23.5 5.3a1.2 1.2 0 0 1 1.2 0l2.4 1.4a1.2 1.2 0 0 1 .6 1v2.8a1.2 1.2 0 0 1-.6 1l-2.4 1.4a1.2 1.2 0 0 1-1.2 0l-2.4-1.4a1.2 1.2 0 0 1-.6-1V7.7a1.2 1.2 0 0 1 .6-1Z" fill="#ffd987" />
    </svg>
  );
}
