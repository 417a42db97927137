/** What happens after the first answer, or instead of it: new posts, failures that pass, pages that nobody looks at. */
import { expect, waitUntil } from '@open-wc/testing';
import '../../../src/config/define.js';
import { configure } from '../../../src/config/page-config.js';
import '../../../src/widgets/feed/define.js';
import type { CivicFeed } from '../../../src/widgets/feed/feed.js';
import { isAccessible } from '../../helpers/accessible.js';
import { type Answers, answers } from '../../helpers/answers.js';
import { body, clean, consoleOf } from '../../helpers/page.js';
import { news, rss } from '../../fixtures/feeds.js';

/** The page's timers of a second and more: they wait until the test lets them ring. */
class Clock {
  readonly intervals: { ring: () => void; wait: number }[] = [];
  readonly timeouts: { ring: () => void; wait: number }[] = [];
  readonly #own = { setInterval: window.setInterval, setTimeout: window.setTimeout };

  constructor() {
    window.setInterval = ((ring: () => void, wait = 0) =>
      this.intervals.push({ ring, wait })) as typeof setInterval;
    window.setTimeout = ((ring: () => void, wait = 0) =>
      wait < 1500 || wait === 15_000
        ? this.#own.setTimeout.call(window, ring, wait)
        : this.timeouts.push({ ring, wait })) as typeof setTimeout;
  }

  /** The waits for another try. */
  get retries(): number[] {
    return this.timeouts.map(({ wait }) => wait);
  }

  restore(): void {
    Object.assign(window, this.#own);
  }
}

let server: Answers;
let clock: Clock;
let codes: string[];

const root = (feed: CivicFeed) => feed.shadowRoot!;
const posts = (feed: CivicFeed) => [...root(feed).querySelectorAll('article')];
const button = (feed: CivicFeed, name: RegExp) =>
  [...root(feed).querySelectorAll('button')].find((each) => name.test(each.textContent));
const loaded = (feed: CivicFeed, count: number) =>
  waitUntil(() => posts(feed).length === count, `not ${count} posts`);
const asked = (count: number) => waitUntil(() => server.asked.length === count, `not asked ${count} times`);

function feedOf(attributes: string, before = ''): CivicFeed {
  return body(`${before}<civic-feed ${attributes}></civic-feed>`).querySelector('civic-feed')!;
}

function serve(byPath: Parameters<typeof answers>[0]): void {
  server = answers(byPath);
  configure({ fetch: server.fetch });
}

/** The tab is in the background, until it is brought back. */
function hide(isHidden: boolean): void {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
  document.dispatchEvent(new Event('visibilitychange'));
}

const down = (headers?: Record<string, string>): Response =>
  new Response('', { status: 503, ...(headers && { headers }) });

describe('<civic-feed>, later', () => {
  const note = (event: HTMLElementEventMap['civic-error']) => {
    codes.push(event.code);
    event.preventDefault();
  };
  beforeEach(() => {
    codes = [];
    window.scrollTo(0, 0);
    clock = new Clock();
    document.addEventListener('civic-error', note as EventListener);
  });
  afterEach(() => {
    document.removeEventListener('civic-error', note as EventListener);
    clock.restore();
    Reflect.deleteProperty(document, 'hidden');
    clean();
  });

  describe('refresh', () => {
    let documents: Response;
    const look = () => clock.intervals.at(-1)!.ring();

    async function shown(path: string, count = 2): Promise<CivicFeed> {
      documents = rss(news(count, 1));
      serve({ [path]: () => documents.clone() });
      const feed = feedOf(`src="${path}" refresh="60"`);
      await loaded(feed, count);
      expect(clock.intervals.at(-1)!.wait).to.equal(60_000);
      return feed;
    }

    it('keeps new posts behind a button, says so politely, and moves nothing', async () => {
      const feed = await shown('/new');
      const first = posts(feed)[0]!;
      first.focus();
      documents = rss(news(3));
      const { top } = first.getBoundingClientRect();
      const status = root(feed).querySelector('[role=status]')!;
      expect(status.textContent.trim()).to.equal('');
      look();
      await waitUntil(() => button(feed, /Show 1 new post/), 'no button');
      expect(status.isConnected, 'a live region must be there before what it says').to.equal(true);
      expect(status.contains(button(feed, /Show 1 new post/)!)).to.equal(true);
      expect(posts(feed)).to.have.length(2);
      expect(root(feed).activeElement).to.equal(first);
      expect(posts(feed)[0]).to.equal(first);
      expect(first.getBoundingClientRect().top - top, 'only the button itself is new').to.be.lessThan(90);
      await isAccessible(feed);

      button(feed, /Show 1 new post/)!.click();
      await loaded(feed, 3);
      expect(button(feed, /new post/)).to.equal(undefined);
      expect(posts(feed)[0]!.textContent).to.contain('Nyhet 1');
      await waitUntil(() => root(feed).activeElement === posts(feed)[0], 'focus is not on the new post');
    });

    it('takes away at once what was taken back', async () => {
      const feed = await shown('/less', 3);
      documents = rss(news(1, 2));
      look();
      await loaded(feed, 1);
      expect(posts(feed)[0]!.textContent).to.contain('Nyhet 3');
      expect(button(feed, /new post/)).to.equal(undefined);
    });

    it('asks nothing while nobody looks', async () => {
      await shown('/hidden');
      hide(true);
      look();
      hide(false);
      look();
      await asked(2);
    });

    it('keeps what is shown when it fails, and says nothing', async () => {
      const feed = await shown('/failing');
      documents = down();
      look();
      await asked(2);
      documents = rss(news(3));
      await waitUntil(() => {
        look();
        return button(feed, /Show 1 new post/);
      });
      expect(posts(feed)).to.have.length(2);
      expect(codes).to.deep.equal([]);
    });

    it('never looks more often than every 30 seconds, nor when it is not told to', async () => {
      serve({ '/often': rss(news(1)) });
      const feed = feedOf('src="/often" refresh="1"');
      await loaded(feed, 1);
      expect(clock.intervals.every(({ wait }) => wait >= 30_000)).to.equal(true);
      const count = clock.intervals.length;
      feed.refresh = 0;
      await feed.updateComplete;
      expect(clock.intervals).to.have.length(count);
    });
  });

  describe('a failure that passes', () => {
    it('is tried again by itself, later each time, and told once', async () => {
      let answer = down();
      serve({ '/busy': () => answer.clone() });
      const feed = feedOf('src="/busy"');
      await waitUntil(() => clock.retries.length === 1);
      expect(clock.retries[0]).to.be.within(5000, 7500);
      expect(button(feed, /Try again/), 'and by hand').to.not.equal(undefined);
      clock.timeouts[0]!.ring();
      await waitUntil(() => clock.retries.length === 2);
      expect(clock.retries[1]).to.be.within(10_000, 15_000);
      answer = rss(news(2));
      clock.timeouts[1]!.ring();
      await loaded(feed, 2);
      expect(server.asked).to.have.length(3);
      expect(codes).to.deep.equal(['busy']);
    });

    it('is tried again when the server says so', async () => {
      serve({ '/after': () => down({ 'retry-after': '90' }) });
      feedOf('src="/after"');
      await waitUntil(() => clock.retries.length === 1);
      expect(clock.retries[0]).to.be.within(90_000, 135_000);
    });

    it('is not tried for ever', async () => {
      serve({ '/never': () => down() });
      feedOf('src="/never"');
      for (let tries = 1; tries <= 4; tries++) {
        await waitUntil(() => clock.retries.length === tries, `not tried ${tries} times`);
        clock.timeouts[tries - 1]!.ring();
      }
      await asked(5);
      await waitUntil(() => codes.length === 1);
      expect(clock.retries).to.have.length(4);
    });

    it('waits until somebody looks', async () => {
      let answer = down();
      serve({ '/unseen': () => answer.clone() });
      const feed = feedOf('src="/unseen"');
      await waitUntil(() => clock.retries.length === 1);
      hide(true);
      clock.timeouts[0]!.ring();
      expect(server.asked).to.have.length(1);
      answer = rss(news(1));
      hide(false);
      await loaded(feed, 1);
    });

    it('is over when the network is back', async () => {
      serve({});
      const feed = feedOf('src="/offline"');
      await waitUntil(() => clock.retries.length === 1);
      serve({ '/offline': rss(news(1)) });
      window.dispatchEvent(new Event('online'));
      await loaded(feed, 1);
    });

    it('is another one than a mistake, which is not tried again', async () => {
      serve({ '/gone': () => new Response('', { status: 404 }), '/page': () => new Response('<html>') });
      for (const path of ['/gone', '/page']) {
        const feed = feedOf(`src="${path}"`);
        await waitUntil(() => button(feed, /Try again/));
      }
      expect(clock.retries).to.deep.equal([]);
    });
  });

  describe('a document that is too large, or breaks off', () => {
    const whole = 3;
    const beginning = async () => {
      const text = await rss(news(whole)).text();
      return text.slice(0, text.indexOf('</channel>'));
    };
    const shows = async (feed: CivicFeed) => {
      await loaded(feed, whole);
      await waitUntil(() => codes.length === 1);
      expect(codes).to.deep.equal(['format']);
    };

    it('shows what arrived before the cap, and takes no more', async () => {
      const start = await beginning();
      let sent = 0;
      let isCancelled = false;
      const part = new TextEncoder().encode(`<item><title>${'stor '.repeat(200_000)}</title></item>`);
      const stream = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(new TextEncoder().encode(start)),
        pull(controller) {
          sent += part.length;
          controller.enqueue(part);
        },
        cancel: () => void (isCancelled = true),
      });
      serve({ '/endless': () => new Response(stream) });
      const feed = feedOf(`src="/endless" limit="${whole}"`);
      await shows(feed);
      expect(isCancelled).to.equal(true);
      expect(sent).to.be.lessThan(12_000_000);
    });

    it('shows what arrived before the connection broke', async () => {
      const start = await beginning();
      const stream = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(new TextEncoder().encode(`${start}<item><title>Ha`)),
        pull: (controller) => controller.error(new TypeError('network error')),
      });
      serve({ '/broken': () => new Response(stream) });
      await shows(feedOf('src="/broken"'));
    });
  });

  describe('far below', () => {
    const tall = '<svg width="1" height="9000"></svg>';

    it('asks for nothing until it is near to be seen', async () => {
      serve({ '/below': rss(news(2)), '/above': rss(news(1)) });
      const page = body(
        `<civic-feed src="/above"></civic-feed>${tall}<civic-feed src="/below"></civic-feed>`,
      );
      const [above, below] = [...page.querySelectorAll('civic-feed')];
      await loaded(above!, 1);
      expect(server.asked.map((url) => new URL(url).pathname)).to.deep.equal(['/above']);
      below!.scrollIntoView();
      await loaded(below!, 2);
    });

    it('does not wait where another widget has the same, or the page fetches it anyway', async () => {
      serve({ '/same': rss(news(2)), '/preloaded': rss(news(1)) });
      const page = body(
        `<civic-feed src="/same"></civic-feed>${tall}<civic-feed src="/same"></civic-feed>
        <link rel="preload" as="fetch" crossorigin href="/preloaded"><civic-feed src="/preloaded"></civic-feed>`,
      );
      const [, same, preloaded] = [...page.querySelectorAll('civic-feed')];
      await loaded(same!, 2);
      await loaded(preloaded!, 1);
      expect(server.asked).to.have.length(2);
    });

    it('lets go of waiting when it is removed', async () => {
      serve({ '/removed': rss(news(1)) });
      const feed = feedOf('src="/removed"', tall);
      await feed.updateComplete;
      feed.remove();
      const lines = await consoleOf(() => feed.updateComplete);
      document.body.prepend(feed);
      await loaded(feed, 1);
      feed.remove();
      expect([lines, codes]).to.deep.equal([[], []]);
    });
  });
});
