/** The sign of the program: a hive that stays, and the swarm that leaves it. */
export function BrandMark({ size = "1.75rem" }: { size?: string }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="7.5" fill="#1f5a42" />
      <path d="M9.4 17.6 13.7 15l4.3 2.5v5l-4.3 2.5-4.3-2.5Z" fill="#f0ae33" />
      <path d="M4.9 9.7 9.2 7.2l4.3 2.5v5l-4.3 2.4-4.3-2.4Z" fill="#e39a17" transform="translate(4.5 -.6)" />
      <path d="m22.4 10.2 2.5-1.4 2.4 1.4V13l-2.4 1.4-2.5-1.4Z" fill="#ffd987" />
      <path d="m20.6 5.2 1.5-.9 1.5.9v1.7l-1.5.8-1.5-.8Z" fill="#ffd987" opacity=".85" />
      <path d="m21.3 18.1 1.7-1 1.7 1v2l-1.7 1-1.7-1Z" fill="#ffd987" opacity=".92" />
    </svg>
  );
}
