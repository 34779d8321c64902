import { IconChevronDown, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSession } from '@/app/session';
import { usePhone } from '@/app/useWide';
import { usePeople } from '@/fields/user/options';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { Drop } from '@/ui/Drop';
import { Picker } from '@/ui/Picker';
import type { CalendarSearch } from './search';

type Props = { who: CalendarSearch['who']; onChange: (who: CalendarSearch['who']) => void };

const ALL = 'all';

/** Whose tasks to show: one's own, some people's, everybody's. */
export function PeopleFilter({ who, onChange }: Props) {
  const t = useTranslations('calendar');
  const format = useFormat();
  const phone = usePhone();
  const { user } = useSession();
  const [opened, setOpened] = useState(false);
  const chosen = who === ALL ? [] : (who ?? [user.id]);
  const people = usePeople(chosen);
  const names = people.filter((person) => chosen.includes(person.id)).map(({ label }) => label);
  const mine = who === undefined || (chosen.length === 1 && chosen[0] === user.id);
  const shown =
    who === ALL
      ? t('everybody')
      : mine
        ? t('mine')
        : names.length > 2
          ? t('people', { count: names.length })
          : format.list(names);
  const toggle = (id: string) => {
    if (id === ALL) return onChange(who === ALL ? undefined : ALL);
    const next = chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id];
    const onlyMe = next.length === 0 || (next.length === 1 && next[0] === user.id);
    return onChange(onlyMe ? undefined : next);
  };
  return (
    <Drop
      opened={opened}
      onClose={() => setOpened(false)}
      target={
        <Button
          icon={<IconUsers size={15} aria-hidden />}
          after={<IconChevronDown size={14} aria-hidden />}
          aria-haspopup="dialog"
          aria-label={phone ? `${t('whose')}: ${shown}` : undefined}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          {phone ? undefined : shown}
        </Button>
      }
    >
      <Picker
        label={t('whose')}
        multiple
        searchable
        selected={who === ALL ? [ALL] : chosen}
        options={[
          { id: ALL, label: t('everybody'), icon: <IconUsers size={18} stroke={1.6} /> },
          ...people,
        ]}
        onPick={toggle}
      />
    </Drop>
  );
}
