import { toasts } from '@/ui/toast';

type Words = { updated: string; reload: string };

const HOUR = 3_600_000;

/**
 * Lets the program open without a network. When another version has come while a page was open, the page says so:
 * it goes on working, and is the new one as soon as it is loaded again.
 */
export function registerWorker(words: () => Words): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const container = navigator.serviceWorker;
  // The first worker takes over the page that brought it: that is no update.
  let isUpdate = container.controller !== null;
  container.addEventListener('controllerchange', () => {
    if (isUpdate) {
      const { updated, reload } = words();
      toasts.show({
        text: updated,
        seconds: 60,
        action: { label: reload, run: () => location.reload() },
      });
    }
    isUpdate = true;
  });
  const begin = () =>
    void container
      .register('/sw.js', { updateViaCache: 'none' })
      .then((registration) => {
        const look = () => void registration.update().catch(() => undefined);
        setInterval(look, HOUR);
        document.addEventListener('visibilitychange', () => {
          if (document.visibilityState === 'visible') look();
        });
      })
      .catch(() => undefined);
  // What is on the screen first; the rest of the files can wait.
  if (document.readyState === 'complete') setTimeout(begin, 1500);
  else window.addEventListener('load', () => setTimeout(begin, 1500));
}
