import { cx } from '@/ui/cx';
import { Skeleton } from '@/ui/State';
import bars from './Bars.module.css';
import shared from './Funnel.module.css';
import groups from './Groups.module.css';
import tiles from './Tiles.module.css';

/** The page in grey, until the first figures are there. */
export function Ghost() {
  return (
    <div aria-busy>
      <div className={tiles.tiles}>
        {Array.from({ length: 6 }, (_, tile) => (
          <div key={tile} className={tiles.tile}>
            <Skeleton width="40%" />
            <div className={tiles.value}>
              <Skeleton width="70%" height={22} />
            </div>
            <Skeleton width="50%" />
          </div>
        ))}
      </div>
      <div className={shared.lower}>
        <div className={cx(shared.panel, bars.bars)}>
          {Array.from({ length: 5 }, (_, bar) => (
            <div key={bar} className={bars.stage}>
              <Skeleton width={`${90 - bar * 14}%`} height={10} />
            </div>
          ))}
        </div>
        <div className={cx(shared.panel, groups.groups)} />
      </div>
    </div>
  );
}
