/** Two people who know each other: the sign of Kith. */
export function Logo({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#5b5fd9" />
      <circle cx="12.2" cy="16" r="5.2" fill="none" stroke="#fff" strokeWidth="2.4" />
      <circle cx="19.8" cy="16" r="5.2" fill="none" stroke="#fff" strokeWidth="2.4" />
    </svg>
  );
}
