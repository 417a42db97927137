/** Rule 18: the page for frames, its two ends, and oEmbed. */
import assert from 'node:assert/strict';
import { eventually, until } from './engines/view.js';
import { scriptTag } from './site.js';
import { type Case, casesOf, POLL, quiet, settled } from './stage.js';

const frame = casesOf('frame');

const address = (origin: string, more: Record<string, string> = {}) =>
  `${origin}/embed/civic-poll?${new URLSearchParams({ src: POLL, lang: 'sv', ...more }).toString()}`.replaceAll(
    '&',
    '&amp;',
  );

const frameTag = (src: string, attributes = 'class="civic-embed"') =>
  `<iframe ${attributes} src="${src}" title="Fråga" width="600" height="123"></iframe>`;

const heightOf = (selector: string) => document.querySelector<HTMLElement>(selector)!.offsetHeight;

const fetchText = async (url: string) => {
  const response = await fetch(url);
  return { status: response.status, headers: response.headers, text: await response.text() };
};

export const frames: Case[] = [
  frame('18 the frame gets the height of its page, and keeps it up to date', async (stage) => {
    const view = await stage.open({
      head: `<style>iframe { height: 99px !important }</style>${scriptTag()}`,
      body:
        frameTag(address(stage.site.elsewhere)) +
        frameTag(address(stage.site.elsewhere), 'class="civic-embed" id="narrow"'),
    });
    await until(view, 'the frames are as high as what they hold', () =>
      [...document.querySelectorAll('iframe')].every((each) => each.offsetHeight > 250),
    );
    const wide = await view.run(heightOf, '#narrow');
    await view.run(() => document.querySelector('#narrow')!.setAttribute('width', '260'));
    await until(
      view,
      'a narrower one is higher',
      (before) => document.querySelector<HTMLElement>('#narrow')!.offsetHeight > before,
      wide,
    );
    await quiet(view);
  }),

  frame('18 a frame that was there before the script is asked', async (stage) => {
    const view = await stage.open({ head: '', body: frameTag(address(stage.site.origin)) });
    assert.equal((await view.run(heightOf, 'iframe')) < 140, true);
    await view.run(() =>
      document.head.append(
        Object.assign(document.createElement('script'), { src: '/widgets/civic-widgets.js' }),
      ),
    );
    await until(view, 'it has its height', () => document.querySelector('iframe')!.offsetHeight > 250);
  }),

  frame('18 only the frame itself can say how high it is', async (stage) => {
    const liar = stage.site.file(
      '/liar',
      `<script>setInterval(() => { for (const value of [9000, '9e9', -5, NaN, {}, null]) parent.postMessage({ message: 'height', value, civic: true }, '*');
        parent.postMessage(null, '*'); parent.postMessage('civic-height', '*') }, 100)</script>`,
      'text/html',
    );
    const view = await stage.open({
      body: `${frameTag(address(stage.site.origin), 'class="civic-embed" id="good"')}<iframe id="liar" src="${liar}"></iframe>`,
    });
    await until(
      view,
      'the good one has its height',
      () => document.querySelector<HTMLElement>('#good')!.offsetHeight > 250,
    );
    await view.run(() => postMessage({ message: 'height', value: 7777, civic: true }, '*'));
    await settled(view);
    const [good, other] = [await view.run(heightOf, '#good'), await view.run(heightOf, '#liar')];
    assert.ok(good < 2000 && other < 200, `${good} ${other}`);
    await quiet(view);
  }),

  frame('18 with allow-scripts alone, people vote by keyboard', async (stage) => {
    const path = '/api/polls/badplats';
    const view = await stage.open({
      body: `<button id="before">Före</button>${frameTag(`${stage.site.origin}/embed/civic-poll?src=${encodeURIComponent(path)}`, 'class="civic-embed" sandbox="allow-scripts"')}`,
    });
    const all = () => stage.site.requests.filter((each) => each === `POST ${path}/votes`).length;
    const before = all();
    const votes = () => all() - before;
    // Nobody can look into this frame. As high as a poll it is before it has one, so people try until they can.
    for (const end = Date.now() + 15_000; !votes() && Date.now() < end;) {
      await view.run(() => document.getElementById('before')!.focus());
      await view.press('Tab');
      await until(view, 'the focus is in the frame', () => document.activeElement?.localName === 'iframe');
      await view.press('Space');
      await view.press('Enter');
      // A key too many after a vote would be another vote.
      await eventually(votes, 1500);
    }
    assert.equal(votes(), 1);
  }),

  frame('18 a page that isolates itself can hold the frame', async (stage) => {
    const view = await stage.open({
      body: frameTag(address(stage.site.elsewhere)),
      headers: {
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-opener-policy': 'same-origin',
      },
    });
    await until(view, 'it has its height', () => document.querySelector('iframe')!.offsetHeight > 250);
  }),

  frame(
    '18 language, theme and title are passed; strangers’ addresses and words are not',
    async ({ site }) => {
      const good = await fetchText(
        `${site.origin}/embed/civic-poll?${new URLSearchParams({ src: POLL, lang: 'ar', theme: 'dark', title: 'A & <b>' }).toString()}`,
      );
      assert.equal(good.status, 200);
      assert.match(good.text, /<html lang="ar">/);
      assert.match(good.text, /<meta name="color-scheme" content="dark">/);
      assert.match(good.text, /<title>A &#38; &#60;b&#62;<\/title>/);
      assert.match(good.text, /locales\/ar\.js" integrity="sha384-/);
      assert.match(good.text, /<a href="[^"]*\/fraga\/badplats">/);
      assert.match(good.headers.get('content-security-policy')!, /frame-ancestors \*/);
      for (const query of [
        `src=${encodeURIComponent(site.elsewhere + POLL)}`,
        'src=//evil.example/poll',
        `src=${encodeURIComponent('https://user@127.0.0.1/x')}`,
        `src=${POLL}&action=https://evil.example`,
        `src=${POLL}+https://evil.example/feed`,
        `src=${POLL}&policy-href=javascript:alert(1)`,
      ]) {
        const { status, text } = await fetchText(`${site.origin}/embed/civic-feed?${query}`);
        assert.equal(status, 403, query);
        assert.doesNotMatch(text, /evil|class="civic/);
      }
      const words = await fetchText(
        `${site.origin}/embed/civic-service-card?src=/api/services/bygglov&name=Evil&href=https://evil.example&onclick=x&%22%3E%3Cscript%3E=1&__proto__=1`,
      );
      assert.equal(words.status, 200);
      assert.doesNotMatch(words.text, /evil|"><script>/i);
      assert.equal((await fetchText(`${site.origin}/embed/civic-service-card?name=Evil`)).status, 400);
      for (const name of ['civic-config', 'constructor', '__proto__', 'x']) {
        assert.equal((await fetchText(`${site.origin}/embed/${name}?src=${POLL}`)).status, 404, name);
      }
    },
  ),

  frame('18 oEmbed answers for pages that are about one thing, and they say so', async ({ site }) => {
    for (const [path, widget] of [
      ['/fraga/badplats', 'civic-poll'],
      ['/e-tjanster/bygglov/', 'civic-service-card'],
      ['/formular/alla-falt', 'civic-feedback'],
    ]) {
      const { text } = await fetchText(site.origin + path!);
      const found = [
        ...text.matchAll(
          /<link rel="alternate" type="(?:application\/json|text\/xml)\+oembed" href="([^"]+)"/g,
        ),
      ];
      assert.equal(found.length, 2, path);
      const [json, xml] = found.map(([, href]) => href!.replaceAll('&#38;', '&'));
      const answer = (await (await fetch(json!)).json()) as Record<string, string | number>;
      assert.equal(answer.type, 'rich');
      assert.match(
        String(answer.html),
        new RegExp(`^<iframe class="civic-embed" src="${site.origin}/embed/${widget}\\?`),
      );
      const small = (await (await fetch(`${json!}&maxwidth=300&maxheight=200`)).json()) as Record<
        string,
        number
      >;
      assert.deepEqual([small.width, small.height], [300, 200]);
      const document = await fetchText(xml!);
      assert.match(document.headers.get('content-type')!, /xml/);
      assert.match(document.text, /^<\?xml[^>]*\?>\n<oembed><version>1\.0<\/version><type>rich<\/type>/);
      const src = /src="([^"]+)"/.exec(String(answer.html))![1]!.replaceAll('&#38;', '&');
      assert.equal((await fetch(src)).status, 200);
    }
    const asked = async (query: string) => (await fetch(`${site.origin}/oembed?${query}`)).status;
    assert.equal(await asked(`url=${encodeURIComponent(`${site.elsewhere}/fraga/badplats`)}`), 404);
    assert.equal(await asked(`url=${encodeURIComponent(`${site.origin}/`)}`), 404);
    assert.equal(await asked('url=x'), 404);
    assert.equal(await asked(`format=yaml&url=${encodeURIComponent(`${site.origin}/fraga/badplats`)}`), 501);
    assert.doesNotMatch((await fetchText(`${site.origin}/`)).text, /\+oembed/);
  }),
];
