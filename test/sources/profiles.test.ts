import { expect } from '@open-wc/testing';
import { profileOf } from '../../src/sources/profiles.js';

const API = 'https://public.api.bsky.app/xrpc/';

describe('profileOf', () => {
  for (const [page, acct] of [
    ['https://social.example/@stora', 'stora'],
    ['https://social.example/@stora/', 'stora'],
    ['https://social.example/@stora?x=1#y', 'stora'],
    ['https://social.example/users/stora', 'stora'],
    ['https://social.example/web/@stora', 'stora'],
    ['https://social.example/@stora@other.example', 'stora@other.example'],
    ['https://social.example:8443/@a.b_c', 'a.b_c'],
  ]) {
    it(`knows ${page}`, () => {
      const profile = profileOf(page!)!;
      const url = new URL(profile.url);
      expect([url.origin, url.pathname, url.searchParams.get('acct')]).to.deep.equal([
        new URL(page!).origin,
        '/api/v1/accounts/lookup',
        acct,
      ]);
      expect(profile.then!({ id: '12' })).to.equal(`${url.origin}/api/v1/accounts/12/statuses?limit=40`);
      expect(profile.then!({ error: 'Record not found' })).to.equal(undefined);
    });
  }

  it('knows profiles of Bluesky, and their feeds, lists and posts', () => {
    expect(profileOf('https://bsky.app/profile/stora.example')).to.deep.equal({
      url: `${API}app.bsky.feed.getAuthorFeed?limit=30&actor=stora.example`,
    });
    expect(profileOf('https://bsky.app/profile/did:plc:abc')!.url).to.include('actor=did%3Aplc%3Aabc');
    const list = profileOf('https://bsky.app/profile/did:plc:abc/lists/l')!;
    expect([list.url, list.then]).to.deep.equal([
      `${API}app.bsky.feed.getListFeed?limit=30&list=${encodeURIComponent('at://did:plc:abc/app.bsky.graph.list/l')}`,
      undefined,
    ]);
    const feed = profileOf('https://bsky.app/profile/stora.example/feed/nytt')!;
    expect(feed.url).to.equal(`${API}com.atproto.identity.resolveHandle?handle=stora.example`);
    expect(feed.then!({ did: 'did:plc:abc' })).to.equal(
      `${API}app.bsky.feed.getFeed?limit=30&feed=${encodeURIComponent('at://did:plc:abc/app.bsky.feed.generator/nytt')}`,
    );
    expect(feed.then!({ did: 'https://evil.example/' })).to.equal(undefined);
    expect(profileOf('https://bsky.app/profile/did:plc:abc/post/p')!.url).to.include('getPosts?uris=');
  });

  for (const address of [
    'https://social.example/',
    'https://social.example/@stora/123',
    'https://social.example/@stora.rss',
    'https://social.example/users/stora/outbox',
    'https://social.example/users/stora.json',
    'https://stora.example/nyheter/@arkiv/',
    'https://bsky.app/',
    'https://bsky.app/search?q=x',
    'https://bsky.app/profile/not_a_handle',
    'https://bsky.app/profile/%E0%A4%A',
    'https://bsky.app/profile/a.example/followers',
    'nonsense',
  ]) {
    it(`does not take ${address} for one`, () => expect(profileOf(address)).to.equal(undefined));
  }
});
