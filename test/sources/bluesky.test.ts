import { expect } from '@open-wc/testing';
import { atOnce } from '../../src/internal/steps.js';
import { bluesky } from '../../src/sources/bluesky.js';
import { readFeed } from '../../src/sources/read-feed.js';
import { BLUESKY, bskyPost } from '../fixtures/feeds/documents.js';

const ADDRESS = 'https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed?actor=stora.example';
const read = (...feed: unknown[]) => atOnce(bluesky({ feed }, ADDRESS));
const one = (more: object, around: object = {}) =>
  read({ ...bskyPost('a', 'Hej', [], more), ...around }).posts[0]!;
const embed = (kind: string, more: object) =>
  one({ embed: { $type: `app.bsky.embed.${kind}#view`, ...more } });
const anna = { did: 'did:plc:anna', handle: 'anna.example', displayName: 'Anna' };
const quoted = (more: object = {}) => ({
  $type: 'app.bsky.embed.record#viewRecord',
  uri: 'at://did:plc:anna/app.bsky.feed.post/q',
  author: anna,
  value: { text: 'Citat' },
  ...more,
});
const link = (uri: string) => ({ $type: 'app.bsky.richtext.facet#link', uri });

describe('Bluesky', () => {
  it('reads a feed', () => {
    const feed = atOnce(bluesky(BLUESKY, ADDRESS));
    expect(feed).to.include({
      format: 'bluesky',
      title: 'Storå',
      url: 'https://bsky.app/profile/stora.example',
    });
    expect(new URL(feed.next!).searchParams.get('cursor')).to.equal(BLUESKY.cursor);
    expect(new URL(feed.next!).searchParams.get('actor')).to.equal('stora.example');
    expect(feed.posts[0]).to.deep.include({
      id: 'at://did:plc:stora/app.bsky.feed.post/a',
      url: 'https://bsky.app/profile/stora.example/post/a',
      html: '<p>Höst 🍂 i parken: <a href="https://stora.example/park">stora.example/park</a> <a href="https://bsky.app/hashtag/h%C3%B6st">#höst</a></p>',
      language: 'sv',
      tags: ['höst'],
      counts: { replies: 1, boosts: 2, likes: 3 },
    });
  });

  it('cuts a text by bytes of UTF-8', () => {
    const text = 'Familjen 👩‍👩‍👦‍👦 läser här';
    const { html } = read(bskyPost('a', text, [['här', link('https://x.example/')]])).posts[0]!;
    expect(html).to.equal('<p>Familjen 👩‍👩‍👦‍👦 läser <a href="https://x.example/">här</a></p>');
  });

  it('ignores facets that do not fit their text, cross, or lead nowhere safe', () => {
    const text = 'å <b> & c';
    const facet = (byteStart: unknown, byteEnd: unknown, uri = 'https://x.example/') => ({
      index: { byteStart, byteEnd },
      features: [link(uri)],
    });
    for (const facets of [
      [facet(1, 4)],
      [facet(-1, 2)],
      [facet(5, 4)],
      [facet(0, 999)],
      [facet('a', 'b')],
      [facet(0, 2, 'javascript:alert(1)')],
      [null, 7, {}, { features: 'x' }],
      'none',
    ]) {
      expect(one({ record: { text, facets } }).html).to.equal('<p>å &lt;b&gt; &amp; c</p>');
    }
    expect(one({ record: { text, facets: [facet(0, 4), facet(2, 6)] } }).html).to.equal(
      '<p><a href="https://x.example/">å &lt;</a>b&gt; &amp; c</p>',
    );
  });

  it('reads pictures, galleries and films', () => {
    const image = {
      alt: 'Ett hus',
      thumb: 'https://cdn.example/s',
      fullsize: 'https://cdn.example/l',
      aspectRatio: { width: 4, height: 3 },
    };
    expect(embed('images', { images: [image, {}, null] }).media).to.have.length(1);
    expect(embed('images', { images: [image] }).media![0]).to.include({
      type: 'image',
      alt: 'Ett hus',
      url: 'https://cdn.example/l',
      preview: 'https://cdn.example/s',
      width: 1000,
      height: 750,
    });
    expect(embed('gallery', { items: [{ ...image, thumbnail: image.thumb }] }).media).to.have.length(1);
    const film = embed('video', {
      playlist: 'https://video.example/p.m3u8',
      thumbnail: 'https://video.example/t.jpg',
      alt: 'Film',
    }).media![0];
    expect(film).to.include({
      type: 'video',
      mime: 'application/x-mpegURL',
      preview: 'https://video.example/t.jpg',
      alt: 'Film',
    });
  });

  it('reads previews of links, and links to what nobody knows yet', () => {
    const external = {
      uri: 'https://x.example/',
      title: '',
      description: 'd',
      thumb: 'https://cdn.example/t',
    };
    expect(embed('external', { external }).card).to.deep.equal({
      url: 'https://x.example/',
      title: 'x.example',
      summary: 'd',
      image: { url: 'https://cdn.example/t' },
    });
    expect(embed('external', { external: { ...external, uri: 'data:x' } }).card).to.equal(undefined);
    expect(embed('hologram', {}).card!.url).to.equal('https://bsky.app/profile/stora.example/post/a');
  });

  it('reads quotes, and says which can’t be had', () => {
    const record = (value: object) => embed('record', { record: value }).quote;
    expect(record(quoted())).to.deep.include({
      state: 'shown',
      text: 'Citat',
      author: 'Anna',
      url: 'https://bsky.app/profile/anna.example/post/q',
    });
    for (const [kind, state] of [
      ['viewNotFound', 'not-found'],
      ['viewBlocked', 'blocked'],
      ['viewDetached', 'detached'],
    ]) {
      const gone = { $type: `app.bsky.embed.record#${kind}`, uri: 'at://did:plc:anna/app.bsky.feed.post/q' };
      expect(record(gone)).to.deep.equal({ state });
      const inner = quoted({ embeds: [{ $type: 'app.bsky.embed.record#view', record: gone }] });
      expect(record(inner)!.quote!.state).to.equal(state);
    }
    expect(record(quoted({ author: { ...anna, labels: [{ val: '!no-unauthenticated' }] } }))).to.deep.equal({
      state: 'withheld',
    });
  });

  it('reads a quote with a picture, and a feed that is shown', () => {
    const media = { $type: 'app.bsky.embed.images#view', images: [{ fullsize: 'https://cdn.example/l' }] };
    const both = embed('recordWithMedia', { record: { record: quoted() }, media });
    expect([both.quote!.state, both.media!.length]).to.deep.equal(['shown', 1]);
    const generator = {
      $type: 'app.bsky.feed.defs#generatorView',
      uri: 'at://did:plc:anna/app.bsky.feed.generator/f',
      creator: anna,
      displayName: 'Flöde',
    };
    expect(embed('record', { record: generator }).card).to.include({
      url: 'https://bsky.app/profile/anna.example/feed/f',
      title: 'Flöde',
    });
  });

  it('says who reposted, what is answered, and what is pinned', () => {
    const repost = one(
      { author: anna },
      {
        reason: {
          $type: 'app.bsky.feed.defs#reasonRepost',
          by: { did: 'did:plc:stora', handle: 'stora.example' },
        },
      },
    );
    expect([repost.authors[0]!.name, repost.boostedBy!.name]).to.deep.equal(['Anna', 'stora.example']);
    expect(one({}, { reason: { $type: 'app.bsky.feed.defs#reasonPin' } }).pinned).to.be.true;
    const uri = 'at://did:plc:anna/app.bsky.feed.post/p';
    expect(one({ record: { text: 'x', reply: { parent: { uri } } } }).replyTo).to.equal(
      'https://bsky.app/profile/did:plc:anna/post/p',
    );
    expect(
      one({ record: { text: 'x', reply: { parent: { uri } } } }, { reply: { parent: { author: anna } } })
        .replyTo,
    ).to.equal('https://bsky.app/profile/anna.example/post/p');
  });

  it('leaves out what is not for people without an account, and says how much', () => {
    const labels = [{ val: '!no-unauthenticated' }];
    const { posts, problems } = read(
      bskyPost('a', 'x', [], { author: { ...anna, labels } }),
      bskyPost('b', 'x', [], { labels: [{ val: '!hide' }] }),
      { ...bskyPost('c', 'x'), reason: { by: { ...anna, labels } } },
      bskyPost('d', 'x', [], { author: { ...anna, labels: [{ val: '!no-unauthenticated', neg: true }] } }),
      bskyPost('e', 'x', [], {
        author: { ...anna, labels: [{ val: '!hide', exp: '2020-01-01T00:00:00Z' }] },
      }),
    );
    expect(posts.map(({ id }) => id.slice(-1))).to.deep.equal(['d', 'e']);
    expect(problems).to.have.length(1);
    expect(problems[0]!.found).to.include('3');
  });

  it('asks before what is labelled, by the network or by its author', () => {
    expect(one({ labels: [{ val: 'nudity' }] }).sensitive).to.be.true;
    expect(one({ record: { text: 'x', labels: { values: [{ val: 'graphic-media' }] } } }).sensitive).to.be
      .true;
    expect(one({ labels: [{ val: 'cute' }] })).to.not.have.property('sensitive');
  });

  it('reads a conversation in the order in which it is read', () => {
    const node = (key: string, more: object = {}) => ({
      $type: 'app.bsky.feed.defs#threadViewPost',
      ...bskyPost(key, key),
      ...more,
    });
    const gone = (key: string, kind: string, more: object) => ({
      $type: `app.bsky.feed.defs#${kind}`,
      uri: `at://did:plc:x/app.bsky.feed.post/${key}`,
      ...more,
    });
    const thread = node('b', {
      parent: node('a', { parent: gone('z', 'notFoundPost', { notFound: true }) }),
      replies: [node('c', { replies: [node('d')] }), gone('e', 'blockedPost', { blocked: true })],
    });
    const { posts } = readFeed(JSON.stringify({ thread }), ADDRESS);
    expect(
      posts
        .map(({ id, unavailable, url }) => `${id.slice(-1)}${unavailable ? '!' : ''}${url ? '' : '?'}`)
        .join(' '),
    ).to.equal('z!? a b c d e!');
  });

  it('reads lists of posts and single ones', () => {
    const { post } = bskyPost('a', 'Hej');
    for (const json of [
      { posts: [post] },
      post,
      { post },
      [post],
      { $type: 'app.bsky.feed.post', text: 'Hej', createdAt: '2026-11-02' },
    ]) {
      expect(readFeed(JSON.stringify(json), ADDRESS).posts[0]!.html).to.equal('<p>Hej</p>');
    }
    expect(readFeed('{"feed":[]}', ADDRESS)).to.deep.include({ format: 'bluesky', posts: [] });
  });

  it('tells of what is no post', () => {
    const { posts, problems } = read(null, { post: 7 }, bskyPost('a', 'Hej'), {
      post: { uri: 'at://x', record: {} },
    });
    expect(posts).to.have.length(1);
    expect(problems.map(({ path }) => path)).to.deep.equal(['feed[0]', 'feed[1]', 'feed[3]']);
  });
});
