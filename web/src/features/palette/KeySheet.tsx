import { useTranslations } from 'use-intl';
import { usePlaces } from '@/app/navigation';
import { Dialog } from '@/ui/Dialog';
import { commandKey, Kbd } from '@/ui/Kbd';
import { closePalette } from './open';
import classes from './Palette.module.css';

type Line = { what: string; keys: string[] };

/** Every key there is, by where it works. */
export function KeySheet() {
  const t = useTranslations('search');
  const { top, records, tools } = usePlaces({ hidden: true });
  const goTo: Line[] = [...top, ...records, ...tools].flatMap((place) =>
    place.code ? [{ what: place.label, keys: ['G', place.code.replace('Key', '')] }] : [],
  );
  const line = (name: Parameters<typeof t>[0], ...keys: string[]): Line => ({
    what: t(name),
    keys,
  });
  return (
    <Dialog opened onClose={closePalette} title={t('keys')} size={760}>
      <div className={classes.sheet}>
        <Part
          title={t('part.everywhere')}
          lines={[
            line('key.palette', commandKey.trim(), 'K'),
            line('key.search', '/'),
            line('key.filter', 'F'),
            line('key.create', 'C'),
            line('key.undo', commandKey.trim(), 'Z'),
            line('key.redo', commandKey.trim(), 'Shift', 'Z'),
            line('key.close', 'Esc'),
            line('key.sheet', '?'),
          ]}
        />
        <Part title={t('group.goTo')} lines={goTo} />
        <Part
          title={t('part.list')}
          lines={[
            line('key.move', '←', '→', '↑', '↓'),
            line('key.moveFirst', 'J', 'K'),
            line('key.edit', 'Enter'),
            line('key.tab', 'Tab'),
            line('key.open', t('space')),
            line('key.select', 'Shift', t('space')),
            line('key.selectFirst', 'X'),
            line('key.selectAll', commandKey.trim(), 'A'),
            line('key.selectMore', 'Shift', '←', '→', '↑', '↓'),
            line('key.copy', commandKey.trim(), 'C'),
            line('key.paste', commandKey.trim(), 'V'),
            line('key.fill', commandKey.trim(), 'D'),
            line('key.empty', 'Delete'),
            line('key.ends', 'Ctrl', 'Home'),
            line('key.neighbours', '[', ']'),
          ]}
        />
        <Part
          title={t('part.calendar')}
          lines={[
            line('key.today', 'N'),
            line('key.view', 'D', 'W', 'M', 'A'),
            line('key.backAndOn', '[', ']'),
            line('key.moveTask', 'Shift', '←', '→', '↑', '↓'),
            line('key.lengthen', commandKey.trim(), 'Shift', '↑', '↓'),
          ]}
        />
        <Part
          title={t('part.board')}
          lines={[
            line('key.cards', '←', '→', '↑', '↓'),
            line('key.moveCard', 'Shift', '←', '→'),
            line('key.laneCard', 'Shift', '↑', '↓'),
            line('key.chooseCard', 'X'),
            line('key.chooseCards', 'Shift', 'X'),
            line('key.open', t('space')),
          ]}
        />
        <Part
          title={t('part.leads')}
          lines={[
            line('key.move', '↑', '↓', 'J', 'K'),
            line('key.accept', 'A'),
            line('key.convert', 'V'),
            line('key.link', 'L'),
            line('key.reject', 'R'),
            line('key.select', 'X'),
          ]}
        />
      </div>
    </Dialog>
  );
}

function Part({ title, lines }: { title: string; lines: Line[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {lines.map(({ what, keys }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
