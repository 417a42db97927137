import { expect } from '@open-wc/testing';
import { readFeed } from '../../src/sources/read-feed.js';
import { ADDRESS, ATOM, YOUTUBE } from '../fixtures/feeds/documents.js';

const read = (xml: string) => readFeed(xml, ADDRESS);
const entry = (inner: string, namespace = 'http://www.w3.org/2005/Atom') =>
  read(`<feed xmlns="${namespace}"><entry><id>1</id>${inner}</entry></feed>`).posts[0]!;

describe('Atom', () => {
  it('reads a feed', () => {
    const feed = read(ATOM);
    expect(feed).to.include({
      format: 'atom',
      title: 'Kultur i Storå',
      url: 'https://stora.example/kultur/',
      language: 'sv',
      next: 'https://stora.example/kultur/?sida=2',
    });
    const [tales, finnish] = feed.posts;
    expect(tales).to.deep.include({
      id: 'tag:stora.example,2026:1',
      url: 'https://stora.example/kultur/sagor',
      title: 'Sagor & sånger',
      html: '<div><p>Välkomna!<br>Ta med en vän.</p></div>',
      summary: '<p>Kom och lyssna.</p>',
      base: 'https://stora.example/kultur/',
      published: '2026-11-02T07:00:00.000Z',
      updated: '2026-11-03T08:00:00.000Z',
      language: 'sv',
      tags: ['Barn'],
    });
    expect(tales!.authors).to.deep.equal([{ name: 'Biblioteket', url: 'https://stora.example/biblioteket' }]);
    expect(tales!.media![0]).to.include({
      type: 'file',
      url: 'https://stora.example/kultur/sagor.pdf',
      title: 'Programmet',
      bytes: 2048,
    });
    expect(finnish).to.deep.include({
      title: '5 < 6 & <b>',
      language: 'fi',
      html: '<p>Tervetuloa kirjastoon.</p>',
    });
    expect(finnish!.updated, 'published when it was updated').to.equal(undefined);
    expect(finnish!.authors).to.deep.equal([{ name: 'Aino' }]);
  });

  it('decodes a text once, as what it is declared to be', () => {
    expect(entry('<title>a &amp;amp; &lt;b&gt;</title>').title).to.equal('a &amp; <b>');
    expect(entry('<title type="html">a &amp;amp; &lt;b&gt;c&lt;/b&gt;</title>').title).to.equal('a & c');
    expect(
      entry('<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a <b>c</b></div></title>').title,
    ).to.equal('a c');
    expect(entry('<content type="text">the &lt;p&gt; tag</content>').html).to.equal(
      '<p>the &lt;p&gt; tag</p>',
    );
    expect(entry('<content type="html">&lt;p&gt;x&lt;/p&gt;</content>').html).to.equal('<p>x</p>');
    expect(entry('<content>a &lt;b&gt;c&lt;/b&gt;</content>').html, 'nothing declared').to.equal(
      'a <b>c</b>',
    );
  });

  it('reads Atom 0.3, its modes and its dates', () => {
    const old = (inner: string) => entry(inner, 'http://purl.org/atom/ns#');
    expect(old('<content type="text/html" mode="escaped">&lt;p&gt;x&lt;/p&gt;</content>').html).to.equal(
      '<p>x</p>',
    );
    expect(old(`<title mode="base64" type="text/html">${btoa('<b>x</b> y')}</title>`).title).to.equal('x y');
    expect(old('<issued>2026-11-02T08:00:00Z</issued><title>a</title>').published).to.equal(
      '2026-11-02T08:00:00.000Z',
    );
  });

  it('shows nothing of content in another form', () => {
    expect(entry(`<title>a</title><content type="image/png">${btoa('x')}</content>`).html).to.equal(
      undefined,
    );
    expect(entry('<content src="https://x.example/film.mp4" type="video/mp4"/>').url).to.equal(
      'https://x.example/film.mp4',
    );
  });

  it('prefers the page among several links', () => {
    const links =
      '<link rel="self" href="/s"/><link rel="alternate" type="application/json" href="/j"/><link rel="http://www.iana.org/assignments/relation/alternate" type="text/html" href="/h"/>';
    expect(entry(links).url).to.equal('https://stora.example/h');
  });

  it('takes over the author of the feed, or of where the entry came from', () => {
    expect(entry('<source><author><name>B</name></author></source>').authors[0]!.name).to.equal('B');
  });

  it('reads YouTube: a picture, the page to watch it on, and numbers', () => {
    const [post] = read(YOUTUBE).posts;
    expect(post).to.deep.include({
      network: 'youtube',
      html: '<p>Hela mötet.</p>',
      counts: { views: 321, likes: 4 },
    });
    expect(post!.media).to.have.length(1);
    expect(post!.media![0]).to.include({
      type: 'video',
      url: 'https://www.youtube.com/watch?v=abc',
      mime: 'text/html',
      preview: 'https://i.ytimg.com/vi/abc/hqdefault.jpg',
      width: 480,
    });
  });

  it('reads a single entry, and a feed with a prefix', () => {
    expect(read('<entry xmlns="http://www.w3.org/2005/Atom"><title>a</title></entry>').posts).to.have.length(
      1,
    );
    expect(
      read('<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>a</a:title></a:entry></a:feed>')
        .posts[0]!.title,
    ).to.equal('a');
  });
});
