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
import { type Manifest, elementsOf, isSwitch, valuesOf } from '../../scripts/build/manifest.ts';
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

  const manifest = JSON.parse(readFileSync(join(ROOT, 'dist/custom-elements.json'), 'utf8')) as Manifest;
  const elements = elementsOf(manifest);
  const tagOf = (title: string): string => `civic-${title.toLowerCase().replace(' ', '-')}`;

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

  const address = (id: string, view: 'story' | 'docs', more = ''): string =>
    `http://127.0.0.1:${(server.address() as AddressInfo).port}/iframe.html?id=${id}&viewMode=${view}${more}`;

  /** As the sidebar does it: the page and the database in it stay. */
  const chosen = (id: string): Promise<void> =>
    page.evaluate(
      (wanted) =>
        new Promise<void>((resolve) => {
          interface Channel {
            on(name: string, listener: (subject: unknown) => void): void;
            emit(name: string, data: object): void;
          }
          const { __STORYBOOK_ADDONS_CHANNEL__: channel } = globalThis as unknown as {
            __STORYBOOK_ADDONS_CHANNEL__: Channel;
          };
          const done = (subject: unknown): void => {
            if (subject === wanted) resolve();
          };
          channel.on('storyRendered', done);
          channel.on('storyUnchanged', done);
          channel.emit('setCurrentStory', { storyId: wanted, viewMode: 'story' });
        }),
      id,
    );

  for (const { id, title, name } of stories) {
    it(`${title}: ${name}`, { timeout: 30_000 }, async () => {
      said = [];
      // Checked here and not by the addon, which would do it at the same time.
      if (page.url() === 'about:blank') {
        await page.goto(address(id, 'story', '&globals=a11y.manual:!true'));
        await page.locator('#storybook-root > *').first().waitFor();
        await page.evaluate(axe);
      }
      await chosen(id);
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

  for (const element of elements) {
    it(`${element.tagName}: every attribute has a control that sets it`, async () => {
      const story = stories.find(({ title }) => tagOf(title) === element.tagName)!;
      const given = (element.attributes ?? []).map(({ name, type }) => {
        const [first = 'given'] = valuesOf(type?.text) ?? [];
        if (isSwitch(type?.text)) return { name, arg: '!true', value: '' };
        return /\bnumber\b/.test(type?.text ?? '') && first === 'given'
          ? { name, arg: '3', value: '3' }
          : { name, arg: first, value: first };
      });
      const args = given.map(({ name, arg }) => `${name}:${arg}`).join(';');
      await page.goto(address(story.id, 'story', `&args=${args}`));
      const widget = page.locator(`#storybook-root ${element.tagName}`).first();
      await widget.waitFor({ state: 'attached' });
      const set = await widget.evaluate((each) =>
        Object.fromEntries([...each.attributes].map(({ name, value }) => [name, value])),
      );
      for (const { name, value } of given) assert.equal(set[name], value, name);
    });
  }

  for (const { id, title } of Object.values(entries).filter(({ type }) => type === 'docs')) {
    it(`${title}: its page`, async () => {
      said = [];
      await page.goto(address(id, 'docs'));
      await page.locator('#storybook-docs').getByRole('heading', { level: 1 }).first().waitFor();
      const element = elements.find(({ tagName }) => tagName === tagOf(title));
      const rows = page.locator('.docblock-argstable').first().locator('td:first-child');
      // Waits for the table, whose rows have nothing but names in their first column.
      if (element) await rows.getByText('src', { exact: true }).or(rows.first()).first().waitFor();
      const named = new Set((await rows.allTextContents()).map((text) => text.trim()));
      for (const { name } of [
        ...(element?.attributes ?? []),
        ...(element?.events ?? []),
        ...(element?.cssParts ?? []),
        ...(element?.cssProperties ?? []),
      ])
        assert.ok(named.has(name), `${name} is not on the page`);
      assert.deepEqual(
        said.filter((text) => !EXPECTED.test(text)),
        [],
      );
    });
  }
});
