import { MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { vi } from 'vitest';
import { keys } from '@/api/keys';
import { makeQueryClient } from '@/api/query-client';
import { LanguageProvider } from '@/app/language';
import { bringTexts, messagesOf } from '@/i18n';
import { later } from '@/i18n/en';
import { Toaster } from '@/ui/Toaster';
import { toasts } from '@/ui/toast';
import { catalogue, session, users } from './world';

export type Call = { method: string; path: string; body: unknown };
type Answer = { status?: number; body?: unknown; headers?: Record<string, string> };

/** Answers in place of the server; what it is not told about is an error of the test. */
export function serve(answer: (call: Call) => Answer | undefined | Promise<Answer>): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal('fetch', async (input: Request | string, init?: RequestInit) => {
    const request =
      typeof input === 'string' ? new Request(new URL(input, 'http://kith.test'), init) : input;
    const text = await request.clone().text();
    const call = {
      method: request.method,
      path: new URL(request.url).pathname.replace('/api/v1', ''),
      body: text ? JSON.parse(text) : undefined,
    };
    calls.push(call);
    const given = await answer(call);
    if (!given) throw new Error(`not served: ${call.method} ${call.path}`);
    const { status = 200, body, headers } = given;
    return new Response(status === 204 ? null : JSON.stringify(body ?? {}), {
      status,
      headers: { 'Content-Type': 'application/json', ...headers },
    });
  });
  return calls;
}

/** Shows a part of the UI as it stands behind the sign-in. */
export async function show(part: ReactNode): Promise<QueryClient> {
  toasts.clear();
  const client = makeQueryClient();
  client.setQueryData(keys.session, session);
  client.setQueryData(keys.catalogue, catalogue);
  client.setQueryData(keys.users, users);
  client.setQueryData(keys.teams, []);
  await bringTexts(Object.keys(later) as (keyof typeof later)[]);
  const messages = await messagesOf('en');
  render(
    <QueryClientProvider client={client}>
      <LanguageProvider first={{ language: 'en', messages }}>
        <MantineProvider env="test">
          {part}
          <Toaster />
        </MantineProvider>
      </LanguageProvider>
    </QueryClientProvider>,
  );
  return client;
}
