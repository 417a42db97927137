/** Every hostile payload that others have collected, shown by a feed in a real page under the strictest policy. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { launch, watch } from '../demo/running-town.ts';

const CORPORA = fileURLToPath(new URL('../../../shared/corpora/', import.meta.url));
const SCRIPT = fileURLToPath(new URL('../../dist/civic-widgets.js', import.meta.url));
const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html dompurify";
/** Posts on one page: all that are shown must be rendered within a few seconds. */
const BATCH = 250;

function payloads(): string[] {
  const read = (path: string) => readFileSync(CORPORA + path, 'utf8');
  const purify = JSON.parse(read('xss/dompurify-payloads.json')) as { payload: string }[];
  const html5lib = ['entities', 'escapeFlag', 'xmlViolation'].flatMap((name) => {
    const file = JSON.parse(read(`xss/html5lib/${name}.test`)) as Record<string, { input: string }[]>;
    return Object.values(file).flatMap((tests) => tests.map(({ input }) => input));
  });
  const dat = (path: string) =>
    read(path)
      .split(/^#data\n/m)
      .slice(1)
      .map((each) => each.split(/\n#/)[0]!);
  const naughty = JSON.parse(read('text/blns.json')) as string[];
  const article = (JSON.parse(read('xss/article_escape_html_in_content.as.json')) as { content: string })
    .content;
  return [
    ...purify.map(({ payload }) => payload),
    ...html5lib,
    ...dat('xss/wpt-sethtml-safety.dat'),
    ...dat('text/tests2.dat'),
    ...naughty,
    article,
  ].filter((payload) => typeof payload === 'string' && payload.trim());
}

const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
// Not allowed in XML at all.
const xml = (text: string) => escape(text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, ''));

const FORMATS: Record<string, (list: string[]) => string> = {
  'json-feed': (list) =>
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Hostile',
      items: list.map((payload, i) => ({
        id: `${i}`,
        url: payload,
        title: i % 2 ? payload : undefined,
        content_html: payload,
        tags: [payload],
        authors: [{ name: payload, url: payload, avatar: payload }],
        _civic: {
          warning: i % 5 ? undefined : payload,
          action: { label: payload, url: payload },
          card: { url: payload, title: payload, summary: payload },
          media: [{ type: 'image', url: payload, alt: payload }],
          quote: { url: payload, author: payload, text: payload },
        },
      })),
    }),
  rss: (list) =>
    `<?xml version="1.0"?><rss version="2.0"><channel><title>Hostile</title>${list.map((payload, i) => `<item><guid isPermaLink="false">${i}</guid><title>${xml(payload)}</title><link>${xml(payload)}</link><description>${xml(payload)}</description></item>`).join('')}</channel></rss>`,
  mastodon: (list) =>
    JSON.stringify(
      list.map((payload, i) => ({
        id: `${i}`,
        uri: `https://a.example/${i}`,
        url: payload,
        created_at: '2026-11-01T00:00:00Z',
        content: payload,
        spoiler_text: '',
        account: { acct: 'x', display_name: payload, url: payload, avatar: payload },
        media_attachments: [{ type: 'image', url: payload, description: payload }],
        card: { url: payload, title: payload, image: payload },
        tags: [],
        emojis: [],
      })),
    ),
};

describe(
  'hostile content',
  { skip: existsSync(CORPORA) ? false : 'the collection is not on this machine' },
  () => {
    let browser: Browser;
    let server: Server;
    let origin: string;
    let document: { body: string | Buffer; type: string };
    let asked: { path: string; kind: string }[] = [];

    before(async () => {
      browser = await launch();
      server = createServer((request, response) => {
        const path = request.url ?? '';
        if (path === '/page') {
          response.writeHead(200, {
            'content-type': 'text/html; charset=utf-8',
            'content-security-policy': POLICY,
          });
          response.end(
            `<!doctype html><html lang="en"><head><title>A page</title><script defer src="/civic-widgets.js"></script></head><body><h1>A page</h1><civic-feed src="/feed" limit="1000"></civic-feed></body></html>`,
          );
        } else if (path === '/civic-widgets.js') {
          response.writeHead(200, { 'content-type': 'text/javascript' }).end(readFileSync(SCRIPT));
        } else if (path === '/feed') {
          response.writeHead(200, { 'content-type': document.type }).end(document.body);
        } else {
          asked.push({ path, kind: String(request.headers['sec-fetch-dest']) });
          response.writeHead(404).end();
        }
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    after(async () => {
      await browser.close();
      server.close();
    });

    async function show(body: string | Buffer, posts: number | undefined): Promise<void> {
      document = { body, type: 'application/octet-stream' };
      asked = [];
      const { page, hosts, violations, errors } = await watch(await browser.newContext());
      const dialogs: string[] = [];
      page.on('dialog', (dialog) => {
        dialogs.push(dialog.message());
        void dialog.dismiss();
      });
      await page.goto(`${origin}/page`);
      const feed = page.locator('civic-feed');
      if (posts === undefined)
        await feed.locator('article, [part~=failed], [part~=empty]').first().waitFor({ state: 'attached' });
      else
        await page.waitForFunction(
          (count) =>
            globalThis.document.querySelector('civic-feed')!.shadowRoot!.querySelectorAll('article').length >=
            count,
          posts,
        );
      // Opens what waits for a click, and looks at everything once.
      const found = await page.evaluate(async () => {
        const root = globalThis.document.querySelector('civic-feed')!.shadowRoot!;
        for (const details of root.querySelectorAll('details')) details.open = true;
        for (const item of root.querySelectorAll('li'))
          item.style.setProperty('content-visibility', 'visible');
        globalThis.document.documentElement.getBoundingClientRect();
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        const bad: string[] = [];
        for (const element of root.querySelectorAll('*')) {
          if (
            /^(script|style|iframe|object|embed|form|input|svg|math|link|meta|base|template)$/.test(
              element.localName,
            )
          )
            bad.push(element.outerHTML);
          for (const { name, value } of element.attributes) {
            if (/^on|^srcdoc$|^formaction$/.test(name)) bad.push(`${element.localName} ${name}`);
            if (/^(href|src|poster|action|data-href)$/.test(name) && !/^(https?|mailto|tel):/i.test(value))
              bad.push(`${name}=${value}`);
            if (name === 'style' && element.localName !== 'li') bad.push(`style=${value}`);
          }
        }
        return {
          bad,
          title: globalThis.document.title,
          body: [...globalThis.document.body.children].map((each) => each.localName).join(),
          globals: Object.keys(globalThis).filter((name) => /pwn|xss|hacked/i.test(name)),
        };
      });
      assert.deepEqual(found, { bad: [], title: 'A page', body: 'h1,civic-feed', globals: [] });
      assert.deepEqual(dialogs, []);
      assert.equal(page.url(), `${origin}/page`);
      assert.deepEqual([...hosts], [new URL(origin).host]);
      assert.deepEqual(violations, []);
      assert.deepEqual(
        asked.filter(({ kind }) => kind !== 'image'),
        [],
      );
      assert.deepEqual(
        errors.filter((error) => !/404|\[civic-widgets\]/.test(error)),
        [],
      );
      await page.context().close();
    }

    const list = existsSync(CORPORA) ? payloads() : [];
    for (const [format, write] of Object.entries(FORMATS)) {
      it(`of ${list.length} payloads in ${format} runs nothing, asks nobody, raises no report`, async () => {
        assert.ok(list.length > 300, `${list.length} payloads`);
        for (let i = 0; i < list.length; i += BATCH) {
          const batch = list.slice(i, i + BATCH);
          await show(write(batch), undefined);
        }
      });
    }

    const files = existsSync(CORPORA) ? readdirSync(`${CORPORA}xss/feeds`) : [];
    it(`of ${files.length} hostile feeds runs nothing, asks nobody, raises no report`, async () => {
      assert.ok(files.length > 5);
      for (const file of files) await show(readFileSync(`${CORPORA}xss/feeds/${file}`), undefined);
    });
  },
);
