/** What publishing systems make of a format: one document each, as short as it can be. */
import { expect } from '@open-wc/testing';
import { parseDate } from '../../src/sources/dates.js';
import type { Feed } from '../../src/contracts/feed.js';
import { decode } from '../../src/internal/decode.js';
import { readFeed } from '../../src/sources/read-feed.js';

const read = (document: unknown): Feed =>
  readFeed(typeof document === 'string' ? document : JSON.stringify(document), 'https://town.example/feed');
const rss = (items: string) => read(`<rss version="2.0"><channel><title>T</title>${items}</channel></rss>`);
const atom = (entries: string) => read(`<feed xmlns="http://www.w3.org/2005/Atom">${entries}</feed>`);
const json = (...items: unknown[]) => read({ version: 'https://jsonfeed.org/version/1.1', items });

describe('what publishing systems make', () => {
  it('.NET: the content, the author and the enclosure of Atom in RSS', () => {
    const [post] = read(
      '<rss xmlns:a10="http://www.w3.org/2005/Atom" version="2.0"><channel><item><title>A</title><a10:author><a10:name>Ann</a10:name></a10:author><a10:link rel="http://www.iana.org/assignments/relation/alternate" href="/a"/><a10:link rel="enclosure" type="image/png" href="/a.png" length="120"/></item></channel></rss>',
    ).posts;
    expect([post?.url, post?.authors[0]?.name]).to.deep.equal(['https://town.example/a', 'Ann']);
    expect(post?.media).to.deep.equal([
      { type: 'image', url: 'https://town.example/a.png', mime: 'image/png', bytes: 120 },
    ]);
  });

  it('PeerTube and Vimeo: a picture beside the group, and one of a film that is only a player', () => {
    const [film, player] = rss(
      '<item><title>A</title><media:thumbnail url="/a.jpg"/><media:group><media:title>Film</media:title><media:content url="/a.mp4" type="video/mp4"/></media:group></item><item><title>B</title><media:content><media:player url="/b"/><media:thumbnail url="/b.jpg"/></media:content></item>',
    ).posts;
    expect(film?.media?.[0]).to.include({ preview: 'https://town.example/a.jpg', title: 'Film' });
    expect(player?.media).to.deep.equal([{ type: 'image', url: 'https://town.example/b.jpg' }]);
  });

  it('Mastodon: media that are not for everybody, by their rating', () => {
    const [adult, other] = rss(
      ['adult', 'nonadult']
        .map(
          (rating) =>
            `<item><media:content url="/a.jpg" medium="image"><media:rating>${rating}</media:rating></media:content></item>`,
        )
        .join(''),
    ).posts;
    expect([adult?.sensitive, other?.sensitive]).to.deep.equal([true, undefined]);
  });

  it('an old Mastodon: a file that is only where it came from', () => {
    const [post] = read([
      {
        id: 1,
        content: 'x',
        account: { acct: 'a' },
        visibility: 'public',
        media_attachments: [{ type: 'image', url: '', remote_url: 'https://b.example/f.jpg' }],
      },
    ]).posts;
    expect(post?.media).to.deep.equal([{ type: 'image', url: 'https://b.example/f.jpg' }]);
  });

  it('a log before the document', () => {
    expect(
      read('[debug] slow\n<rss><channel><item><title>A</title></item></channel></rss>').posts,
    ).to.have.length(1);
  });

  it('an entity made of a reference', () => {
    expect(
      read('<!DOCTYPE rss [<!ENTITY t "A &amp; B">]><rss><channel><title>&t;</title></channel></rss>').title,
    ).to.equal('A & B');
  });

  it('markup in CDATA that is called XHTML, and a type in capitals', () => {
    const [cdata, capitals] = atom(
      '<entry><id>1</id><content type="xhtml"><![CDATA[<p>A</p>]]></content></entry><entry><id>2</id><link>/b</link><content type="HTML">&lt;p>B&lt;/p></content></entry>',
    ).posts;
    expect([cdata?.html, capitals?.html, capitals?.url]).to.deep.equal([
      '<p>A</p>',
      '<p>B</p>',
      'https://town.example/b',
    ]);
  });

  it('Blogger: categories for programs are no tags', () => {
    const [post] = atom(
      '<entry><id>1</id><category term="http://schemas.example/kind#post"/><category term="events"/></entry>',
    ).posts;
    expect(post?.tags).to.deep.equal(['events']);
  });

  it('JSON Feed: one wrong member costs that member, or what cannot be without it', () => {
    const feed = json({
      id: 1,
      tags: ['a', 5, null, 'b'],
      attachments: [{ mime_type: 'x/y' }, { url: '/a.pdf', size_in_bytes: '9' }, { mime_type: 'x/y' }],
      _civic: { pinned: 'yes', warning: 'W', action: { label: 'Go' } },
    });
    const [post] = feed.posts;
    expect(post?.tags).to.deep.equal(['a', 'b']);
    expect(post?.media).to.deep.equal([{ type: 'file', url: 'https://town.example/a.pdf' }]);
    expect([post?.warning, post?.pinned, post?.action]).to.deep.equal(['W', undefined, undefined]);
    expect(feed.problems).to.have.length(7);
  });

  it('WordPress: a name with a reference, and a picture that is not for everybody', () => {
    const [post] = read([
      {
        id: 1,
        link: '/a',
        title: { rendered: 'A' },
        jetpack_featured_media_url: '/a.jpg',
        _embedded: { author: [{ name: 'A &amp; B' }], 'wp:featuredmedia': [{ code: 'rest_forbidden' }] },
      },
    ]).posts;
    expect(post?.authors[0]?.name).to.equal('A & B');
    expect(post?.media).to.deep.equal([{ type: 'image', url: 'https://town.example/a.jpg' }]);
  });

  it('a date cut out of a text in other letters, which some engines keep in another form', () => {
    for (const written of ['2026-11-02T08:00:00Z', '2.11.2026 08:00']) {
      const [text] = JSON.parse(JSON.stringify([`年${written}`])) as [string];
      expect(parseDate(text.replace('年', '')), written).to.equal('2026-11-02T08:00:00.000Z');
    }
  });
  for (const [written, hour] of Object.entries({
    'Monday, November 2, 2026 - 08:15': '08:15',
    '2 november 2026 kl. 8.30': '08:30',
    '2 novembre 2026 à 08h50': '08:50',
    '2 de noviembre de 2026 a las 10:30': '10:30',
    'Monday 2nd November 2026 10:00': '10:00',
    '2026年11月2日 08:00': '08:00',
  })) {
    it(`a date as ${written}`, () =>
      expect(rss(`<item><title>A</title><pubDate>${written}</pubDate></item>`).posts[0]?.published).to.equal(
        `2026-11-02T${hour}:00.000Z`,
      ));
  }

  it('UTF-8 that was declared as something else', () => {
    const bytes = (encoding: string) =>
      new TextEncoder().encode(`<?xml version="1.0" encoding="${encoding}"?><a>Київ – місто</a>`);
    for (const encoding of ['windows-1251', 'ISO-8859-15', 'iso-8859-1'])
      expect(decode(bytes(encoding))).to.contain('Київ – місто');
  });
});
