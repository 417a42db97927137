/** Content-Security-Policy, Trusted Types, integrity and isolation: what a strict site sends along. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { until } from './engines/view.js';
import { WATCHER_HASH, scriptTag, version } from './site.js';
import { type Case, type Stage, casesOf, POLL, link, polls, quiet, seen, sound, tag } from './stage.js';

const policy = casesOf('policy');

const REST = "default-src 'none'; connect-src 'self'; img-src 'self'; style-src 'self'; media-src 'self'";
const TYPES = "require-trusted-types-for 'script'; trusted-types lit-html dompurify";
const csp = (scripts: string, more = TYPES) => ({
  'content-security-policy': `${REST}; script-src ${scripts} ${WATCHER_HASH}; ${more}`,
});

async function works(stage: Stage, page: Parameters<Stage['open']>[0]): Promise<void> {
  const view = await stage.open(page);
  await polls(view, 2);
  await sound(view);
  await quiet(view);
}

const body = `${tag}<p>${link()}</p>`;
const elsewhereHead = ({ site }: Stage, attributes = 'defer') =>
  `<meta name="civic-allow" content="${site.elsewhere}">${scriptTag(attributes, `${site.elsewhere}/widgets/${version}/civic-widgets.js`)}`;
const elsewhereBody = ({ site }: Stage) =>
  `${tag}<p>${link()}</p>`
    .replaceAll(POLL, site.elsewhere + POLL)
    .replaceAll(encodeURIComponent(POLL), encodeURIComponent(site.elsewhere + POLL));

/** The fallback is to be seen, and the webmaster has one line that names what is missing. */
async function polite(stage: Stage, page: Parameters<Stage['open']>[0], says: RegExp): Promise<void> {
  const view = await stage.open(page);
  await until(view, 'one line', () => globalThis.seen.lines[0]);
  const { lines } = await seen(view);
  assert.equal(lines.length, 1);
  assert.match(lines[0]!, says);
  assert.deepEqual(await view.run(() => [...document.links].map((each) => each.checkVisibility())), [
    true,
    true,
  ]);
  const { errors } = await seen(view);
  assert.deepEqual(errors, []);
}

export const policies: Case[] = [
  policy("script-src 'self'", (stage) => works(stage, { body, headers: csp("'self'") })),

  policy('script-src with the hash of the file only', (stage) =>
    works(stage, { body, headers: csp(`'${stage.site.integrity}'`) }),
  ),

  policy('script-src with the hash of the script, inlined', async (stage) => {
    const code = readFileSync('dist/civic-widgets.js', 'utf8');
    const hash = createHash('sha384').update(code).digest('base64');
    await works(stage, { head: `<script>${code}</script>`, body, headers: csp(`'sha384-${hash}'`) });
  }),

  policy('script-src with a nonce', (stage) =>
    works(stage, { head: scriptTag('defer nonce="abc"'), body, headers: csp("'nonce-abc'") }),
  ),

  policy("'strict-dynamic': the script comes from a trusted one", (stage) =>
    works(stage, {
      head: `<script nonce="abc">const url = trustedTypes?.createPolicy('loader', { createScriptURL: (url) => url }).createScriptURL('/widgets/civic-widgets.js') ?? '/widgets/civic-widgets.js';
        document.head.append(Object.assign(document.createElement('script'), { src: url }))</script>`,
      body,
      headers: csp("'strict-dynamic' 'nonce-abc'", `${TYPES} loader`),
    }),
  ),

  policy('Trusted Types with a default policy of the page', (stage) =>
    works(stage, {
      head: `<script nonce="abc">trustedTypes?.createPolicy('default', { createHTML: (html) => { window.asked = (window.asked ?? 0) + 1; return html } })</script>${scriptTag()}`,
      body,
      headers: csp("'self' 'nonce-abc'", `${TYPES} default`),
    }),
  ),

  policy('Trusted Types that allow no policy of ours but a default one', async (stage) => {
    const view = await stage.open({
      head: `<script nonce="abc">globalThis.trustedTypes?.createPolicy('default', { createHTML: (html) => html, createScript: (text) => text })</script>${scriptTag()}`,
      body,
      headers: csp("'self' 'nonce-abc'", "require-trusted-types-for 'script'; trusted-types default"),
    });
    await polls(view, 2);
    assert.deepEqual((await seen(view)).lines, []);
  }),

  policy(
    'Trusted Types that allow no policy at all: the fallback stays, one line says what to allow',
    async (stage) => {
      const view = await stage.open({
        body,
        headers: csp("'self'", "require-trusted-types-for 'script'; trusted-types 'none'"),
      });
      await until(view, 'one line', () => globalThis.seen.lines[0]);
      const { lines } = await seen(view);
      assert.equal(lines.length, 1);
      assert.match(lines[0]!, /trusted-types lit-html dompurify/);
      assert.deepEqual(await view.run(() => [...document.links].map((each) => each.checkVisibility())), [
        true,
        true,
      ]);
    },
  ),

  policy('another Lit on the page, before and after ours', async (stage) => {
    stage.site.file(
      '/other-lit.js',
      "trustedTypes?.createPolicy('lit-html', { createHTML: (html) => html })",
      'text/javascript',
    );
    for (const head of [
      `<script src="/other-lit.js"></script>${scriptTag()}`,
      `${scriptTag('')}<script src="/other-lit.js"></script>`,
    ]) {
      await works(stage, { head, body, headers: csp("'self'") });
    }
  }),

  policy(
    'connect-src forbids the data: a sentence and the link, one line that names directive and address',
    (stage) =>
      polite(
        stage,
        {
          body,
          headers: {
            'content-security-policy': `default-src 'none'; script-src 'self' ${WATCHER_HASH}; style-src 'self'`,
          },
        },
        new RegExp(`${stage.site.origin}.*connect-src`),
      ),
  ),

  policy('connect-src forbids another origin: the same', (stage) =>
    polite(
      stage,
      {
        head: `<meta name="civic-allow" content="${stage.site.elsewhere}">${scriptTag()}`,
        body: elsewhereBody(stage),
        headers: csp("'self'"),
      },
      new RegExp(`${stage.site.elsewhere}.*connect-src`),
    ),
  ),

  policy('integrity of another version: the script does not run, the fallback stays', async (stage) => {
    const wrong = scriptTag().replace(/integrity="[^"]*"/, `integrity="sha384-${'A'.repeat(64)}"`);
    const view = await stage.open({ head: wrong, body });
    const found = await view.run(() => [
      typeof globalThis.civicWidgets,
      [...document.links].map((each) => each.checkVisibility()),
    ]);
    assert.deepEqual(found, ['undefined', [true, true]]);
  }),

  policy('integrity across origins', (stage) =>
    works(stage, { head: elsewhereHead(stage), body: elsewhereBody(stage) }),
  ),

  ...['require-corp', 'credentialless'].map((embedder) =>
    policy(
      `isolated: COOP same-origin, COEP ${embedder}, script and data of another origin`,
      async (stage) => {
        const view = await stage.open({
          head: elsewhereHead(stage),
          body: elsewhereBody(stage),
          headers: {
            'cross-origin-opener-policy': 'same-origin',
            'cross-origin-embedder-policy': embedder,
            'cross-origin-resource-policy': 'same-origin',
          },
        });
        await polls(view, 2);
        await quiet(view);
      },
    ),
  ),

  policy('isolated: the script without crossorigin, by its Cross-Origin-Resource-Policy', async (stage) => {
    const view = await stage.open({
      head: `<meta name="civic-allow" content="${stage.site.elsewhere}"><script defer src="${stage.site.elsewhere}/widgets/civic-widgets.js"></script>`,
      body: elsewhereBody(stage),
      headers: {
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-opener-policy': 'same-origin',
      },
    });
    await polls(view, 2);
    await quiet(view);
  }),

  ...['allow-scripts', 'allow-scripts allow-forms', 'allow-scripts allow-same-origin'].map((sandbox) =>
    policy(`a sandboxed page with ${sandbox}`, async (stage) => {
      const inner = stage.site.page({
        head: `${scriptTag()}<script>setInterval(() => parent.postMessage({
          radios: [...document.querySelectorAll('civic-poll')].filter((each) => each.shadowRoot?.querySelector('input')).length,
          wrong: [...seen.errors, ...seen.violations, ...seen.lines],
        }, '*'), 50)</script>`,
        body,
      });
      const view = await stage.open({
        head: `<script>addEventListener('message', (event) => { window.told = event.data })</script>`,
        body: `<iframe sandbox="${sandbox}" src="${inner}" width="600" height="500"></iframe>`,
      });
      const wrong = await until(view, 'both polls are in the frame', () => {
        const { told } = globalThis as { told?: { radios: number; wrong: string[] } };
        return told?.radios === 2 && told.wrong;
      });
      assert.deepEqual(wrong, []);
    }),
  ),
];
