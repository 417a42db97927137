/** What a parser, an editor and a consent manager leave. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { until } from '../engines/view.js';
import { scriptTag } from '../site.js';
import { type Case, link, polls, quiet, settled } from '../stage.js';
import { rule } from './rule.js';

export const content: Case[] = [
  rule('8 children that the parser has not read yet arrive in the fallback', async (stage) => {
    stage.site.serve('/down', () => new Response('', { status: 502 }));
    const many = Array.from({ length: 2000 }, (_, i) => `<span>${i}</span>`).join(' ');
    const view = await stage.open({
      head: scriptTag(''),
      body: `<civic-poll src="/down">${many}<a href="/fraga/badplats">Svara</a></civic-poll>`,
    });
    await until(view, 'it failed', () =>
      document.querySelector('civic-poll')!.shadowRoot!.querySelector('[part~=failed]'),
    );
    assert.equal(await view.run(() => document.querySelector('a')!.checkVisibility()), true);
  }),

  rule('9 no configuration needs more than plain attributes of plain text', async (stage) => {
    interface Declaration {
      tagName?: string;
      attributes?: { name: string }[];
    }
    const manifest = JSON.parse(readFileSync('dist/custom-elements.json', 'utf8')) as {
      modules: { declarations?: Declaration[] }[];
    };
    const elements = manifest.modules
      .flatMap(({ declarations = [] }) => declarations)
      .filter(({ tagName }) => tagName);
    assert.equal(elements.length, 6);
    for (const { tagName, attributes = [] } of elements) {
      for (const { name } of attributes) assert.match(name, /^[a-z][a-z0-9-]*$/, `${tagName} ${name}`);
    }
    // What webmasters are told to allow is what there is.
    const told = readFileSync('integrations/README.md', 'utf8').matchAll(
      /^<(civic-[a-z-]+) lang ([a-z- ]+)>$/gm,
    );
    assert.deepEqual(
      new Map([...told].map(([, name, list]) => [name, list!.split(' ').sort()])),
      new Map(
        elements.flatMap(({ tagName, attributes = [] }) =>
          tagName === 'civic-config' ? [] : [[tagName!, attributes.map(({ name }) => name).sort()] as const],
        ),
      ),
    );
    // What an editor leaves of it: no empty element, nothing but a link with a text.
    const view = await stage.open({ body: `<p>${link().replaceAll('&', '&amp;')}</p>` });
    await polls(view);
    await quiet(view);
  }),

  rule(
    '9a behind a consent manager the marked script runs, an unmarked one leaves the fallback',
    async (stage) => {
      // What the common ones do: every script without their mark becomes text before it runs.
      const consent = `new MutationObserver((records) => { for (const { addedNodes } of records) for (const node of addedNodes)
      if (node.localName === 'script' && node.src && !MARK(node)) { node.type = 'text/plain'; node.remove() } })
      .observe(document, { childList: true, subtree: true })`;
      for (const [mark, attributes] of Object.entries({
        "node.dataset.cookieconsent === 'ignore'": 'data-cookieconsent="ignore"',
        "node.dataset.category === 'necessary'": 'data-category="necessary"',
        "node.classList.contains('optanon-category-C0001')": 'class="optanon-category-C0001"',
      })) {
        for (const isMarked of [true, false]) {
          const view = await stage.open({
            head: `<script>${consent.replace('!MARK(node)', `!(${mark})`)}</script>${scriptTag(`async ${isMarked ? attributes : ''}`)}`,
            body: link(),
          });
          if (isMarked) await polls(view);
          else {
            await settled(view);
            assert.equal(await view.run(() => document.querySelector('body > a')!.checkVisibility()), true);
          }
          await view.close();
        }
      }
    },
  ),
];
