// What a journey plays on: servers, clients and windows that are cleared away after it, and evidence when it fails.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { Api } from './api.mjs';
import { openWindow } from './browser.mjs';
import { startServer } from './server.mjs';

export class Stage {
  #browser;
  #out;
  #servers = [];
  #windows = [];
  step = '';

  constructor(browser, name, out) {
    this.#browser = browser;
    this.name = name;
    this.#out = out;
  }

  /** Names what is being tried, so that a failure says where it stood. */
  at(step) {
    this.step = step;
  }

  /** An empty server, not yet set up. */
  async server(options) {
    const server = await startServer(options);
    this.#servers.push(server);
    return server;
  }

  /** A server with its first administrator signed in: { server, api }. */
  async workspace(setup = {}) {
    const server = await this.server();
    const api = new Api(server.url);
    await api.setup(setup);
    return { server, api };
  }

  /** A window of its own; signed in when the client is. */
  async window(server, api, options) {
    const page = await openWindow(this.#browser, server, api, options);
    this.#windows.push(page);
    return page;
  }

  /** A workspace and one window on it: { server, api, page }. */
  async open(setup = {}, options = {}) {
    const { server, api } = await this.workspace(setup);
    const page = await this.window(server, api, options);
    return { server, api, page };
  }

  noComplaints() {
    for (const page of this.#windows) {
      assert.deepEqual(page.complaints, [], 'the page complained');
    }
  }

  async keepEvidence(prefix) {
    for (const [index, page] of this.#windows.entries()) {
      const file = new URL(`${prefix}-${index + 1}.png`, this.#out);
      await page.screenshot({ path: file.pathname }).catch(() => {});
      await writeFile(
        new URL(`${prefix}-${index + 1}.txt`, this.#out),
        `${page.url()}\n${page.complaints.join('\n')}\n`,
      );
    }
    for (const [index, server] of this.#servers.entries()) {
      await writeFile(new URL(`${prefix}-server-${index + 1}.log`, this.#out), server.log());
    }
  }

  async close() {
    for (const page of this.#windows)
      await page
        .context()
        .close()
        .catch(() => {});
    for (const server of this.#servers) await server.stop();
  }
}
