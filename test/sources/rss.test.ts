import { expect } from '@open-wc/testing';
import { SourceError } from '../../src/internal/errors.js';
import { readFeed } from '../../src/sources/read-feed.js';
import { ADDRESS, RSS } from '../fixtures/feeds/documents.js';

const read = (xml: string) => readFeed(xml, ADDRESS);
const channel = (inner: string, attributes = '') =>
  read(
    `<rss version="2.0" ${attributes}><channel><link>https://stora.example/</link>${inner}</channel></rss>`,
  );
const item = (inner: string, attributes = '') => channel(`<item>${inner}</item>`, attributes).posts[0]!;

describe('RSS', () => {
  it('reads a feed', () => {
    const feed = read(RSS);
    expect(feed).to.include({
      format: 'rss',
      title: 'Nyheter från Storå',
      url: 'https://stora.example/nyheter',
      language: 'sv-SE',
      next: 'https://stora.example/nyheter/rss?sida=2',
    });
    expect(feed.problems).to.deep.equal([]);
    const [bath, bridge] = feed.posts;
    expect(bath).to.deep.include({
      id: 'stora-1',
      url: 'https://stora.example/nyheter/bad',
      title: 'Bad & bastu öppnar',
      html: '<p>Simhallen öppnar. <a href="/bad">Läs mer</a></p>',
      summary: 'Kort om badet.',
      published: '2026-11-02T07:00:00.000Z',
      authors: [{ name: 'Kommunikation' }],
      tags: ['Fritid'],
    });
    expect(
      bath!.media!.map(({ type, url, alt, mime, bytes }) => ({ type, url, alt, mime, bytes })),
    ).to.deep.equal([
      {
        type: 'image',
        url: 'https://stora.example/media/bad.jpg',
        alt: 'En bassäng',
        mime: 'image/jpeg',
        bytes: undefined,
      },
      {
        type: 'audio',
        url: 'https://stora.example/media/bad.mp3',
        alt: undefined,
        mime: 'audio/mpeg',
        bytes: 12345,
      },
    ]);
    expect(bridge).to.include({
      url: 'https://stora.example/nyheter/bron',
      title: 'Vägen & bron',
      html: '<p>Bron stängs.</p>',
      published: '2026-11-01T15:00:00.000Z',
    });
  });

  it('reads RSS 1.0, whose items stand beside the channel', () => {
    const { posts } = read(
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/"><channel><title>A</title></channel><item rdf:about="https://stora.example/1"><title>B</title><d:date>2026-11-02T09:00:00+09:00</d:date></item></rdf:RDF>',
    );
    expect(posts[0]).to.include({
      url: 'https://stora.example/1',
      title: 'B',
      published: '2026-11-02T00:00:00.000Z',
    });
  });

  it('reads markup that is escaped, in CDATA, or simply there', () => {
    for (const html of [
      '&lt;p&gt;a &amp;lt; b&lt;/p&gt;',
      '<![CDATA[<p>a &lt; b</p>]]>',
      '<p>a &lt; b</p>',
    ]) {
      expect(item(`<description>${html}</description>`).html).to.equal('<p>a &lt; b</p>');
    }
    expect(item('<body xmlns="http://www.w3.org/1999/xhtml"><p>a</p></body>').html).to.equal('<p>a</p>');
  });

  it('takes a program’s word for nothing as nothing', () => {
    expect(item('<title>a</title><description>null</description>').html).to.equal(undefined);
  });

  it('resolves addresses against xml:base, else the channel’s own', () => {
    expect(item('<link>a</link>').url).to.equal('https://stora.example/a');
    expect(item('<link>a</link>', 'xml:base="https://stora.example/b/"').url).to.equal(
      'https://stora.example/b/a',
    );
    const { posts } = channel('<item xml:base="/c/"><link>a</link><description>x</description></item>');
    expect(posts[0]).to.include({ url: 'https://stora.example/c/a', base: 'https://stora.example/c/' });
  });

  for (const address of [
    'javascript:alert(1)',
    'data:text/html,x',
    'tag:stora.example,2026:1',
    'https://user@evil.example/',
  ]) {
    it(`never links to ${address}`, () => {
      const post = item(
        `<title>a</title><link>${address}</link><guid>${address}</guid><enclosure url="${address}"/><media:thumbnail url="${address}"/>`,
      );
      expect(post.url).to.equal(undefined);
      expect(post.media).to.deep.equal([]);
    });
  }

  it('mends an address that was escaped twice, or holds a bare ampersand', () => {
    expect(item('<link>https://x.example/?a=1&amp;amp;b=2</link>').url).to.equal(
      'https://x.example/?a=1&b=2',
    );
    const { posts } = channel(
      '<item><link>https://x.example/?a=1&b=2</link></item><item><title>b &nbsp; c</title></item>',
    );
    expect(posts.map((post) => post.url ?? post.title)).to.deep.equal(['https://x.example/?a=1&b=2', 'b c']);
  });

  it('does not take the link of a picture for the item’s', () => {
    const post = item('<image><url>/a.png</url><link>https://x.example/b</link></image><title>t</title>');
    expect(post.url).to.equal(undefined);
    expect(post.media![0]!.url).to.equal('https://stora.example/a.png');
  });

  it('shows names, and addresses of mail only where there is no name', () => {
    const authors = (inner: string) => item(`<title>t</title>${inner}`).authors.map(({ name }) => name);
    expect(authors('<author>a@stora.example (Storå kommun)</author>')).to.deep.equal(['Storå kommun']);
    expect(authors('<author>a@stora.example</author><dc:creator>Storå</dc:creator>')).to.deep.equal([
      'Storå',
    ]);
    expect(authors('<author>a@stora.example</author>')).to.deep.equal(['a@stora.example']);
    expect(authors('<author>Storå &lt;a@stora.example&gt;</author>')).to.deep.equal(['Storå']);
    expect(authors('<author>Storå (a@stora.example)</author>')).to.deep.equal(['Storå']);
    expect(authors('<dc:creator>A</dc:creator><author>A</author><dc:creator>B</dc:creator>')).to.deep.equal([
      'A',
      'B',
    ]);
  });

  it('takes one of a group of versions, the widest of a picture, and nothing that only counts', () => {
    const media = (inner: string) =>
      item(`<title>t</title>${inner}`).media!.map(({ url }) => url.replace('https://x.example/', ''));
    const content = (file: string, more = '') => `<media:content url="https://x.example/${file}" ${more}/>`;
    expect(
      media(`<media:group>${content('a.mp4')}${content('b.mp4', 'isDefault="true"')}</media:group>`),
    ).to.deep.equal(['b.mp4']);
    expect(
      media(content('a.jpg?w=100', 'width="100"') + content('a.jpg?w=700', 'width="700"')),
    ).to.deep.equal(['a.jpg?w=700']);
    expect(media(content('a.gif', 'width="1" height="1"'))).to.deep.equal([]);
    expect(media(content('a.swf', 'type="application/x-shockwave-flash"'))).to.deep.equal([]);
  });

  it('drops what counts readers from the text', () => {
    const html =
      '<p>a</p><div class="feedflare"><img src="https://f.example/1"></div><img src="https://feeds.feedburner.com/~r/x"/><img src="/b.png">';
    expect(item(`<description><![CDATA[${html}]]></description>`).html).to.equal(
      '<p>a</p><img src="/b.png">',
    );
  });

  it('keeps the whole items of a document that breaks off, and says so', () => {
    const { posts, problems } = read(
      '<rss><channel><item><title>a</title></item><item><title>b</title><link>https://x.example/',
    );
    expect(posts.map(({ title }) => title)).to.deep.equal(['a']);
    expect(problems).to.have.length(1);
  });

  it('shows the first item where it is the one that breaks off, without what was being written', () => {
    const first = (inner: string) => read(`<rss><channel><item>${inner}`).posts;
    expect(first('<title>a</title><description>Only the begin')[0]).to.include({
      title: 'a',
      html: 'Only the begin',
    });
    expect(first('<title>a</title><link>https://x.example/hal')[0]!.url).to.equal(undefined);
    expect(first('<title>hal')).to.deep.equal([]);
  });

  it('reads items in items, and leaves out those with nothing in them', () => {
    const { posts, problems } = channel('<item><title>a</title><item/><item><title>b</title></item></item>');
    expect(posts.map(({ title }) => title)).to.deep.equal(['a', 'b']);
    expect(problems).to.deep.equal([
      {
        path: 'item[1]',
        expected: 'something in it',
        found: 'an object with tag, attributes, nodes, whole, lang',
      },
    ]);
  });

  it('does not take a server’s failure for an empty feed', () => {
    expect(() => channel('<ERROR><msg>out of order</msg></ERROR>')).to.throw(SourceError, 'out of order');
    expect(channel('').posts).to.deep.equal([]);
  });

  it('finds the feed behind a program’s warnings', () => {
    const { posts } = read(
      '<br />\n<b>Warning</b>: x<br />\n<?xml version="1.0"?><rss><channel><item><title>a</title></item></channel></rss>',
    );
    expect(posts).to.have.length(1);
  });

  it('calls an author who is told by address by the end of it', () => {
    const item = '<item><title>A</title><dc:creator>https://l.example/u/anna</dc:creator></item>';
    const { posts } = readFeed(
      `<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>${item}</channel></rss>`,
      ADDRESS,
    );
    expect(posts[0]!.authors).to.deep.equal([{ name: 'anna', url: 'https://l.example/u/anna' }]);
  });
});
