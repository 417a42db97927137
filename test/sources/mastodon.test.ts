import { expect } from '@open-wc/testing';
import { atOnce } from '../../src/internal/steps.js';
import { mastodon } from '../../src/sources/mastodon.js';
import { readFeed } from '../../src/sources/read-feed.js';
import { ADDRESS, MASTODON, status } from '../fixtures/feeds/documents.js';

const read = (...statuses: unknown[]) => atOnce(mastodon(statuses, ADDRESS));
const one = (more: Record<string, unknown>) => read(status('1', more)).posts[0]!;
const other = { acct: 'lanet@other.example', display_name: 'Länet', url: 'https://other.example/@lanet' };

describe('Mastodon', () => {
  it('reads statuses', () => {
    const feed = atOnce(mastodon(MASTODON, ADDRESS));
    expect(feed).to.include({
      format: 'mastodon',
      title: 'Storå  kommun',
      url: 'https://social.example/@stora',
    });
    expect(feed.problems).to.deep.equal([]);
    const [first, second] = feed.posts;
    expect(first).to.deep.include({
      id: 'https://social.example/users/stora/statuses/1',
      url: 'https://social.example/@stora/1',
      html: '<p>Inlägg 1 :bok:</p>',
      language: 'sv',
      tags: ['bibliotek'],
      counts: { replies: 1, boosts: 2, likes: 3 },
      emojis: [{ shortcode: 'bok', url: 'https://files.example/bok.png' }],
    });
    expect(second).to.include({ warning: 'Bilder på spindlar', sensitive: true });
    expect(first).to.not.have.any.keys('warning', 'sensitive', 'pinned', 'boostedBy', 'replyTo', 'quote');
  });

  it('reads what was boosted, not its copy', () => {
    const post = one({ content: 'RT Ett', reblog: status('9', { content: '<p>Ett</p>', account: other }) });
    expect(post).to.include({ html: '<p>Ett</p>', url: 'https://social.example/@stora/9' });
    expect(post.authors[0]!.name).to.equal('Länet');
    expect(post.boostedBy!.url).to.equal('https://social.example/@stora');
  });

  it('leaves out what the network does not call public', () => {
    const visibilities = ['public', 'unlisted', undefined, 'private', 'direct', 'local', 'list', 7];
    const { posts, problems } = read(
      ...visibilities.map((visibility, i) => status(String(i), { visibility })),
    );
    expect(posts.map(({ id }) => id.slice(-1))).to.deep.equal(['0', '1', '2']);
    expect(problems, 'that is no mistake').to.deep.equal([]);
    expect(one({ reblog: status('2', { visibility: 'private' }) })).to.equal(undefined);
  });

  it('reads pictures with their texts, films, sounds, and sizes that are texts', () => {
    const { media } = one({
      media_attachments: [
        {
          type: 'image',
          url: '/1.jpg',
          description: 'Ett hus',
          preview_url: '/1s.jpg',
          meta: { original: { width: '640', height: '480' }, small: { width: 64, height: 48 } },
        },
        { type: 'gifv', url: '/2.mp4', description: null },
        { type: 'audio', url: null, remote_url: 'https://other.example/3.mp3' },
        { type: 'unknown', url: '/4.pdf' },
        { type: 'constructor', url: '/5.png' },
        { type: 'image', url: 'javascript:x' },
      ],
    });
    expect(media!.map(({ type, alt, width }) => [type, alt, width])).to.deep.equal([
      ['image', 'Ett hus', 640],
      ['animation', undefined, undefined],
      ['audio', undefined, undefined],
      ['file', undefined, undefined],
      ['image', undefined, undefined],
    ]);
  });

  it('reads polls: of people where it is known how many there were', () => {
    const poll = {
      multiple: true,
      voters_count: 3,
      votes_count: 5,
      expires_at: '2026-12-01T00:00:00Z',
      options: [
        { title: 'Ja', votes_count: '3' },
        { title: 'Nej', votes_count: null },
      ],
    };
    expect(one({ poll }).poll).to.deep.equal({
      options: [
        { label: 'Ja', votes: 3 },
        { label: 'Nej', votes: undefined },
      ],
      voters: 3,
      multiple: true,
      closes: '2026-12-01T00:00:00.000Z',
    });
    expect(one({ poll: { ...poll, multiple: false, voters_count: null } }).poll!.voters).to.equal(5);
    expect(one({ poll: { ...poll, voters_count: null } }).poll!.voters).to.equal(undefined);
  });

  it('reads quotes, as Mastodon wraps them and as Pleroma does not', () => {
    const quoted = status('5', {
      content: '<p>Citat<span class="quote-inline"><br>RE: x</span></p>',
      account: other,
    });
    expect(one({ quote: { state: 'accepted', quoted_status: quoted } }).quote).to.deep.include({
      state: 'shown',
      author: 'Länet',
      text: 'Citat',
      url: 'https://social.example/@stora/5',
    });
    expect(one({ quote: quoted }).quote!.state).to.equal('shown');
    expect(one({ pleroma: { quote: quoted } }).quote!.state).to.equal('shown');
    for (const state of ['revoked', 'pending', 'rejected']) {
      expect(one({ quote: { state, quoted_status: null } }).quote).to.deep.include({ state });
    }
    expect(one({ quote: { state: 'accepted', quoted_status_id: '3' } }).quote!.state).to.equal('unavailable');
    expect(
      one({ quote: { state: 'accepted', quoted_status: { ...quoted, visibility: 'private' } } }).quote,
    ).to.deep.equal({ state: 'unavailable' });
    const nested = { ...quoted, quote: { state: 'revoked', quoted_status_id: '2' } };
    expect(one({ quote: { state: 'accepted', quoted_status: nested } }).quote!.quote!.state).to.equal(
      'revoked',
    );
  });

  it('says what was edited, and what is answered', () => {
    expect(one({ edited_at: '2026-11-02T09:00:00Z' }).updated).to.equal('2026-11-02T09:00:00.000Z');
    expect(one({ edited_at: null }).updated).to.equal(undefined);
    const answer = {
      in_reply_to_id: '2',
      in_reply_to_account_id: '8',
      mentions: [{ id: '8', url: 'https://other.example/@anna' }],
    };
    expect(one(answer).replyTo).to.equal('https://other.example/@anna');
    expect(read(status('1', answer), status('2')).posts[0]!.replyTo).to.equal(
      'https://social.example/@stora/2',
    );
  });

  it('reads the preview of a link', () => {
    const card = { url: 'https://x.example/', title: 'X', description: '', image: '/x.png', width: '400' };
    expect(one({ card }).card).to.deep.equal({
      url: 'https://x.example/',
      title: 'X',
      image: { url: 'https://stora.example/x.png' },
    });
    expect(one({ card: { ...card, url: 'data:x' } }).card).to.equal(undefined);
  });

  it('tells of what is no status, and reads the others', () => {
    const { posts, problems } = read(null, 7, {}, [], status('1'), { id: '2' });
    expect(posts).to.have.length(1);
    expect(problems.map(({ path }) => path)).to.deep.equal(['[0]', '[1]', '[2]', '[3]', '[5]']);
  });

  it('reads a conversation, a search’s answer and a single status', () => {
    expect(
      readFeed(JSON.stringify({ ancestors: [status('1')], descendants: [status('2'), status('3')] }), ADDRESS)
        .posts,
    ).to.have.length(3);
    expect(readFeed(JSON.stringify({ accounts: [], statuses: [status('1')] }), ADDRESS).posts).to.have.length(
      1,
    );
    expect(readFeed(JSON.stringify(status('1')), ADDRESS).posts).to.have.length(1);
  });

  it('is named after its owner, and after nobody where there are several', () => {
    expect(read(status('1'), status('2', { account: other })).title).to.equal(undefined);
  });

  it('is a feed of pictures without a word too', () => {
    const bare = { ...MASTODON[0], content: null, spoiler_text: null, reblog: null };
    const media_attachments = [{ type: 'image', url: 'https://p.example/1.jpg', description: null }];
    const { posts } = readFeed(JSON.stringify([{ ...bare, media_attachments }]), ADDRESS);
    expect(posts.map(({ media }) => media?.[0]?.url)).to.deep.equal(['https://p.example/1.jpg']);
  });
});
