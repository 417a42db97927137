import { expect } from '@open-wc/testing';
import { atOnce } from '../../src/internal/steps.js';
import { wordpress } from '../../src/sources/wordpress.js';
import { readFeed } from '../../src/sources/read-feed.js';
import { ADDRESS, WORDPRESS } from '../fixtures/feeds/documents.js';

const [post] = WORDPRESS;

describe('WordPress', () => {
  it('reads posts with what is embedded in them', () => {
    const feed = atOnce(wordpress(WORDPRESS, ADDRESS));
    expect(feed.problems).to.deep.equal([]);
    expect(feed.posts[0]).to.deep.include({
      id: 'https://stora.example/?p=12',
      url: 'https://stora.example/2026/11/simhallen/',
      title: 'Simhallen – nya tider',
      html: '<p>Hela texten.</p>',
      summary: '<p>Kort text.</p>',
      published: '2026-11-02T08:00:00.000Z',
      updated: '2026-11-02T08:30:00.000Z',
      tags: ['Fritid & bad', 'simhall'],
      pinned: true,
      authors: [
        {
          name: 'Redaktionen',
          url: 'https://stora.example/author/red/',
          avatar: 'https://stora.example/96.png',
        },
      ],
    });
    expect(feed.posts[0]!.media![0]).to.include({
      type: 'image',
      url: 'https://stora.example/bad.jpg',
      preview: 'https://stora.example/bad-768.jpg',
      alt: 'En bassäng',
      width: 1600,
    });
  });

  it('finds the next page in the header', () => {
    const headers = new Headers({
      link: '<https://stora.example/p?page=1>; rel="prev", <https://stora.example/p?page=3>; rel="next"',
    });
    expect(readFeed(JSON.stringify(WORDPRESS), ADDRESS, headers).next).to.equal(
      'https://stora.example/p?page=3',
    );
  });

  it('leaves out drafts, and shows of what has a password the excerpt', () => {
    expect(atOnce(wordpress([{ ...post, status: 'private' }], ADDRESS)).posts).to.deep.equal([]);
    const closed = { ...post, content: { rendered: '', protected: true } };
    expect(atOnce(wordpress([closed], ADDRESS)).posts[0]).to.include({ html: '<p>Kort text.</p>' });
  });

  it('does without what is not embedded, or was refused', () => {
    const refused = { code: 'rest_forbidden', message: 'No', data: { status: 401 } };
    const bare = { ...post, _embedded: { author: [refused], 'wp:featuredmedia': [refused], 'wp:term': 'x' } };
    expect(
      atOnce(wordpress([bare, { ...post, _embedded: undefined }], ADDRESS)).posts.map(
        ({ authors, media, tags }) => [authors, media, tags],
      ),
    ).to.deep.equal([
      [[], [], []],
      [[], [], []],
    ]);
  });

  it('reads a single post, and tells of what is none', () => {
    expect(readFeed(JSON.stringify(post), ADDRESS).posts).to.have.length(1);
    expect(atOnce(wordpress([post, {}, null], ADDRESS)).problems.map(({ path }) => path)).to.deep.equal([
      '[1]',
      '[2]',
    ]);
  });

  it('takes the picture that Jetpack names where nothing is embedded', () => {
    const jetpack_featured_media_url = 'https://i0.wp.example/b.jpg';
    const [read] = atOnce(
      wordpress([{ ...post, _embedded: undefined, jetpack_featured_media_url }], ADDRESS),
    ).posts;
    expect(read!.media!.map(({ url }) => url)).to.deep.equal([jetpack_featured_media_url]);
  });
});
