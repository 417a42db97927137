/** Every story of the Storybook, opened in a real page: it renders, says nothing in the console, and axe finds nothing. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { ROOT, filesUnder, newest } from '../../scripts/lib/files.ts';
import { tool } from '../../scripts/lib/run.ts';
import { launch } from '../demo/running-town.ts';

const STATIC = join(ROOT, 'storybook-static');
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

interface Story {
  id: string;
  title: string;
  name: string;
  type: string;
}

/** What a page says while it loads, beside what the state that it shows is about. */
const EXPECTED = /\[civic-widgets\]|Failed to load resource|net::ERR_/;

describe('the Storybook', async () => {
  const index = join(STATIC, 'index.json');
  const sources = ['src', 'stories', 'demo/server', '.storybook'].flatMap((folder) => filesUnder(folder));
  if (!existsSync(index) || newest([index]) < newest(sources)) {
    await tool('storybook/dist/bin/dispatcher.js', ['build', '--quiet']);
  }
  const { entries } = JSON.parse(readFileSync(index, 'utf8')) as { entries: Record<string, Story> };
  const stories = Object.values(entries).filter(({ type }) => type === 'story');
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

  let server: Server;
  let browser: Browser;
  let page: Page;
  let said: string[] = [];

  before(async () => {
    server = createServer((request, response) => {
      const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
      const file = join(STATIC, path);
      if (!file.startsWith(STATIC) || !existsSync(file) || path.endsWith('/')) {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
      response.end(readFileSync(file));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await launch();
    page = await browser.newPage();
    // What runs tests in Node names functions by a helper that pages don't have.
    await page.addInitScript('globalThis.__name ??= (named) => named');
    page.on('pageerror', (error) => said.push(String(error)));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) said.push(message.text());
    });
  });
  after(async () => {
    await browser.close();
    server.close();
  });

  it('has a story for every state of every widget', () => {
    const titles = new Set(stories.map(({ title }) => title));
    for (const title of ['Feed', 'Poll', 'Feedback', 'Service card', 'Service list', 'Config', 'Theming']) {
      assert.ok(titles.has(title), `${title} is not among ${[...titles].join(', ')}`);
    }
    for (const title of ['Feed', 'Poll', 'Feedback', 'Service card', 'Service list']) {
      const names = stories.filter((story) => story.title === title).map(({ name }) => name);
      for (const state of [/pending|loading/i, /offline|unreachable|failed|network/i, /empty|nothing/i]) {
        assert.ok(
          names.some((name) => state.test(name)),
          `${title} has no story for ${state}: ${names.join(', ')}`,
        );
      }
    }
  });

  for (const { id, title, name } of stories) {
    it(`${title}: ${name}`, async () => {
      said = [];
      const { port } = server.address() as AddressInfo;
      // Checked here and not by the addon, which would do it at the same time.
      await page.goto(
        `http://127.0.0.1:${port}/iframe.html?id=${id}&viewMode=story&globals=a11y.manual:!true`,
      );
      const isPending = /pending|loading/i.test(name);
      await page.waitForFunction(
        (pending) => {
          const widgets = [...document.querySelectorAll('#storybook-root *')].filter(
            (element) => element.localName.startsWith('civic-') && element.localName !== 'civic-config',
          );
          const settled = ({ shadowRoot }: Element) =>
            !!shadowRoot && (pending || !shadowRoot.querySelector('.skeleton'));
          return widgets.length > 0 && widgets.every(settled);
        },
        isPending,
        { timeout: 20_000 },
      );
      await page.evaluate(axe);
      const violations = await page.evaluate(async () => {
        const { run } = (
          globalThis as unknown as {
            axe: {
              run(
                root: Element,
                options: object,
              ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
            };
          }
        ).axe;
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
        const { violations: found } = await run(document.querySelector('#storybook-root')!, {
          runOnly: tags,
        });
        return found.map((each) => `${each.id}: ${each.nodes[0]?.html ?? ''}`);
      });
      assert.deepEqual(violations, []);
      assert.deepEqual(
        said.filter((text) => !EXPECTED.test(text)),
        [],
      );
    });
  }

  for (const { id, title } of Object.values(entries).filter(({ type }) => type === 'docs')) {
    it(`${title}: its page`, async () => {
      said = [];
      const { port } = server.address() as AddressInfo;
      await page.goto(`http://127.0.0.1:${port}/iframe.html?id=${id}&viewMode=docs`);
      await page.locator('#storybook-docs').getByRole('heading', { level: 1 }).first().waitFor();
      assert.deepEqual(
        said.filter((text) => !EXPECTED.test(text)),
        [],
      );
    });
  }
});
