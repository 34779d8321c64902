import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { serve, show } from '@/test/harness';
import { NotificationsSection } from './SettingsSection';
import type { NotificationSettings } from './wire';

it('the summary of the day comes by the browser too for whoever asks for it', async () => {
  vi.stubGlobal('Notification', { permission: 'granted' });
  let kept: NotificationSettings = {
    kinds: { digest: { product: true, browser: false } },
    digest: { enabled: true, at: '08:30', days: [1] },
  };
  serve(({ method, body }) => {
    if (method === 'PUT') kept = body as NotificationSettings;
    return { body: kept };
  });
  await show(<NotificationsSection />);
  const name = 'A summary of the day in the morning: Browser';
  const box = await screen.findByRole('checkbox', { name });
  await userEvent.click(box);
  await vi.waitFor(() => expect(kept.kinds.digest).toEqual({ product: true, browser: true }));
  expect(kept.digest.enabled).toBe(true);
});
