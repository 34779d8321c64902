import classes from './Ring.module.css';

const R = 7;
const AROUND = 2 * Math.PI * R;

/** How much of the whole, as a ring. The number beside it says the same. */
export function Ring({ percent, size = 18 }: { percent: number; size?: number }) {
  const tone = percent >= 80 ? classes.good : percent >= 40 ? classes.middle : classes.poor;
  return (
    <svg width={size} height={size} viewBox="0 0 18 18" aria-hidden className={classes.ring}>
      <circle cx="9" cy="9" r={R} className={classes.whole} />
      <circle
        cx="9"
        cy="9"
        r={R}
        className={tone}
        strokeDasharray={`${(AROUND * percent) / 100} ${AROUND}`}
        transform="rotate(-90 9 9)"
      />
    </svg>
  );
}
