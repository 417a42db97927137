import { expect } from '@open-wc/testing';
import { atOnce } from '../../src/internal/steps.js';
import { facebook } from '../../src/sources/facebook.js';
import { instagram } from '../../src/sources/instagram.js';
import { readFeed } from '../../src/sources/read-feed.js';
import { ADDRESS, FACEBOOK, INSTAGRAM } from '../fixtures/feeds/documents.js';

const [post] = FACEBOOK.data;
const one = (more: object) =>
  atOnce(facebook({ data: [{ ...post, attachments: undefined, ...more }] }, ADDRESS)).posts[0]!;
const attached = (...data: object[]) => one({ attachments: { data } });

describe('Facebook', () => {
  it('reads the posts of a page', () => {
    const feed = readFeed(JSON.stringify(FACEBOOK), ADDRESS);
    expect(feed).to.include({ format: 'facebook' });
    expect(feed.posts[0]).to.deep.include({
      id: '1_2',
      url: 'https://www.facebook.com/stora/posts/2',
      html: '<p>Nu öppnar isbanan! #fritid<br><a href="https://stora.example/is">https://stora.example/is</a></p>',
      published: '2026-11-02T08:00:00.000Z',
      tags: ['fritid'],
      counts: { replies: undefined, boosts: 4, likes: 9 },
    });
    expect(feed.posts[0]!.media!.map(({ url, alt }) => [url, alt])).to.deep.equal([
      ['https://scontent.example/1.jpg', 'Isbanan'],
      ['https://scontent.example/2.jpg', undefined],
    ]);
  });

  it('never repeats the token: the next page is asked of whoever answered', () => {
    expect(atOnce(facebook(FACEBOOK, ADDRESS)).next).to.equal(`${ADDRESS}?after=QVFI`);
    const next = 'https://graph.facebook.com/v21.0/1/posts?access_token=SECRET&until=5';
    expect(atOnce(facebook({ data: [], paging: { next } }, ADDRESS)).next).to.equal(
      'https://graph.facebook.com/v21.0/1/posts?until=5',
    );
    expect(
      atOnce(facebook({ data: [], paging: { cursors: { after: 'x' } } }, ADDRESS)).next,
      'there is no next page',
    ).to.equal(undefined);
  });

  it('reads films, shared links and the picture where there is nothing else', () => {
    const image = { src: 'https://scontent.example/f.jpg', width: 10, height: 10 };
    expect(
      attached({ media_type: 'video', media: { image, source: 'https://video.example/f.mp4' } }).media![0],
    ).to.include({ type: 'video', mime: 'video/mp4', preview: image.src });
    expect(
      attached({ media_type: 'video', media: { image }, url: 'https://www.facebook.com/v/1' }).media![0],
    ).to.include({ mime: 'text/html', url: 'https://www.facebook.com/v/1' });
    const link = {
      media_type: 'link',
      type: 'share',
      title: 'Badet',
      description: 'd',
      url: 'https://l.facebook.com/l.php?u=https%3A%2F%2Fstora.example%2Fbad&h=x',
      media: { image },
    };
    expect(attached(link)).to.deep.include({
      media: [],
      card: { url: 'https://stora.example/bad', title: 'Badet', summary: 'd', image: { url: image.src } },
    });
    expect(one({}).media![0]!.url).to.equal('https://scontent.example/is.jpg');
  });

  it('leaves out what is hidden, not published, or for friends', () => {
    for (const more of [{ is_hidden: true }, { is_published: false }, { privacy: { value: 'ALL_FRIENDS' } }])
      expect(one(more)).to.equal(undefined);
    expect(one({ privacy: { value: 'EVERYONE' } })).to.not.equal(undefined);
  });

  it('finds the posts in their page’s answer, and none in an empty one', () => {
    expect(readFeed(JSON.stringify({ name: 'Storå', id: '1', posts: FACEBOOK }), ADDRESS)).to.include({
      title: 'Storå',
    });
    expect(readFeed('{"data":[]}', ADDRESS).posts).to.deep.equal([]);
  });
});

describe('Instagram', () => {
  it('reads media, and the children of an album', () => {
    const feed = readFeed(JSON.stringify(INSTAGRAM), ADDRESS);
    expect(feed).to.include({ format: 'instagram', title: 'storakommun' });
    expect(feed.posts[0]).to.deep.include({
      id: '17',
      url: 'https://www.instagram.com/p/abc/',
      html: '<p>Höst i #Storå</p>',
      published: '2026-11-02T08:00:00.000Z',
      tags: ['Storå'],
    });
    expect(feed.posts[0]!.media!.map(({ type, url, preview }) => [type, url, preview])).to.deep.equal([
      ['image', 'https://cdn.example/1.jpg', undefined],
      ['video', 'https://cdn.example/2.mp4', 'https://cdn.example/2.jpg'],
    ]);
  });

  it('links to a film that is not given out', () => {
    const film = {
      id: '1',
      media_type: 'VIDEO',
      permalink: 'https://www.instagram.com/reel/x/',
      thumbnail_url: 'https://cdn.example/t.jpg',
    };
    expect(atOnce(instagram({ data: [film] }, ADDRESS)).posts[0]!.media![0]).to.include({
      type: 'video',
      url: film.permalink,
      mime: 'text/html',
      preview: film.thumbnail_url,
    });
  });

  it('does not let a name lead elsewhere', () => {
    const named = (username: string) =>
      atOnce(instagram({ data: [{ id: '1', media_type: 'IMAGE', username }] }, ADDRESS)).posts[0]!.authors[0]!
        .url!;
    for (const name of ['https://evil.example', '@evil.example', '//evil.example', '../../x', '\ud800'])
      expect(new URL(named(name)).host).to.equal('www.instagram.com');
  });
});
