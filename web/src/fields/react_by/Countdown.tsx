import { IconStopwatch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '@/i18n/format';
import { Pill } from '@/ui/Pill';
import classes from './Countdown.module.css';

/** From so little time on it is urgent. */
const SOON = 15 * 60_000;

/** How much time is left to react, counting down; red when it is over. */
export function Countdown({ by }: { by: string }) {
  const t = useTranslations('record');
  const format = useFormat();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 15_000);
    return () => window.clearInterval(timer);
  }, []);
  const left = Date.parse(by) - now;
  const time = format.dateTime(by);
  return (
    <span title={t(left < 0 ? 'reactLate' : 'reactBy', { time })}>
      <Pill tone={left < 0 ? 'red' : left < SOON ? 'amber' : 'blue'}>
        <span className={classes.left}>
          <IconStopwatch size={13} stroke={1.7} aria-hidden />
          {format.ago(by, now)}
        </span>
      </Pill>
    </span>
  );
}
