import { expect, waitUntil } from '@open-wc/testing';
import '../../../src/config/define.js';
import { configure } from '../../../src/config/page-config.js';
import sv from '../../../src/locale/sv.js';
import { registerMessages } from '../../../src/locale/registry.js';
import '../../../src/widgets/feed/define.js';
import type { CivicFeed } from '../../../src/widgets/feed/feed.js';
import { isAccessible } from '../../helpers/accessible.js';
import { type Answers, answers, json, later } from '../../helpers/answers.js';
import { press } from '../../helpers/browser.js';
import { body, clean, consoleOf } from '../../helpers/page.js';
import { news, picture, rss, status } from '../../fixtures/feeds.js';

registerMessages('sv', sv);

let server: Answers;
let events: Event[];

function serve(byPath: Parameters<typeof answers>[0]): void {
  server = answers(byPath);
  configure({ fetch: server.fetch });
}

async function feedOf(attributes: string, slot = '<a href="/nyheter">Nyheter</a>'): Promise<CivicFeed> {
  const feed = body(`<civic-feed ${attributes}>${slot}</civic-feed>`).querySelector('civic-feed')!;
  await feed.updateComplete;
  return feed;
}

const root = (feed: CivicFeed) => feed.shadowRoot!;
const posts = (feed: CivicFeed) => [...root(feed).querySelectorAll('article')];
const text = (feed: CivicFeed) => root(feed).querySelector('.civic')!.textContent.replace(/\s+/g, ' ');
const button = (feed: CivicFeed, name: RegExp) =>
  [...root(feed).querySelectorAll('button')].find((each) => name.test(each.textContent));
const loaded = (feed: CivicFeed, count: number) =>
  waitUntil(() => posts(feed).length === count, `not ${count} posts`);
const fallbackShown = (feed: CivicFeed) => !root(feed).querySelector('slot')!.hidden;
const fired = (type: string) => events.filter((event) => event.type === type);

describe('<civic-feed>', () => {
  const note = (event: Event) => void events.push(event);
  const NAMES = ['civic-feed-loaded', 'civic-feed-post-opened', 'civic-error'];
  beforeEach(() => {
    events = [];
    for (const name of NAMES) document.addEventListener(name, note);
  });
  afterEach(() => {
    for (const name of NAMES) document.removeEventListener(name, note);
    clean();
  });

  describe('states', () => {
    it('is pending: keeps room for its posts, shows the fallback, says so', async () => {
      const answer = later<Response>();
      serve({ '/a': () => answer.promise });
      const feed = await feedOf('src="/a" limit="4"');
      expect(fallbackShown(feed)).to.equal(true);
      expect(root(feed).querySelectorAll('.skeleton')).to.have.length(4);
      expect(root(feed).querySelector('[role=status]')!.textContent).to.equal('Loading…');
      await isAccessible(feed);
      answer.resolve(rss(news(1)));
      await loaded(feed, 1);
    });

    it('shows posts as articles with permalink and time, and says so once', async () => {
      serve({ '/a': rss(news(3)) });
      const feed = await feedOf('src="/a" heading="Nytt" heading-level="3"');
      await loaded(feed, 3);
      expect(fallbackShown(feed)).to.equal(false);
      const [first] = posts(feed);
      expect(first!.querySelector('h4 a')!.textContent).to.equal('Nyhet 1');
      expect(first!.querySelector<HTMLAnchorElement>('h4 a')!.href).to.equal(`${location.origin}/nyheter/1`);
      expect(first!.querySelector('time')!.dateTime).to.equal('2026-10-30T12:00:00.000Z');
      expect(root(feed).querySelector('h3')!.textContent).to.equal('Nytt');
      expect(first!.closest('[role=list]')).to.not.equal(null);
      await waitUntil(() => fired('civic-feed-loaded').length);
      expect(events.map((event) => event.type)).to.deep.equal(['civic-feed-loaded']);
      expect((events[0] as HTMLElementEventMap['civic-feed-loaded']).posts).to.equal(3);
      await isAccessible(feed);
    });

    it('is empty: a sentence, the fallback and one error', async () => {
      serve({ '/a': rss([]) });
      const feed = await feedOf('src="/a"');
      await waitUntil(() => root(feed).querySelector('[part~=empty]'));
      await waitUntil(() => fired('civic-error').length);
      expect(fallbackShown(feed)).to.equal(true);
      expect(
        fired('civic-error').map((event) => (event as HTMLElementEventMap['civic-error']).code),
      ).to.deep.equal(['empty']);
      await isAccessible(feed);
    });

    it('fails with a sentence, the fallback and a way out', async () => {
      let broken = true;
      serve({ '/a': () => (broken ? new Response('', { status: 500 }) : rss(news(1))) });
      const lines = await consoleOf(async () => {
        const feed = await feedOf('src="/a"');
        await waitUntil(() => button(feed, /Try again/));
        expect(fallbackShown(feed)).to.equal(true);
        await isAccessible(feed);
        await waitUntil(() => fired('civic-error').length);
        const error = events[0] as HTMLElementEventMap['civic-error'];
        expect([error.code, error.status, error.url]).to.deep.equal(['http', 500, `${location.origin}/a`]);
        broken = false;
        button(feed, /Try again/)!.click();
        await loaded(feed, 1);
        expect(fallbackShown(feed)).to.equal(false);
      });
      expect(lines.filter((line) => line.includes('http'))).to.have.length(1);
    });

    it('keeps the console quiet where the page cancels the error', async () => {
      serve({ '/b': new Response('', { status: 404 }) });
      const cancel = (event: Event) => event.preventDefault();
      document.addEventListener('civic-error', cancel);
      const lines = await consoleOf(async () => {
        await feedOf('src="/b"');
        await waitUntil(() => fired('civic-error').length);
      });
      document.removeEventListener('civic-error', cancel);
      expect(lines).to.deep.equal([]);
    });

    it('shows the slot only, for an origin that is not allowed, and asks nothing of it', async () => {
      serve({});
      await consoleOf(async () => {
        const feed = await feedOf('src="https://stranger.example/feed"');
        await waitUntil(() => fired('civic-error').length);
        expect([text(feed).trim(), fallbackShown(feed), server.asked.length]).to.deep.equal(['', true, 0]);
      });
    });

    it('says what was there instead of a feed', async () => {
      serve({ '/page': new Response('<!doctype html><html><title>Logga in</title></html>') });
      const lines = await consoleOf(async () => {
        await feedOf('src="/page"');
        await waitUntil(() => fired('civic-error').length);
      });
      expect(lines[0]).to.contain('found a web page');
    });

    it('reports what is slow, and shows it when it comes', async () => {
      const answer = later<Response>();
      const { setTimeout } = window;
      // The clock runs faster for that one timer.
      window.setTimeout = ((run: () => void, wait?: number) =>
        setTimeout(run, wait === 15_000 ? 20 : wait)) as typeof window.setTimeout;
      try {
        serve({ '/slow': () => answer.promise });
        await consoleOf(async () => {
          const feed = await feedOf('src="/slow"');
          await waitUntil(() => button(feed, /Try again/));
          expect(text(feed)).to.contain('longer than usual');
          answer.resolve(rss(news(2)));
          await loaded(feed, 2);
          expect(
            fired('civic-error').map((event) => (event as HTMLElementEventMap['civic-error']).code),
          ).to.deep.equal(['timeout']);
          await waitUntil(() => fired('civic-feed-loaded').length === 1);
        });
      } finally {
        window.setTimeout = setTimeout;
      }
    });
  });

  describe('several sources', () => {
    it('merges them by date, pinned first, each post once', async () => {
      serve({
        '/rss': rss([
          { title: 'Äldst', link: '/1', date: 'Thu, 01 Oct 2026 10:00:00 GMT' },
          { title: 'Samma', link: '/@stora/9', date: 'Sat, 10 Oct 2026 10:00:00 GMT' },
        ]),
        '/social': json([status(20), status(9), status(3, { pinned: true })]),
      });
      const feed = await feedOf('src="/rss  /social"');
      await loaded(feed, 4);
      const shown = posts(feed).map((post) =>
        post.querySelector('.heading, [part=content]')!.textContent.trim(),
      );
      expect(shown).to.deep.equal(['Inlägg 3', 'Inlägg 20', 'Samma', 'Äldst']);
    });

    it('shows the others when one fails, says which, and gets it on retry', async () => {
      let down = true;
      serve({
        '/up': rss(news(2)),
        '/down': () => (down ? new Response('', { status: 503 }) : rss(news(1, 5), 'Fritid')),
      });
      await consoleOf(async () => {
        const feed = await feedOf('src="/up /down"');
        await loaded(feed, 2);
        expect(text(feed)).to.contain(`could not be fetched: ${location.host}`);
        await waitUntil(() => fired('civic-error').length);
        expect(
          fired('civic-error').map((event) => (event as HTMLElementEventMap['civic-error']).code),
        ).to.deep.equal(['busy']);
        await isAccessible(feed);
        down = false;
        button(feed, /Try again/)!.click();
        await loaded(feed, 3);
        expect(root(feed).querySelector('[part~=failed]')).to.equal(null);
      });
    });

    it('does not wait for the slow one', async () => {
      const answer = later<Response>();
      serve({ '/quick': rss(news(1)), '/late': () => answer.promise });
      const feed = await feedOf('src="/quick /late"');
      await waitUntil(() => posts(feed).length === 1, 'the quick one was held up', { timeout: 4000 });
      answer.resolve(rss(news(1, 3)));
      await loaded(feed, 2);
      await waitUntil(() => fired('civic-feed-loaded').length === 1);
    });

    it('lets visitors choose', async () => {
      serve({ '/a': rss(news(2), 'Kommunen'), '/b': rss(news(1, 7), 'Biblioteket') });
      const feed = await feedOf('src="/a /b" filter');
      await loaded(feed, 3);
      const select = root(feed).querySelector('select')!;
      expect(select.closest('label')!.textContent).to.contain('Show posts from');
      select.value = 'Biblioteket';
      select.dispatchEvent(new Event('change'));
      await loaded(feed, 1);
      await isAccessible(feed);
    });

    it('asks each address once, however many widgets want it', async () => {
      serve({ '/shared': rss(news(2)) });
      const page = body(
        '<civic-feed src="/shared"></civic-feed><civic-feed src="/shared" layout="grid"></civic-feed>',
      );
      const feeds = [...page.querySelectorAll('civic-feed')];
      await Promise.all(feeds.map((feed) => loaded(feed, 2)));
      expect(server.asked).to.have.length(1);
    });
  });

  describe('show more', () => {
    it('adds posts and moves focus to the first new one, by keyboard', async () => {
      serve({ '/many': rss(news(10)) });
      const feed = await feedOf('src="/many" limit="4"');
      await loaded(feed, 4);
      button(feed, /Show more/)!.focus();
      await press('Enter');
      await loaded(feed, 8);
      await waitUntil(() => root(feed).activeElement === posts(feed)[4]);
      button(feed, /Show more/)!.click();
      await loaded(feed, 10);
      expect(button(feed, /Show more/)).to.equal(undefined);
    });

    it('fetches the next page where there is one', async () => {
      const page = (ids: number[], next?: string) =>
        json({
          version: 'https://jsonfeed.org/version/1.1',
          items: ids.map((id) => ({ id, url: `/p/${id}`, content_text: `Post ${id}` })),
          next_url: next,
        });
      serve({ '/1': page([1, 2], '/2'), '/2': page([2, 3]) });
      const feed = await feedOf('src="/1"');
      await loaded(feed, 2);
      button(feed, /Show more/)!.click();
      await loaded(feed, 3);
      await waitUntil(() => root(feed).activeElement === posts(feed)[2]);
      expect(button(feed, /Show more/)).to.equal(undefined);
    });

    it('renders a thousand posts in chunks', async () => {
      serve({
        '/thousand': json(
          Array.from({ length: 1000 }, (_, i) => status(i, { url: `/s/${i}`, uri: `s${i}` })),
        ),
      });
      const feed = await feedOf('src="/thousand" limit="1000"');
      let chunks = 0;
      const observer = new MutationObserver(() => chunks++);
      observer.observe(root(feed), { childList: true, subtree: true });
      await waitUntil(() => posts(feed).length === 1000, 'not all', { timeout: 8000 });
      observer.disconnect();
      expect(chunks).to.be.greaterThan(2);
    });
  });

  describe('media', () => {
    const OWN = '/demo/site/media/bron.svg';
    const foreign = 'https://pictures.example/a.png';
    const requests = () =>
      performance
        .getEntriesByType('resource')
        .filter(({ name }) => name.startsWith('https://pictures.example')).length;

    it('shows own pictures with their description, and says where there is none', async () => {
      serve({
        '/m': json([
          status(1, {
            media_attachments: [picture(OWN, 'En bro'), picture(OWN.replace('bron', 'badplats'), null)],
          }),
        ]),
      });
      const feed = await feedOf('src="/m"');
      await loaded(feed, 1);
      const found = [...root(feed).querySelectorAll('img')].map((image) => image.alt);
      expect(found).to.deep.equal(['En bro', 'Picture without description']);
    });

    it('asks before it fetches others’', async () => {
      serve({
        '/m2': json([
          status(1, {
            media_attachments: [picture(foreign, 'Bild')],
            account: { acct: 'a', display_name: 'A', avatar: 'https://pictures.example/face.png' },
          }),
        ]),
      });
      const feed = await feedOf('src="/m2"');
      await loaded(feed, 1);
      expect([root(feed).querySelectorAll('img').length, requests()]).to.deep.equal([0, 0]);
      const reveal = button(feed, /Show picture from pictures\.example/)!;
      await isAccessible(feed);
      reveal.click();
      await waitUntil(() => root(feed).querySelector('img, .file'));
    });

    it('fetches those of allowed origins', async () => {
      serve({ '/m3': json([status(1, { media_attachments: [picture(foreign, 'Bild')] })]) });
      configure({ allowRead: 'https://pictures.example' });
      const feed = await feedOf('src="/m3"');
      await loaded(feed, 1);
      expect(root(feed).querySelector('img, .file')).to.not.equal(null);
    });

    it('fetches none under click and none, all under always', async () => {
      serve({ '/m4': json([status(1, { media_attachments: [picture(OWN, 'Bild')] })]) });
      const click = await feedOf('src="/m4" media="click"');
      await loaded(click, 1);
      expect([root(click).querySelectorAll('img').length, !!button(click, /Show picture/)]).to.deep.equal([
        0,
        true,
      ]);
      const none = await feedOf('src="/m4" media="none"');
      await loaded(none, 1);
      expect([root(none).querySelectorAll('img').length, !!button(none, /Show picture/)]).to.deep.equal([
        0,
        false,
      ]);
      const always = await feedOf('src="/m4" media="always"');
      await loaded(always, 1);
      expect(root(always).querySelector('img, .file')).to.not.equal(null);
    });

    it('makes a link of what can’t be shown', async () => {
      serve({ '/m5': json([status(1, { media_attachments: [picture('/gone-for-good.png', 'En bro')] })]) });
      const feed = await feedOf('src="/m5"');
      await waitUntil(
        () => root(feed).querySelector<HTMLAnchorElement>('a.file')?.textContent === 'Open picture: En bro',
      );
    });

    it('links to a film that only its own page can play', async () => {
      const media = [
        { type: 'video', url: '/watch?v=1', mime: 'text/html', alt: 'Invigningen', preview: OWN },
        { type: 'video', url: '/film.m3u8', alt: 'Åfesten' },
        {
          type: 'video',
          url: '/film.mp4',
          alt: 'Bron',
          captions: [{ url: '/sv.vtt', lang: 'sv', label: 'Svenska' }],
        },
      ];
      const feed = {
        version: 'https://jsonfeed.org/version/1.1',
        items: [{ id: '1', content_text: 'x', _civic: { media } }],
      };
      serve({ '/films': json(feed) });
      const shown = await feedOf('src="/films"');
      await loaded(shown, 1);
      const links = [...root(shown).querySelectorAll<HTMLAnchorElement>('a.file')];
      expect(links.map((each) => `${each.textContent} ${each.pathname}`)).to.deep.equal([
        'Watch video: Invigningen /watch',
        'Watch video: Åfesten /film.m3u8',
      ]);
      const video = root(shown).querySelector('video')!;
      expect([video.controls, video.preload, video.autoplay, video.textTracks.length]).to.deep.equal([
        true,
        'none',
        false,
        1,
      ]);
    });

    it('takes no request from the text of a post', async () => {
      const html =
        '<p>Text<img src="https://pictures.example/pixel.gif" width="1" height="1"><img src="https://pictures.example/b.png" alt="B"></p><script>window.hit=1</script><video src="https://pictures.example/v.mp4" autoplay></video>';
      serve({ '/m6': rss([{ title: 'x', link: '/x', html }]) });
      const before = requests();
      const feed = await feedOf('src="/m6"');
      await loaded(feed, 1);
      expect(requests()).to.equal(before);
      expect(button(feed, /Show picture from/)).to.not.equal(undefined);
      expect((window as { hit?: number }).hit).to.equal(undefined);
    });
  });

  describe('posts', () => {
    it('shows boosts, warnings, cards, polls, quotes, actions and counts', async () => {
      const boosted = status(5, { account: { acct: 'lanet', display_name: 'Länet' } });
      serve({
        '/full': json([
          status(1, { spoiler_text: 'Olycka', sensitive: true, content: '<p>Detaljer</p>' }),
          { ...status(2), content: '', reblog: boosted },
          status(3, { card: { url: '/kort', title: 'Kort', description: 'Om kort', image: null } }),
          status(4, {
            poll: {
              options: [
                { title: 'Ja', votes_count: 3 },
                { title: 'Nej', votes_count: 1 },
              ],
              voters_count: 4,
            },
            replies_count: 2,
            favourites_count: 1,
          }),
          status(6, { quote: { state: 'revoked', quoted_status: null } }),
        ]),
        '/civic': json({
          version: 'https://jsonfeed.org/version/1.1',
          items: [{ id: 'a', content_text: 'x', _civic: { action: { label: 'Ansök', url: '/ansok' } } }],
        }),
      });
      const feed = await feedOf('src="/full /civic"');
      await loaded(feed, 6);
      const [warned, boost, card, poll, quote, action] = [
        'Detaljer',
        'Shared by',
        'Om kort',
        'Nej',
        'not available',
        'Ansök',
      ].map((part) => posts(feed).find((post) => post.textContent.includes(part))!);
      expect(warned!.querySelector('details')!.open).to.equal(false);
      expect(warned!.querySelector('summary')!.textContent).to.equal('Olycka');
      expect(boost!.textContent)
        .to.contain('Shared by Storå kommun')
        .and.to.contain('Inlägg 5')
        .and.to.contain('Länet');
      expect(card!.querySelector<HTMLAnchorElement>('.card')!.href).to.equal(`${location.origin}/kort`);
      expect(poll!.textContent)
        .to.match(/75%, 3 votes/)
        .and.to.contain('2 replies · 1 like');
      expect(quote).to.not.equal(undefined);
      expect(action!.querySelector<HTMLAnchorElement>('a.button')!.pathname).to.equal('/ansok');
      await isAccessible(feed);
    });

    it('gives percentages of people, and none where their number is not told', async () => {
      const options = [
        { title: 'Ja', votes_count: 6 },
        { title: 'Nej', votes_count: 8 },
      ];
      const poll = (multiple: boolean, voters_count: number | null) => ({
        poll: { options, multiple, voters_count, votes_count: 14 },
      });
      serve({
        '/polls': json([
          status(1, poll(true, 10)),
          status(2, poll(true, null)),
          status(3, poll(false, null)),
          status(4, poll(false, 2)),
        ]),
      });
      const feed = await feedOf('src="/polls"');
      await loaded(feed, 4);
      expect(
        posts(feed).map((post) =>
          [...post.querySelectorAll('[part=poll] .muted')].map((each) => each.textContent),
        ),
      ).to.deep.equal([
        ['60%, 6 votes', '80%, 8 votes'],
        ['6 votes', '8 votes'],
        ['43%, 6 votes', '57%, 8 votes'],
        ['100%, 6 votes', '100%, 8 votes'],
      ]);
    });

    it('leaves out what is hidden, blocked, or not of the tag', async () => {
      const list = [
        status(1, { tags: [{ name: 'Bad' }] }),
        { ...status(2), reblog: status(7) },
        status(3, { in_reply_to_id: '1' }),
        status(4, { sensitive: true }),
        status(5, { content: 'Köp NU' }),
        status(6, { visibility: 'private' }),
      ];
      serve({ '/h': json(list) });
      await loaded(await feedOf('src="/h"'), 5);
      await loaded(await feedOf('src="/h" hide="boosts replies sensitive" block-words="köp, annat"'), 1);
      await loaded(await feedOf('src="/h" tag="#bad"'), 1);
    });

    it('says its name and language per post', async () => {
      serve({ '/l': json([status(1, { language: 'ar', content: '<p>مرحبا</p>' })]) });
      const feed = await feedOf('src="/l" lang="sv"');
      await loaded(feed, 1);
      const content = root(feed).querySelector<HTMLElement>('[part=content]')!;
      expect([content.lang, content.dir]).to.deep.equal(['ar', 'rtl']);
      expect(posts(feed)[0]!.getAttribute('aria-label')).to.contain('Storå kommun');
    });

    it('shows markup in names and titles as text', async () => {
      serve({
        '/x': json([
          status(1, { account: { acct: 'x', display_name: '<img src=x onerror=alert(1)>\u202eevil' } }),
        ]),
        '/y': rss([{ title: '<![CDATA[<b>A</b> &amp;amp; B]]>', link: 'javascript:alert(1)', html: 'x' }]),
      });
      const feed = await feedOf('src="/x /y"');
      await loaded(feed, 2);
      expect(root(feed).querySelector('[part=author]')!.textContent).to.equal(
        '<img src=x onerror=alert(1)>evil',
      );
      const title = root(feed).querySelector('.heading')!;
      expect(title.textContent).to.equal('A &amp; B');
      expect(title.querySelector('a')).to.equal(null);
    });

    it('tells of a post that was opened, once, and of nothing else', async () => {
      serve({ '/o': rss(news(2)) });
      const feed = await feedOf('src="/o"');
      await loaded(feed, 2);
      const stay = (event: Event) => event.preventDefault();
      document.addEventListener('click', stay);
      posts(feed)[1]!.querySelector<HTMLElement>('.heading a')!.click();
      document.removeEventListener('click', stay);
      const opened = fired('civic-feed-post-opened') as HTMLElementEventMap['civic-feed-post-opened'][];
      expect(opened.map((event) => event.url)).to.deep.equal([`${location.origin}/nyheter/2`]);
    });
  });

  describe('life in a page', () => {
    it('goes on loading when it is moved', async () => {
      const answer = later<Response>();
      serve({ '/mv': () => answer.promise });
      const feed = await feedOf('src="/mv"');
      await waitUntil(() => server.asked.length === 1);
      const box = document.createElement('section');
      feed.parentElement!.append(box);
      box.append(feed);
      answer.resolve(rss(news(1)));
      await loaded(feed, 1);
      expect(server.asked).to.have.length(1);
    });

    it('lets go when it is removed, and starts over when it is back', async () => {
      let signal: AbortSignal | null | undefined;
      configure({
        fetch: ((_: string, init?: RequestInit) => {
          signal = init?.signal;
          return new Promise((_resolve, reject) =>
            signal!.addEventListener('abort', () => reject(signal!.reason as Error)),
          );
        }) as typeof fetch,
      });
      const feed = await feedOf('src="/rm"');
      await waitUntil(() => signal);
      const page = feed.parentElement!;
      feed.remove();
      await waitUntil(() => signal!.aborted);
      expect(fired('civic-error')).to.deep.equal([]);
      serve({ '/rm': rss(news(1)) });
      page.append(feed);
      await loaded(feed, 1);
    });

    it('shows the last address’s posts when it changes midway', async () => {
      const slow = later<Response>();
      serve({ '/first': () => slow.promise, '/second': rss(news(2)) });
      const feed = await feedOf('src="/first"');
      await waitUntil(() => server.asked.length === 1);
      feed.src = '/second';
      await loaded(feed, 2);
      slow.resolve(rss(news(5)));
      await slow.promise;
      await feed.updateComplete;
      expect(posts(feed)).to.have.length(2);
    });

    it('speaks the page’s language and direction', async () => {
      serve({ '/sv': rss(news(9)) });
      const feed = await feedOf('src="/sv" lang="sv" limit="1"');
      await loaded(feed, 1);
      expect(button(feed, new RegExp(sv.showMore))).to.not.equal(undefined);
      expect(root(feed).querySelector<HTMLElement>('.civic')!.lang).to.equal('sv');
    });

    it('stores nothing, unless told to', async () => {
      serve({ '/keep': rss(news(1)) });
      await loaded(await feedOf('src="/keep"'), 1);
      expect([localStorage.length, sessionStorage.length, document.cookie]).to.deep.equal([0, 0, '']);
    });

    it('shows the last good copy, with its age, where it may keep one', async () => {
      serve({ '/kept': rss(news(2)) });
      configure({ storage: 'local' });
      await loaded(await feedOf('src="/kept"'), 2);
      serve({});
      await consoleOf(async () => {
        const feed = await feedOf('src="/kept"');
        await loaded(feed, 2);
        expect(text(feed)).to.contain('Could not be updated. Posts from Storå kommun as of');
        await waitUntil(() => fired('civic-error').length);
      });
      localStorage.clear();
    });

    it('links to where to follow, and to the rules', async () => {
      serve({ '/f': rss(news(1)) });
      const feed = await feedOf('src="/f" policy-href="/regler" profile-href="javascript:alert(1)"');
      await loaded(feed, 1);
      const links = [...root(feed).querySelectorAll<HTMLAnchorElement>('[part=links] a')];
      expect(links.map((link) => [link.textContent, link.pathname])).to.deep.equal([
        ['Follow: Storå kommun', '/nyheter'],
        ['Rules for our channels', '/regler'],
      ]);
    });
  });
});
