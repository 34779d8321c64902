import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { keys } from '@/api/keys';
import { onTold } from '@/app/live';
import { toasts } from '@/ui/toast';
import { renew } from './data';
import { quoteOf, usePlainSentence } from './Sentence';
import { type Notification, notifications } from './wire';

/** Kinds that are worth a word at once, while one works. */
const urgent: readonly string[] = ['assigned', 'mentioned', 'task_due'];
/** What came longer ago than this was seen elsewhere, or waits in the list. */
const NEWS = 5 * 60_000;

/** Tells what is new: on the page while one looks at it, by the browser when one does not and has said yes to that. */
export function useTell(): void {
  const client = useQueryClient();
  const navigate = useNavigate();
  const t = useTranslations('alerts');
  const sentence = usePlainSentence();
  const current = useRef({ sentence, t, navigate });
  current.current = { sentence, t, navigate };
  useEffect(
    () =>
      onTold(async (id) => {
        renew(client);
        const page = await notifications.list({ unread: true, limit: 10 }).catch(() => null);
        const one = page?.notifications.find((other) => other.id === id);
        if (!one || Date.now() - Date.parse(one.at) > NEWS) return;
        const { sentence, t, navigate } = current.current;
        const text = sentence(one);
        const address = addressOf(one);
        if (document.visibilityState === 'visible') {
          if (!urgent.includes(one.kind)) return;
          toasts.show({
            text,
            detail: quoteOf(one) ?? undefined,
            seconds: 10,
            action: { label: t('open'), run: () => void navigate({ href: address }) },
          });
          return;
        }
        const settings = await client
          .fetchQuery({
            queryKey: [...keys.notifications, 'settings'],
            queryFn: notifications.settings,
            staleTime: 60_000,
          })
          .catch(() => null);
        if (settings?.kinds[one.kind]?.browser) await showOutside(one, text, address);
      }),
    [client],
  );
}

function addressOf(one: Notification): string {
  return one.record ? `/records/${one.record.object}/${one.record.id}` : '/notifications';
}

/** Shown by the worker where there is one: telephones want that. The same tag in every window shows it once. */
async function showOutside(one: Notification, text: string, address: string): Promise<void> {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  const options = {
    body: quoteOf(one) ?? undefined,
    tag: one.id,
    icon: '/icon-192.png',
    data: { address },
  };
  const worker = await navigator.serviceWorker?.getRegistration();
  if (worker?.active) {
    await worker.showNotification(text, options);
    return;
  }
  const shown = new Notification(text, options);
  shown.onclick = () => {
    window.focus();
    location.assign(address);
  };
}
