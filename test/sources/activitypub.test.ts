import { expect } from '@open-wc/testing';
import { atOnce } from '../../src/internal/steps.js';
import { activitypub } from '../../src/sources/activitypub.js';
import { readFeed } from '../../src/sources/read-feed.js';
import { ADDRESS, OUTBOX } from '../fixtures/feeds/documents.js';

const CONTEXT = { '@context': 'https://www.w3.org/ns/activitystreams' };
const read = (json: object) => readFeed(JSON.stringify({ ...CONTEXT, ...json }), ADDRESS);
const one = (json: object) => read({ id: 'https://social.example/1', ...json }).posts[0]!;

describe('ActivityPub', () => {
  it('reads an outbox', () => {
    const feed = atOnce(activitypub(OUTBOX, ADDRESS));
    expect(feed).to.include({
      format: 'activitypub',
      next: 'https://social.example/users/stora/outbox?page=2',
    });
    expect(feed.problems, 'what was deleted is no mistake').to.deep.equal([]);
    const [note, shared] = feed.posts;
    expect(note).to.deep.include({
      id: 'https://social.example/users/stora/statuses/1',
      url: 'https://social.example/@stora/1',
      html: '<p>Hej!</p>',
      language: 'sv',
      published: '2026-11-02T08:00:00.000Z',
      tags: ['höst'],
      emojis: [{ shortcode: 'bok', url: 'https://files.example/bok.png' }],
    });
    expect(note!.counts!.replies).to.equal(2);
    expect(note!.authors).to.deep.equal([
      { name: '@stora@social.example', url: 'https://social.example/users/stora' },
    ]);
    expect(note!.media![0]).to.include({ type: 'image', alt: 'Ett löv', width: 640 });
    expect(shared).to.deep.include({
      url: 'https://other.example/notes/9',
      unavailable: true,
      published: '2026-11-01T08:00:00.000Z',
    });
    expect(shared!.boostedBy!.name).to.equal('@stora@social.example');
  });

  it('leads from an actor to the outbox, and from there to the first page', () => {
    expect(
      read({
        type: 'Person',
        id: 'https://social.example/u',
        name: 'Storå',
        outbox: 'https://social.example/u/outbox',
      }),
    ).to.include({ title: 'Storå', next: 'https://social.example/u/outbox' });
    expect(
      read({ type: 'OrderedCollection', first: 'https://social.example/u/outbox?page=1' }).next,
    ).to.equal('https://social.example/u/outbox?page=1');
    const first = {
      type: 'OrderedCollectionPage',
      orderedItems: [{ type: 'Note', id: 'https://x.example/1', content: 'a' }],
      next: 'https://x.example/2',
    };
    const embedded = read({ type: 'OrderedCollection', first });
    expect([embedded.posts.length, embedded.next]).to.deep.equal([1, 'https://x.example/2']);
    expect(read({ type: 'OrderedCollection', orderedItems: [], totalItems: 0 }).posts).to.deep.equal([]);
  });

  it('reads posts without activities, shared ones that were created, and ids alone', () => {
    const note = { type: 'Note', id: 'https://x.example/1', content: 'a' };
    const announce = {
      type: 'Announce',
      actor: 'https://group.example/c/town',
      object: { type: 'Create', object: note },
    };
    const { posts } = read({ type: 'Collection', items: [note, announce, 'https://x.example/2'] });
    expect(
      posts.map(({ html, boostedBy, unavailable }) => [html, boostedBy?.name, unavailable]),
    ).to.deep.equal([
      ['a', undefined, undefined],
      ['a', '@town@group.example', undefined],
      [undefined, undefined, true],
    ]);
  });

  it('leaves out what is not for everybody', () => {
    const to = (...people: string[]) => one({ type: 'Note', content: 'a', to: people });
    expect(to('https://social.example/users/anna')).to.equal(undefined);
    expect(to('https://social.example/users/anna', 'as:Public').html).to.equal('a');
    expect(
      one({ type: 'Note', content: 'a', cc: 'https://www.w3.org/ns/activitystreams#Public' }).html,
    ).to.equal('a');
    expect(one({ type: 'Note', content: 'a' }).html, 'nobody is named').to.equal('a');
  });

  it('finds the page, the person and the film among several', () => {
    const post = one({
      type: 'Video',
      name: 'Fullmäktige',
      content: 'Se https://stora.example/ nu',
      mediaType: 'text/markdown',
      attributedTo: [
        { type: 'Group', id: 'https://tube.example/channels/tv' },
        { type: 'Person', id: 'https://tube.example/accounts/stora', name: 'Storå' },
      ],
      url: [
        {
          type: 'Link',
          mediaType: 'application/x-mpegURL',
          href: 'https://tube.example/a.m3u8',
          tag: [
            { type: 'Link', mediaType: 'video/mp4', href: 'https://tube.example/a-1080.mp4', height: 1080 },
            {
              type: 'Link',
              mediaType: 'video/mp4',
              href: 'https://tube.example/a-480.mp4',
              height: 480,
              width: 854,
              size: 99,
            },
          ],
        },
        { type: 'Link', mediaType: 'text/html', href: 'https://tube.example/w/a' },
        { type: 'Link', mediaType: 'application/x-bittorrent;x-scheme-handler/magnet', href: 'magnet:?xt=x' },
        { type: 'Link', rel: ['tracker', 'websocket'], href: 'wss://tube.example/t' },
      ],
      icon: [
        { type: 'Image', url: 'https://tube.example/s.jpg', width: 280 },
        { type: 'Image', url: 'https://tube.example/l.jpg', width: 850 },
      ],
      subtitleLanguage: [{ identifier: 'sv', name: 'Svenska', url: 'https://tube.example/a.vtt' }],
      views: 7,
    });
    expect(post).to.deep.include({
      url: 'https://tube.example/w/a',
      title: 'Fullmäktige',
      html: '<p>Se <a href="https://stora.example/">https://stora.example/</a> nu</p>',
    });
    expect(post.authors[0]!.name).to.equal('Storå');
    expect(post.counts!.views).to.equal(7);
    expect(post.media).to.have.length(1);
    expect(post.media![0]).to.deep.include({
      type: 'video',
      url: 'https://tube.example/a-480.mp4',
      preview: 'https://tube.example/l.jpg',
      bytes: 99,
      captions: [{ url: 'https://tube.example/a.vtt', lang: 'sv', label: 'Svenska' }],
    });
  });

  it('shows a film that no file is given of by its stream, else by its page', () => {
    const film = (url: unknown) => one({ type: 'Video', url }).media![0]!;
    expect(film([{ mediaType: 'application/x-mpegURL', href: 'https://tube.example/a.m3u8' }]).mime).to.equal(
      'application/x-mpegURL',
    );
    expect(film('https://tube.example/w/a')).to.include({
      mime: 'text/html',
      url: 'https://tube.example/w/a',
    });
  });

  it('reads a question as a poll', () => {
    const options = [
      { name: 'Ja', replies: { totalItems: 3 } },
      { name: 'Nej', replies: { totalItems: 0 } },
    ];
    expect(
      one({
        type: 'Question',
        content: 'Eller?',
        oneOf: options,
        votersCount: 3,
        endTime: '2026-12-01T00:00:00Z',
      }).poll,
    ).to.deep.equal({
      options: [
        { label: 'Ja', votes: 3 },
        { label: 'Nej', votes: 0 },
      ],
      voters: 3,
      multiple: false,
      closes: '2026-12-01T00:00:00.000Z',
    });
    expect(one({ type: 'Question', anyOf: options }).poll!.multiple).to.be.true;
  });

  it('takes the summary of a note for a warning, of an article for a summary', () => {
    expect(one({ type: 'Note', content: 'a', summary: 'Spindlar', sensitive: true })).to.include({
      warning: 'Spindlar',
      sensitive: true,
    });
    expect(one({ type: 'Article', content: 'a', summary: '<p>Kort</p>' }))
      .to.include({ summary: '<p>Kort</p>' })
      .and.not.have.property('warning');
  });

  it('reads texts in several languages', () => {
    expect(one({ type: 'Note', contentMap: { fi: 'Moi' } })).to.include({ html: 'Moi', language: 'fi' });
    expect(
      one({ type: 'Page', name: 'a', language: { identifier: 'fr', name: 'Français' } }).language,
    ).to.equal('fr');
  });

  it('shows a link among the attachments as one, and a picture once', () => {
    const page = one({
      type: 'Page',
      name: 'a',
      attachment: [{ type: 'Link', href: 'https://x.example/news' }],
    });
    expect(page.card).to.deep.equal({ url: 'https://x.example/news', title: 'x.example' });
    const picture = 'https://x.example/a.png';
    expect(
      one({
        type: 'Page',
        name: 'a',
        image: { type: 'Image', url: picture },
        attachment: { type: 'Image', url: picture, name: 'alt' },
      }).media!.map(({ alt }) => alt),
    ).to.deep.equal(['alt']);
  });

  it('reads a quote, an answer and an edit', () => {
    const post = one({
      type: 'Note',
      content: 'a',
      quoteUri: 'https://x.example/q',
      inReplyTo: ['https://x.example/p'],
      published: '2026-11-02T08:00:00Z',
      updated: '2026-11-02T09:00:00Z',
    });
    expect(post).to.deep.include({
      quote: { url: 'https://x.example/q', state: 'shown' },
      replyTo: 'https://x.example/p',
      updated: '2026-11-02T09:00:00.000Z',
    });
  });

  it('calls somebody whom only a number tells by the host', () => {
    const name = (attributedTo: unknown) =>
      one({ type: 'Note', content: 'a', attributedTo }).authors[0]!.name;
    expect(name('https://forum.example/uid/1')).to.equal('forum.example');
    expect(name('https://social.example/@stora')).to.equal('@stora@social.example');
    expect(name({ preferredUsername: 'stora', id: 'https://social.example/ap/123' })).to.equal(
      '@stora@social.example',
    );
  });

  it('tells of what it does not know', () => {
    const { posts, problems } = read({
      type: 'Collection',
      items: [
        { type: 'Tombstone' },
        { type: 'Like' },
        { type: 'Arrive' },
        null,
        7,
        {
          type: 'Announce',
          object: {
            type: 'Announce',
            object: { type: 'Announce', object: { type: 'Announce', object: 'x' } },
          },
        },
      ],
    });
    expect(posts).to.deep.equal([]);
    expect(problems.map(({ path }) => path)).to.deep.equal(['items[2]', 'items[3]', 'items[4]', 'items[5]']);
  });
});
