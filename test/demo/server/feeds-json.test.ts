import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { check } from '../../../src/contracts/check.js';
import { JsonFeed, JsonFeedItem, type Feed } from '../../../src/contracts/feed.js';
import { atOnce } from '../../../src/internal/steps.js';
import { jsonFeed } from '../../../src/sources/json-feed.js';
import { readFeed } from '../../../src/sources/read-feed.js';
import { cleanPost } from '../../../demo/server/feeds/clean-post.js';
import { toJsonFeed } from '../../../demo/server/feeds/to-json-feed.js';
import { town } from '../../../demo/server/seed/index.js';

const address = 'https://stora.example/api/feeds/a';

/** Written, sent and read. */
const again = (feed: Feed): Feed => atOnce(jsonFeed(JSON.parse(JSON.stringify(toJsonFeed(feed))), address));

/** As it can be compared: without members that say nothing. */
function plain({ posts, problems: _, format: __, ...feed }: Feed): unknown {
  const told = posts.map(({ base: _, ...post }) => ({
    ...post,
    media: post.media ?? [],
    html: post.html || undefined,
  }));
  return JSON.parse(
    JSON.stringify({ ...feed, posts: told }, (_, value: unknown) => value ?? undefined),
  ) as unknown;
}

/** Every member that the contract has. */
const everything: Feed = {
  format: 'json-feed',
  title: 'Storå kommun',
  url: 'https://social.example/@stora',
  language: 'sv',
  next: 'https://social.example/next',
  problems: [],
  posts: [
    {
      id: 'https://social.example/@stora/1',
      url: 'https://social.example/@stora/1',
      title: 'Nya tider',
      html: '<p>Biblioteket har <b>nya</b> tider.</p>',
      summary: '<p>Nya tider<br>för alla</p>',
      base: 'https://social.example/@stora/1',
      published: '2026-11-02T07:00:00.000Z',
      updated: '2026-11-03T07:00:00.000Z',
      language: 'sv-FI',
      authors: [
        { name: 'Storå', url: 'https://social.example/@stora', avatar: 'https://social.example/crest.png' },
        { name: 'Anna' },
      ],
      tags: ['bibliotek', 'öppettider'],
      network: 'mastodon',
      pinned: true,
      media: [
        {
          type: 'image',
          url: 'https://social.example/1.jpg',
          mime: 'image/jpeg',
          preview: 'https://social.example/1-s.jpg',
          alt: 'Entrén',
          width: 1200,
          height: 800,
          title: 'T',
          bytes: 1000,
        },
        {
          type: 'video',
          url: 'https://social.example/film',
          captions: [{ url: 'https://social.example/film.vtt', lang: 'sv', label: 'Svenska' }],
        },
        { type: 'audio', url: 'https://social.example/ljud' },
        { type: 'animation', url: 'https://social.example/gif' },
        { type: 'file', url: 'https://social.example/x.pdf' },
      ],
      warning: 'Blod',
      sensitive: true,
      counts: { replies: 2, boosts: 5, likes: 17, views: 0 },
      action: { label: 'Se', url: 'https://stora.example/bibliotek' },
      boostedBy: {
        name: 'Länet',
        url: 'https://social.example/@lanet',
        avatar: 'https://social.example/l.png',
      },
      replyTo: 'https://social.example/@anna/7',
      quote: {
        url: 'https://social.example/@lanet/3',
        author: 'Länet',
        text: '…',
        state: 'shown',
        quote: { url: 'https://social.example/@x/1', state: 'revoked' },
      },
      card: {
        url: 'https://stora.example/b',
        title: 'Biblioteket',
        summary: 'S',
        image: { url: 'https://social.example/b.jpg', alt: 'x' },
      },
      poll: {
        options: [{ label: 'Ja', votes: 12 }, { label: 'Nej' }],
        voters: 12,
        multiple: true,
        closes: '2026-11-09T07:00:00.000Z',
      },
      emojis: [{ shortcode: 'wave', url: 'https://social.example/wave.png' }],
    },
    {
      id: '2',
      authors: [],
      tags: [],
      url: 'https://social.example/@stora/2',
      network: 'bluesky',
      unavailable: true,
      language: 'sv',
      media: [],
    },
    {
      id: '3',
      authors: [{ name: 'Storå' }],
      tags: [],
      language: 'sv',
      media: [{ type: 'image', url: 'https://social.example/3.jpg' }],
    },
  ],
};

describe('JSON Feed with _civic', () => {
  test('says everything that a feed can hold', () => {
    assert.deepEqual(plain(again(everything)), plain(everything));
    assert.deepEqual(again(everything).problems, []);
  });

  test('is what the contract says', () => {
    const written = JSON.parse(JSON.stringify(toJsonFeed(everything))) as { items: unknown[] };
    assert.equal(check(JsonFeed, written).problems, undefined);
    for (const item of written.items) {
      assert.equal(check(JsonFeedItem, item).problems, undefined);
      assert.ok('content_html' in (item as object), 'one of the contents is always there');
    }
  });

  test('of nothing is a feed', () => {
    const empty = { format: 'rss', posts: [], problems: [] };
    assert.deepEqual(toJsonFeed(empty), {
      version: 'https://jsonfeed.org/version/1.1',
      title: '',
      items: [],
    });
    assert.deepEqual(again(empty).posts, []);
  });

  for (const seed of town.feeds) {
    test(`says what the town’s ${seed.id} does, in its own format`, () => {
      const body = seed.body({ origin: 'https://stora.example', now: new Date('2026-11-22T10:00:00Z') });
      const feed = readFeed(body, address);
      const posts = feed.posts.map((post) => cleanPost(post, (url) => url));
      for (const post of posts) if (feed.language) post.language ??= feed.language;
      const expected = { ...feed, posts: posts.map(({ summary: _, ...post }) => post) };
      const found = again({ ...feed, posts });
      const told = { ...found, posts: found.posts.map(({ summary: _, ...post }) => post) };
      assert.deepEqual(plain(told), plain(expected));
    });
  }

  test('has a summary as text', () => {
    const { posts } = again(everything);
    assert.equal(posts[0]!.summary, '<p>Nya tider<br>för alla</p>');
  });
});
