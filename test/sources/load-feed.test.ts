import { expect } from '@open-wc/testing';
import { SourceError } from '../../src/internal/errors.js';
import { loadFeed } from '../../src/sources/load-feed.js';
import { BLUESKY, JSON_FEED, MASTODON, OUTBOX, RSS } from '../fixtures/feeds/documents.js';
import { type Answers, answers, json } from '../helpers/answers.js';

const load = (url: string, { fetch }: Answers, allowed: (url: string) => boolean = () => true) =>
  loadFeed(url, { fetch, allowed });

async function failure(promise: Promise<unknown>): Promise<SourceError> {
  try {
    await promise;
  } catch (error) {
    expect(error).to.be.instanceOf(SourceError);
    return error as SourceError;
  }
  throw new Error('It did not fail.');
}

const latin1 = (text: string, type: string) =>
  new Response(
    Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
    { headers: { 'content-type': type } },
  );

describe('loadFeed', () => {
  it('reads a document in its encoding', async () => {
    const rss = '<rss><channel><item><title>S\u00e5</title></item></channel></rss>';
    const feed = await load(
      'https://a.example/rss',
      answers({ '/rss': latin1(rss, 'text/xml; charset=iso-8859-1') }),
    );
    expect(feed.posts[0]!.title).to.equal('Så');
  });

  it('goes from a profile to its posts', async () => {
    const network = answers({
      '/api/v1/accounts/lookup': json({ id: '7' }),
      '/api/v1/accounts/7/statuses': json(MASTODON, {
        headers: { link: '<https://social.example/api/v1/accounts/7/statuses?max_id=2>; rel="next"' },
      }),
    });
    const feed = await load('https://social.example/@stora', network);
    expect([feed.format, feed.posts.length, feed.next]).to.deep.equal([
      'mastodon',
      2,
      'https://social.example/api/v1/accounts/7/statuses?max_id=2',
    ]);
    expect(network.asked).to.deep.equal([
      'https://social.example/api/v1/accounts/lookup?acct=stora',
      'https://social.example/api/v1/accounts/7/statuses?limit=40',
    ]);
  });

  it('asks Bluesky’s API only where that is allowed', async () => {
    const network = answers({ '/xrpc/app.bsky.feed.getAuthorFeed': json(BLUESKY) });
    const page = 'https://bsky.app/profile/stora.example';
    const error = await failure(load(page, network, (url) => url.startsWith('https://bsky.app/')));
    expect([error.code, network.asked]).to.deep.equal(['not-allowed', []]);
    const feed = await load(page, network, (url) => url.startsWith('https://public.api.bsky.app/'));
    expect(feed.posts).to.have.length(1);
  });

  it('resolves a handle for a feed of Bluesky', async () => {
    const network = answers({
      '/xrpc/com.atproto.identity.resolveHandle': json({ did: 'did:plc:x' }),
      '/xrpc/app.bsky.feed.getFeed': json(BLUESKY),
    });
    expect((await load('https://bsky.app/profile/stora.example/feed/nytt', network)).posts).to.have.length(1);
    expect(network.asked[1]).to.include(encodeURIComponent('at://did:plc:x/app.bsky.feed.generator/nytt'));
  });

  it('reads the document itself where somebody else has such addresses', async () => {
    for (const lookup of [new Response('', { status: 404 }), new Response('<html></html>'), json({})]) {
      const network = answers({ '/api/v1/accounts/lookup': lookup, '/@arkiv': json(JSON_FEED) });
      expect((await load('https://stora.example/@arkiv', network)).format).to.equal('json-feed');
    }
  });

  it('says why a network is closed, and asks no further', async () => {
    const network = answers({
      '/api/v1/accounts/lookup': json(
        { error: 'This method requires an authenticated user' },
        { status: 401 },
      ),
    });
    const error = await failure(load('https://social.example/@stora', network));
    expect([error.code, error.status, network.asked.length]).to.deep.equal(['http', 401, 1]);
    const gone = answers({ '/api/v1/accounts/lookup': json({ error: 'Record not found' }, { status: 404 }) });
    expect((await failure(load('https://social.example/@nobody', gone))).status).to.equal(404);
  });

  it('goes from an actor over the outbox to its first page, and not for ever', async () => {
    const context = { '@context': 'https://www.w3.org/ns/activitystreams' };
    const network = answers({
      '/actor': json({
        ...context,
        type: 'Organization',
        id: 'https://x.example/actor',
        name: 'Storå',
        outbox: '/outbox',
      }),
      '/outbox': json({ ...context, type: 'OrderedCollection', first: '/outbox/1' }),
      '/outbox/1': json(OUTBOX),
    });
    const feed = await load('https://x.example/actor', network);
    expect([feed.title, feed.posts.length]).to.deep.equal(['Storå', 2]);
    const loop = answers({ '/loop': json({ ...context, type: 'OrderedCollection', first: '/loop' }) });
    expect((await load('https://x.example/loop', loop)).posts).to.deep.equal([]);
    expect(loop.asked.length).to.be.lessThan(6);
  });

  it('leaves out what is nothing to look at, and says so', async () => {
    const items = [
      { id: 1, date_published: '2026-11-02' },
      { id: 2, title: 'a' },
    ];
    const feed = await load(
      'https://a.example/f',
      answers({ '/f': json({ version: 'https://jsonfeed.org/version/1.1', items }) }),
    );
    expect(feed.posts.map(({ id }) => id)).to.deep.equal(['2']);
    expect(feed.problems.map(({ path }) => path)).to.deep.equal(['posts[0]']);
  });

  it('keeps the whole items of what breaks off on its way', async () => {
    const items = Array.from({ length: 9 }, (_, id) => ({ id, content_text: 'x'.repeat(100) }));
    const bytes = new TextEncoder().encode(
      JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items }),
    );
    let part = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (part++) controller.error(new TypeError('gone'));
        else controller.enqueue(bytes.subarray(0, bytes.length - 200));
      },
    });
    const feed = await load('https://a.example/f', answers({ '/f': () => new Response(body) }));
    expect(feed.posts).to.have.length(7);
    expect(feed.problems).to.have.length(1);
  });

  it('says what is there instead of a feed', async () => {
    const page = answers({ '/p': new Response('<!doctype html><html><body><rss></rss></body></html>') });
    expect((await failure(load('https://a.example/p', page))).message).to.include('a web page');
    expect(
      (await load('https://a.example/rss', answers({ '/rss': new Response(RSS) }))).posts,
    ).to.have.length(2);
  });
});
