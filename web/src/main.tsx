import '@fontsource-variable/inter/wght.css';
import './ui/mantine.css';
import './ui/tokens.css';
import './ui/base.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { makeQueryClient } from './api/query-client';
import { LanguageProvider } from './app/language';
import { keepSeen } from './app/offline/keep';
import { registerWorker } from './app/offline/register';
import { makeRouter } from './app/router';
import { useTheme } from './app/theme';
import { firstLanguage, messagesOf } from './i18n';
import { Toaster } from './ui/Toaster';
import { theme } from './ui/theme';

const client = makeQueryClient();
keepSeen(client);
const router = makeRouter(client);

function App() {
  const scheme = useTheme();
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={scheme}
      withStaticClasses={false}
      withGlobalClasses={false}
    >
      <RouterProvider router={router} />
      <Toaster />
    </MantineProvider>
  );
}

const language = firstLanguage();
const place = document.getElementById('root');
if (place) {
  const messages = await messagesOf(language);
  registerWorker(() => ({ updated: messages.shell.updated, reload: messages.shell.reload }));
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <LanguageProvider first={{ language, messages }}>
          <App />
        </LanguageProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
