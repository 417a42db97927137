import { expect } from '@open-wc/testing';
import { atOnce } from '../../src/internal/steps.js';
import { jsonFeed } from '../../src/sources/json-feed.js';
import { readFeed } from '../../src/sources/read-feed.js';
import { ADDRESS, JSON_FEED } from '../fixtures/feeds/documents.js';

const read = (items: unknown[], more: object = {}) =>
  atOnce(jsonFeed({ version: 'https://jsonfeed.org/version/1.1', items, ...more }, ADDRESS));

describe('JSON Feed', () => {
  it('reads a feed, and our own members in it', () => {
    const feed = atOnce(jsonFeed(JSON_FEED, ADDRESS));
    expect(feed).to.include({
      format: 'json-feed',
      title: 'Storå kommun',
      url: 'https://stora.example/',
      language: 'sv',
      next: 'https://stora.example/api/feed?sida=2',
    });
    expect(feed.problems).to.deep.equal([]);
    const [first, second] = feed.posts;
    expect(first).to.deep.include({
      id: '1',
      url: 'https://stora.example/inlagg/1',
      html: '<p>Nya öppettider.</p>',
      published: '2026-11-02T07:00:00.000Z',
      updated: '2026-11-02T08:00:00.000Z',
      language: 'sv',
      tags: ['bibliotek'],
      network: 'mastodon',
      pinned: true,
      action: { label: 'Boka', url: 'https://stora.example/boka' },
      emojis: [{ shortcode: 'bok', url: 'https://stora.example/bok.png' }],
    });
    expect(first!.media![0]).to.deep.include({
      url: 'https://stora.example/film.mp4',
      captions: [{ url: 'https://stora.example/film.vtt', lang: 'sv' }],
    });
    expect(first!.authors[0]).to.deep.equal({
      name: 'Storå kommun',
      url: 'https://stora.example/',
      avatar: 'https://stora.example/media/vapen.png',
    });
    expect(second!.html).to.equal(
      '<p>Rad ett<br>rad två</p><p><a href="https://stora.example/x">https://stora.example/x</a>.</p>',
    );
    expect(second!.media![0]).to.include({ type: 'file', bytes: 99, mime: 'application/pdf' });
  });

  it('prefers authors to the author of version 1', () => {
    const author = { name: 'Old' };
    const names = (item: object, feed: object = {}) =>
      read([{ id: 1, ...item }], feed).posts[0]!.authors.map(({ name }) => name);
    expect(names({ author, authors: [{ name: 'A' }, { name: 'B' }] })).to.deep.equal(['A', 'B']);
    expect(names({ author }, { authors: [{ name: 'Root' }] })).to.deep.equal(['Old']);
    expect(names({}, { author, authors: [] })).to.deep.equal(['Old']);
  });

  it('leaves out the members that are wrong, and keeps the rest', () => {
    const { posts, problems } = read(
      [
        {
          id: 1,
          title: 'a',
          content_html: ['x'],
          tags: 'y',
          attachments: [{ mime_type: 'z' }],
          _civic: { poll: 1 },
        },
        null,
        'x',
        {},
      ],
      { title: 7, authors: 'nobody' },
    );
    expect(posts).to.have.length(1);
    expect(posts[0]).to.deep.include({ title: 'a', tags: [], media: [] });
    expect(problems.map(({ path }) => path)).to.include.members([
      'title',
      'authors',
      'items[0].content_html',
      'items[0].tags',
      'items[0].attachments[0].url',
      'items[0]._civic.poll',
      'items[1]',
      'items[2]',
      'items[3]',
    ]);
  });

  it('does without an id and without a version', () => {
    expect(read([{ url: '/a' }]).posts[0]!.id).to.equal('/a');
    expect(readFeed('{"items":[{"content_text":"a"}]}', ADDRESS).posts[0]!.html).to.equal('<p>a</p>');
  });

  it('lets no unsafe address through, wherever it stands', () => {
    const bad = 'javascript:alert(1)';
    const { posts, url, next } = read(
      [
        {
          id: bad,
          url: bad,
          external_url: bad,
          image: bad,
          banner_image: bad,
          authors: [{ name: 'a', url: bad, avatar: bad }],
          attachments: [{ url: bad }],
          _civic: {
            media: [
              { type: 'video', url: '/ok.mp4', preview: bad, captions: [{ url: bad }] },
              { type: 'image', url: bad },
            ],
            action: { label: 'x', url: bad },
            boostedBy: { name: 'x', url: bad, avatar: bad },
            replyTo: bad,
            quote: { url: bad, text: 'q', quote: { url: bad } },
            card: { url: bad, title: 'x', image: { url: bad } },
            emojis: [{ shortcode: 'x', url: bad }],
          },
        },
      ],
      { home_page_url: bad, next_url: bad },
    );
    expect(JSON.stringify([{ ...posts[0], id: '' }, url, next])).to.not.include('javascript:');
    expect(posts[0]!.quote!.text).to.equal('q');
  });
});
