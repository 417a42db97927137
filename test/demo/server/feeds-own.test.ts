import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import type { FeedSeed } from '../../../demo/server/seed/town.js';
import { PublishedFeeds } from '../../../demo/server/feeds/published.js';
import { FeedRelay } from '../../../demo/server/feeds/relay.js';
import { readFeed } from '../../../src/formats.js';
import { town } from '../../fixtures/town.js';
import { closeDatabase, relayServer, source, type RelayServer } from './feeds-helpers.js';
import { start } from './helpers.js';

const rss: FeedSeed = {
  id: 'nyheter',
  title: 'Nyheter',
  contentType: 'application/rss+xml; charset=utf-8',
  body: ({ origin }) =>
    `<rss version="2.0"><channel><title>Nyheter</title><link>${origin}/nyheter/</link>${[
      'bron',
      'badet',
      'torget',
    ]
      .map(
        (slug) =>
          `<item><title>Om ${slug}</title><link>${origin}/nyheter/#${slug}</link><description>Text om ${slug}.</description></item>`,
      )
      .join('')}</channel></rss>`,
};
const social: FeedSeed = {
  id: 'socialt',
  title: 'Socialt',
  contentType: 'application/json',
  body: () =>
    JSON.stringify(
      ['1', '2'].map((id) => ({
        id,
        uri: `https://social.example/users/stora/statuses/${id}`,
        url: `https://social.example/@stora/${id}`,
        content: `<p>Inlägg ${id}</p>`,
        created_at: '2026-11-20T08:00:00Z',
        visibility: 'public',
        spoiler_text: '',
        account: { id: '1', acct: 'stora', display_name: 'Storå', url: 'https://social.example/@stora' },
      })),
    ),
};

let server: RelayServer;
let feeds: PublishedFeeds;

/** At whichever name the server is asked. */
async function titles(id = 'nyheter', origin = 'https://stora.example'): Promise<string[]> {
  const response = await server.app.request(`${origin}/api/feeds/${id}`);
  assert.equal(response.status, 200);
  const { posts } = readFeed(await response.text(), `${origin}/api/feeds/${id}`);
  return posts.map((post) => post.title ?? post.url ?? post.id);
}

describe('a feed of the town’s own', () => {
  beforeEach(async () => {
    server = await relayServer([source('https://other.example/posts')], {
      town: { ...town, feeds: [rss, social] },
      // As a request says it.
      ...({ origin: undefined } as object),
    });
    const relay = new FeedRelay({
      sources: [source('https://other.example/posts')],
      upstream: undefined,
      timeout: 1000,
      version: '1.4.2',
      database: () => Promise.resolve(server.db),
      now: () => start,
      log: () => undefined,
    });
    feeds = new PublishedFeeds({ db: server.db, relay, own: [rss, social], now: () => start });
  });
  after(closeDatabase);

  test('is served as it is written while nothing of it is hidden', async () => {
    const response = await server.app.request('http://localhost/api/feeds/nyheter');
    assert.equal(response.headers.get('Content-Type'), 'application/rss+xml; charset=utf-8');
    assert.equal(await response.text(), rss.body({ origin: 'http://localhost', now: start }));
  });

  test('loses one post at once, whichever name of the server its address was copied from, and gets it back', async () => {
    const before = (await server.app.request('http://localhost/api/feeds/nyheter')).headers.get('ETag')!;
    for (const name of ['http://localhost:8080/nyheter/#badet', 'https://stora.example/nyheter/#badet']) {
      assert.equal(await feeds.hide('nyheter', name), true);
      assert.deepEqual(await titles(), ['Om bron', 'Om torget'], 'the others of that page stay');
      assert.deepEqual(await titles('nyheter', 'http://127.0.0.1'), ['Om bron', 'Om torget']);
      const again = await server.app.request('http://localhost/api/feeds/nyheter', {
        headers: { 'If-None-Match': before },
      });
      assert.equal(again.status, 200, 'who has it gets another');
      assert.equal(await feeds.show('nyheter', name), true);
      assert.deepEqual(await titles(), ['Om bron', 'Om badet', 'Om torget']);
      assert.equal(await feeds.show('nyheter', name), false);
    }
  });

  test('loses a post by its id, in every format', async () => {
    assert.equal(await feeds.hide('socialt', 'https://social.example/users/stora/statuses/1'), true);
    assert.deepEqual(await titles('socialt'), ['https://social.example/@stora/2']);
    assert.equal(await feeds.hide('socialt', 'https://social.example/@stora/2/'), true);
    assert.deepEqual(await titles('socialt'), []);
  });

  test('hides a post before it is written', async () => {
    assert.equal(await feeds.hide('nyheter', '/nyheter/#isen'), false);
    assert.equal((await titles()).length, 3);
    assert.deepEqual((await feeds.read('nyheter'))?.hidden, ['/nyheter/#isen']);
  });

  test('goes as a whole, and comes back', async () => {
    assert.equal(await feeds.hide('nyheter'), true);
    assert.deepEqual(await titles(), []);
    assert.equal((await titles('socialt')).length, 2);
    assert.equal(await feeds.show('nyheter'), true);
    assert.equal((await titles()).length, 3);
  });

  test('goes on while the database does not, without what was hidden when it last answered', async () => {
    await feeds.hide('nyheter', '/nyheter/#bron');
    assert.deepEqual(await titles(), ['Om badet', 'Om torget']);
    const { query } = server.db;
    server.db.query = () => Promise.reject(new Error('connection refused'));
    try {
      assert.deepEqual(await titles(), ['Om badet', 'Om torget']);
      assert.equal((await titles('socialt')).length, 2);
    } finally {
      server.db.query = query;
    }
  });

  test('is told to the office with its posts, beside those of other servers', async () => {
    await feeds.hide('nyheter', '/nyheter/#bron');
    await feeds.hide('socialt');
    assert.deepEqual(feeds.ids, ['facebook', 'nyheter', 'socialt']);
    const { posts, ...own } = (await feeds.read('nyheter'))!;
    assert.deepEqual(own, {
      id: 'nyheter',
      title: 'Nyheter',
      isOwn: true,
      isHidden: false,
      fetched: undefined,
      failures: 0,
      failure: undefined,
      hidden: ['/nyheter/#bron'],
    });
    assert.deepEqual(
      posts.map(({ name, isHidden }) => [name, isHidden]),
      [
        ['Om bron', true],
        ['Om badet', false],
        ['Om torget', false],
      ],
    );
    const other = (await feeds.read('socialt'))!;
    assert.deepEqual([other.isHidden, other.posts[0]?.name], [true, 'Inlägg 1']);
    assert.deepEqual((await feeds.read('facebook'))?.isOwn, false);
    assert.equal(await feeds.read('inte-här'), undefined);
  });
});
