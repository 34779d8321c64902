import { useLocale, useTranslations } from 'use-intl';
import { useSession } from '@/app/session';
import { useUsers } from '@/catalogue';
import { Avatar } from '@/ui/Avatar';
import type { PickOption } from '@/ui/Picker';

/** People to choose from: oneself first, then the others by name; who has left only while still chosen. */
export function usePeople(chosen: readonly string[]): PickOption[] {
  const t = useTranslations('common');
  const locale = useLocale();
  const users = useUsers();
  const { user: me } = useSession();
  return users
    .filter((user) => user.active || chosen.includes(user.id))
    .sort(
      (a, b) =>
        Number(b.id === me.id) - Number(a.id === me.id) || a.name.localeCompare(b.name, locale),
    )
    .map((user) => ({
      id: user.id,
      label: user.name,
      icon: <Avatar name={user.name} seed={user.id} size={20} />,
      hint: user.id === me.id ? t('me') : undefined,
    }));
}
