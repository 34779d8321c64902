import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { precompress } from './build/precompress.ts';
import { texts } from './build/texts.ts';
import { worker } from './build/worker.ts';

const server = process.env.KITH_URL ?? 'http://127.0.0.1:8080';

/** Our own files but for the texts, which come a language at a time. */
const own = /[\\/]src[\\/](?!i18n[\\/](en|ru|cs)[\\/])/;
/** What a record is made of: wanted beside a list, a board, the calendar, but not before it is opened. */
const ofRecord =
  /[\\/]src[\\/]records[\\/](panel[\\/](?!RecordPanel|RecordMenu|People|Panel\.module)|timeline|files|related|team|affiliations)/;
/** What is done to many rows or cards: wanted once some are chosen. */
const ofMany = /[\\/]src[\\/]records[\\/]bulk[\\/]/;
/** What is shown while one talks, and where scripts are tried out. */
const ofTalk = /[\\/]src[\\/]features[\\/]talk[\\/]/;
/** What asks how a task ended: wanted once one is completed. */
const ofEnding =
  /[\\/]src[\\/]features[\\/]tasks[\\/](CompleteDialog|FollowUp|useComplete|useDealOf)\./;

export default defineConfig({
  plugins: [react(), texts(), worker(), precompress()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: {
    port: 5173,
    // The server compares Origin with Host on every change, so the proxy keeps the browser's own Host.
    proxy: { '/api': { target: server, changeOrigin: false } },
  },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Few files instead of many small ones; what only one lazy page needs stays with that page.
          groups: [
            {
              name: 'vendor',
              test: /node_modules[\\/](?!@atlaskit|@tabler|@tanstack[\\/](react-virtual|virtual-core))/,
              priority: 3,
            },
            {
              name: 'shared',
              test: (id: string) =>
                /[\\/]@tabler[\\/]/.test(id) ||
                (own.test(id) &&
                  ![ofRecord, ofTalk, ofMany, ofEnding].some((part) => part.test(id))),
              minShareCount: 2,
              priority: 2,
            },
            { name: 'record', test: ofRecord, priority: 1 },
            { name: 'talk', test: ofTalk, minShareCount: 2, priority: 1 },
            { name: 'many', test: ofMany, minShareCount: 2, priority: 1 },
            { name: 'ending', test: ofEnding, minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
  },
  test: {
    environment: 'happy-dom',
    setupFiles: ['./src/test/setup.ts'],
    css: { modules: { classNameStrategy: 'non-scoped' } },
  },
});
