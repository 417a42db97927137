/** Pages that nobody would write for us: hostile styles, old libraries, moving bodies. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { transform } from 'esbuild';
import { minify as terser } from 'terser';
import { transformWithOxc } from 'vite';
import { type View, until } from './engines/view.js';
import { oldLibrary } from './old-library.js';
import { scriptTag, styleTag, version } from './site.js';
import { type Case, type Stage, link, quiet, seen, settled, sound } from './stage.js';

const page = (name: string, run: Case['run'], impossible?: Case['impossible']): Case => ({
  table: 'page',
  name,
  run,
  ...(impossible && { impossible }),
});

/** One of each, as people paste them. */
export const one = `<h1>Storå</h1>
  <p>${link()}</p>
  <div class="civic-feed" data-src="/api/feeds/nyheter" data-limit="3"><a href="/nyheter/">Nyheter</a></div>
  <civic-service-card src="/api/services/bygglov"><a href="/e-tjanster/bygglov/">Bygglov</a></civic-service-card>
  <civic-service-list src="/api/services" limit="3" search><a href="/e-tjanster/">E-tjänster</a></civic-service-list>
  <civic-feedback src="/api/forms/synpunkt"><a href="/tyck-till/">Tyck till</a></civic-feedback>
  <civic-feedback variant="page-rating" action="/api/ratings"><a href="/tyck-till/">Tyck till</a></civic-feedback>`;

/** Every widget of a page shows what it loaded. */
export const loaded = (view: View): Promise<number> =>
  until(view, 'every widget shows its data', () => {
    const all = [
      ...document.querySelectorAll<HTMLElement>(
        'civic-feed,civic-service-card,civic-service-list,civic-feedback,civic-poll',
      ),
    ];
    const isReady = (each: HTMLElement) =>
      each.shadowRoot?.querySelector('article,input,button') &&
      !each.shadowRoot.querySelector('[part~=pending]') &&
      each.shadowRoot.querySelector('slot')?.hidden;
    // What is far below waits until it is near.
    all.find((each) => !isReady(each))?.scrollIntoView();
    return all.length >= 6 && all.every(isReady) ? all.length : 0;
  });

async function looksRight(stage: Stage, head: string, html = 'lang="sv"', body = one): Promise<void> {
  for (const width of [1000, 460]) {
    const view = await stage.open({ head: head + scriptTag(), html, body }, { width });
    await loaded(view);
    await sound(view);
    await quiet(view);
    await view.close();
  }
}

const sheet = (path: string) => `<link rel="stylesheet" href="/libraries/${path}">`;

const styles: Record<string, string> = {
  'everything !important':
    '<style>* { all: unset; display: block !important; color: red !important; background: #ff0 !important; border: 5px dotted !important; padding: 1em !important; margin: 1em !important; letter-spacing: .5em !important; text-transform: uppercase !important; text-align: center !important; line-height: 1 !important; float: right !important; position: relative !important; opacity: .9 !important; transition: all 3s !important; min-width: 0 !important; max-width: 100% !important } head, head * { display: none !important }</style>',
  'html { font-size: 62.5% }': '<style>html { font-size: 62.5% } body { font-size: 1.6rem }</style>',
  'a reset':
    '<style>*, *::before, *::after { margin: 0; padding: 0; border: 0; font: inherit; vertical-align: baseline; list-style: none; outline: none; box-sizing: border-box; background: none; appearance: none }</style>',
  Bootstrap: sheet('bootstrap/dist/css/bootstrap.css'),
  'govuk-frontend': sheet('govuk-frontend/dist/govuk/govuk-frontend.min.css'),
  USWDS: sheet('@uswds/uswds/dist/css/uswds.css'),
  'a light-only theme':
    '<style>:root { color-scheme: only light } body { background: #fff; color: #222 }</style>',
  'a dark-only theme':
    '<meta name="color-scheme" content="dark"><style>:root { color-scheme: dark } body { background: #111; color: #eee }</style>',
};

const minifiers: Record<string, (code: string) => Promise<string>> = {
  terser: async (code) => (await terser(code, { toplevel: true, compress: { passes: 2 } })).code!,
  esbuild: async (code) => (await transform(code, { minify: true })).code,
  oxc: async (code) => (await transformWithOxc(code, 'civic-widgets.js', { sourcemap: false })).code,
};

/** As Google Translate leaves a page: every text inside two `<font>` elements, in another language. */
function translate(alsoInside: boolean): void {
  const inside = alsoInside
    ? [...document.querySelectorAll('civic-poll')].map((poll) => poll.shadowRoot!.querySelector('.civic')!)
    : [];
  for (const root of [document.body, ...inside]) {
    const texts: Text[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts) {
      if (!text.data.trim() || text.parentElement?.closest('script,style')) continue;
      const font = 'font' as string;
      const [outer, inner] = [document.createElement(font), document.createElement(font)];
      inner.textContent = `⟦${text.data}⟧`;
      outer.append(inner);
      text.replaceWith(outer);
    }
  }
  document.documentElement.className = 'translated-ltr';
  document.documentElement.lang = 'de';
}

export const pages: Case[] = [
  ...Object.entries(styles).map(([name, head]) =>
    page(`styled by ${name}`, (stage) => looksRight(stage, head)),
  ),

  page('right-to-left', (stage) =>
    looksRight(stage, '<script defer src="/widgets/locales/ar.js"></script>', 'lang="ar" dir="rtl"'),
  ),

  page('with <base href> of another folder', async (stage) => {
    const view = await stage.open({
      head: `<base href="/no/such/place/" target="_top">${scriptTag()}`,
      body: one,
    });
    await loaded(view);
    await sound(view);
    await quiet(view);
  }),

  page('with jQuery, noConflict and its own $', async (stage) => {
    const view = await stage.open({
      head: `<script src="/libraries/jquery/dist/jquery.js"></script><script>window.$ = function () { throw new Error('not ours') }</script>${scriptTag()}`,
      body: '<main></main>',
    });
    await view.run((html) => {
      (globalThis as unknown as { jQuery(selector: string): { html(text: string): void } })
        .jQuery('main')
        .html(html);
    }, one);
    await loaded(view);
    await quiet(view);
  }),

  page('with Prototype-era globals', async (stage) => {
    const view = await stage.open({
      head: `<script>((__name) => (${String(oldLibrary)})())((f) => f)</script>${scriptTag()}`,
      body: one,
    });
    await loaded(view);
    await sound(view);
    await quiet(view);
  }),

  page('with names that clobber the document', async (stage) => {
    const names = [
      'civicWidgets',
      'civicWidgetsMessages',
      'head',
      'body',
      'documentElement',
      'baseURI',
      'readyState',
      'designMode',
      'lang',
      'parent',
      'trustedTypes',
    ];
    const view = await stage.open({
      head: scriptTag(),
      body:
        names
          .map(
            (name) =>
              `<form name="${name}"><input name="attributes"><input name="parentElement"></form><img id="${name}" name="${name}" alt="">`,
          )
          .join('') +
        `<form name="head"><meta name="civic-allow" content="${stage.site.elsewhere}"></form><p id="foreign">${link(`src=${encodeURIComponent(`${stage.site.elsewhere}/api/polls/badplats`)}`)}</p>` +
        one,
    });
    await loaded(view);
    await quiet(view, /is not allowed on this page/);
    assert.equal(await view.run(() => document.querySelectorAll('#foreign > a').length), 1);
  }),

  page('one large form of ASP.NET', async (stage) => {
    const view = await stage.open({
      body: `<form method="post" action="./default.aspx" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="x">${one}<button>Sök</button></form>`,
    });
    await loaded(view);
    await sound(view);
    const sent = await view.run(() => [...new FormData(document.querySelector('form')!).keys()]);
    assert.deepEqual(sent, ['__VIEWSTATE']);
    await quiet(view);
  }),

  page('with the script twice, in two versions, without defer and late', async (stage) => {
    const code = readFileSync('dist/civic-widgets.js', 'utf8').replaceAll(version, '0.9.0');
    stage.site.file('/older.js', code, 'text/javascript');
    const view = await stage.open({
      head: `<script src="/older.js"></script>${scriptTag('')}${scriptTag('async')}`,
      body: `${one}<script>${code.replaceAll('0.9.0', '3.0.0')}</script>`,
    });
    await loaded(view);
    await until(view, 'three copies have said that they do nothing', () => globalThis.seen.lines.length >= 3);
    const { lines, errors } = await seen(view);
    assert.deepEqual(errors, []);
    assert.equal(lines.filter((line) => line.includes('version 0.9.0 is already on the page')).length, 3);
  }),

  ...Object.entries(minifiers).map(([name, minify]) =>
    page(`with the script concatenated and minified by ${name}`, async (stage) => {
      const code = readFileSync('dist/civic-widgets.js', 'utf8');
      const path = `/bundle-${name}.js`;
      const whole = `var siteBefore = function () { return 'before' }\n${code}(function () { window.siteAfter = siteBefore() })()\n`;
      stage.site.file(path, await minify(whole), 'text/javascript');
      const view = await stage.open({ head: `<script defer src="${path}"></script>`, body: one });
      await loaded(view);
      assert.equal(await view.run(() => (globalThis as { siteAfter?: string }).siteAfter), 'before');
      await quiet(view);
    }),
  ),

  page('with the script put in late', async (stage) => {
    const view = await stage.open({ head: '', body: one });
    await view.run(async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      document.head.append(
        Object.assign(document.createElement('script'), { src: '/widgets/civic-widgets.js' }),
      );
    });
    await loaded(view);
    await quiet(view);
  }),

  page('of Turbo, which swaps the body', async (stage) => {
    const second = stage.site.page({
      head: `<script src="/libraries/@hotwired/turbo/dist/turbo.es2017-umd.js"></script>${scriptTag()}`,
      body: `<h1 id="second">Andra</h1>${one}`,
    });
    const view = await stage.open({
      head: `<script src="/libraries/@hotwired/turbo/dist/turbo.es2017-umd.js"></script>${scriptTag()}`,
      body: `<h1 id="first">Första</h1><a id="go" href="${second}">Vidare</a>${one}`,
    });
    await loaded(view);
    await view.run(() => {
      (globalThis as { stays?: boolean }).stays = true;
      document.getElementById('go')!.click();
    });
    await until(view, 'the second page is there', () => document.getElementById('second'));
    await loaded(view);
    await view.run(() => history.back());
    await until(view, 'the first page is there again', () => document.getElementById('first'));
    await loaded(view);
    assert.equal(await view.run(() => (globalThis as { stays?: boolean }).stays), true);
    const { errors, violations } = await seen(view);
    assert.deepEqual([...errors, ...violations], []);
    assert.equal(await view.run(() => document.querySelectorAll('civic-poll civic-poll').length), 0);
  }),

  page('in a frame of the same site', async (stage) => {
    const inner = stage.site.page({ body: one });
    const view = await stage.open({
      head: '',
      body: `<iframe id="f" width="700" height="600" src="${inner}"></iframe>`,
    });
    await until(view, 'the poll is in the frame', () =>
      document
        .querySelector('iframe')!
        .contentDocument?.querySelector('civic-poll')
        ?.shadowRoot?.querySelector('input'),
    );
    const { errors, violations } = await view.run(
      () => (document.querySelector('iframe')!.contentWindow as unknown as typeof globalThis).seen,
    );
    assert.deepEqual([...errors, ...violations], []);
  }),

  page('with a service worker that answers for everything', async (stage) => {
    stage.site.file(
      '/worker/sw.js',
      `self.addEventListener('install', () => skipWaiting()); self.addEventListener('activate', (e) => e.waitUntil(clients.claim()));
       self.addEventListener('fetch', (e) => e.respondWith(fetch(e.request)));`,
      'text/javascript',
      { 'service-worker-allowed': '/t/' },
    );
    const path = stage.site.page({ body: one });
    const view = await stage.open(path);
    await view.run(async () => {
      await navigator.serviceWorker.register('/worker/sw.js', { scope: location.pathname });
      await navigator.serviceWorker.ready;
    });
    await view.go(stage.site.origin + path);
    await loaded(view);
    assert.equal(await view.run(() => !!navigator.serviceWorker.controller), true);
    await view.run(async () => {
      for (const each of await navigator.serviceWorker.getRegistrations()) await each.unregister();
    });
    await quiet(view);
  }),

  page('translated by Google Translate before and after', async (stage) => {
    const view = await stage.open({ head: '', body: one });
    await view.run(translate, false);
    await view.run(() => {
      document.head.append(
        Object.assign(document.createElement('script'), { src: '/widgets/civic-widgets.js' }),
      );
    });
    await loaded(view);
    await view.run(translate, true);
    // What was translated inside must still take a choice and a vote without an error.
    await view.run(() =>
      document.querySelector('civic-poll')!.shadowRoot!.querySelector<HTMLElement>('input')!.click(),
    );
    await settled(view);
    const { errors } = await seen(view);
    assert.deepEqual(errors, []);
    assert.equal(await view.run(() => document.querySelectorAll('civic-poll').length), 1);
  }),

  page('left and come back to (back/forward cache)', async (stage) => {
    const other = stage.site.page({ head: '', body: '<h1>Annan</h1>' });
    const path = stage.site.page({
      head: `<script>addEventListener('pageshow', (event) => { window.restored = event.persisted })</script>${scriptTag()}`,
      body: one,
    });
    const view = await stage.open(path);
    await loaded(view);
    await view.run(() =>
      document.querySelector('civic-poll')!.shadowRoot!.querySelector<HTMLInputElement>('input')!.click(),
    );
    await view.go(stage.site.origin + other);
    await view.back();
    await until(view, 'the page is back', () =>
      document.querySelector('civic-poll')?.shadowRoot?.querySelector('input'),
    );
    await loaded(view);
    const { errors } = await seen(view);
    assert.deepEqual(errors, []);
    if (view.engine === 'Chromium') {
      const found = await view.run(() => [
        (globalThis as { restored?: boolean }).restored,
        document.querySelector('civic-poll')!.shadowRoot!.querySelector<HTMLInputElement>('input')!.checked,
      ]);
      assert.deepEqual(found, [true, true]);
    }
  }),

  page('with twenty widgets in a hostile theme: keyboard, no shift', async (stage) => {
    const view = await stage.open({
      head: `${styles['everything !important']!.replace('all: unset; ', '').replace('transition: all 3s !important; ', '').replace('float: right !important; ', '')}${styleTag}${scriptTag()}`,
      body: Array.from(
        { length: 3 },
        () => `<div class="civic-feed" data-src="/api/feeds/nyheter"></div>
        <div class="civic-feed" data-src="/api/feeds/socialt" data-limit="2" data-layout="compact"></div>${one.replace('<h1>Storå</h1>', '')}`,
      ).join(''),
    });
    await until(
      view,
      'they are all widgets',
      () =>
        document.querySelectorAll(
          'civic-poll,civic-feed,civic-feedback,civic-service-card,civic-service-list',
        ).length >= 20,
    );
    await until(view, 'what is in sight is there', () =>
      document.querySelector('civic-feed')!.shadowRoot!.querySelector('article'),
    );
    await settled(view);
    const { shiftsKnown, shifts } = await seen(view);
    if (shiftsKnown) assert.deepEqual(shifts, []);
    await loaded(view);
    await sound(view);
    await view.run(() => {
      scrollTo(0, 0);
      document.querySelector('civic-poll')!.shadowRoot!.querySelector<HTMLElement>('input')!.focus();
    });
    const passed = new Set<string>();
    for (let i = 0; i < 40; i++) {
      await view.press('Tab');
      passed.add(
        await view.run(() => {
          const host = document.activeElement!;
          const inner = host.shadowRoot?.activeElement;
          if (!inner) return host.localName;
          const style = getComputedStyle(inner);
          const box = inner.getBoundingClientRect();
          const isSeen = style.outlineStyle !== 'none' && box.width > 0;
          return `${host.localName} ${isSeen ? 'seen' : `unseen ${inner.localName}`}`;
        }),
      );
    }
    assert.deepEqual(
      [...passed].filter((each) => each.includes('unseen')),
      [],
    );
    assert.ok(passed.size >= 4, [...passed].join());
    await quiet(view);
  }),
];
