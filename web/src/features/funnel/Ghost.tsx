import { cx } from '@/ui/cx';
import { Skeleton } from '@/ui/State';
import classes from './Funnel.module.css';

/** The page in grey, until the first figures are there. */
export function Ghost() {
  return (
    <div aria-busy className={classes.ghost}>
      <div className={classes.tiles}>
        {Array.from({ length: 6 }, (_, tile) => (
          <div key={tile} className={classes.tile}>
            <Skeleton width="40%" />
            <div className={classes.value}>
              <Skeleton width="70%" height={22} />
            </div>
            <Skeleton width="50%" />
          </div>
        ))}
      </div>
      <div className={classes.lower}>
        <div className={cx(classes.panel, classes.bars)}>
          {Array.from({ length: 5 }, (_, bar) => (
            <div key={bar} className={classes.stage}>
              <Skeleton width={`${90 - bar * 14}%`} height={10} />
            </div>
          ))}
        </div>
        <div className={cx(classes.panel, classes.groups)} />
      </div>
    </div>
  );
}
