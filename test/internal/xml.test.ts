import { expect } from '@open-wc/testing';
import {
  child,
  children,
  descendants,
  innerHtml,
  isElement,
  parseXml,
  textOf,
} from '../../src/internal/xml.js';

const root = (source: string, address?: string) => parseXml(source, address).nodes.find(isElement)!;
const text = (source: string) => textOf(root(source));

describe('parseXml', () => {
  it('reads elements, attributes, text, CDATA and comments', () => {
    const a = root(`<?xml version="1.0"?><!-- x --><a b='1' c=2 d><e/>å<![CDATA[<&]]><!-- y -->&amp;</a>`);
    expect({ ...a.attributes }).to.deep.equal({ b: '1', c: '2', d: '' });
    expect(textOf(a)).to.equal('å<&&');
    expect(children(a, 'e')).to.have.length(1);
    expect(a.whole).to.be.true;
  });

  it('takes what is no markup for text', () => {
    expect(text('<a>5 < 6 & 7 <3 &nope; &nbsp;</a>')).to.equal('5 < 6 & 7 <3 &nope; \u00a0');
  });

  it('forgives wrong nesting and missing ends', () => {
    const a = root('<a><b>x<c>y</b>z</a>');
    expect(textOf(a)).to.equal('xyz');
    expect(textOf(child(a, 'b'))).to.equal('xy');
    expect(descendants(a, 'c')[0]!.whole, 'closed by what is around it').to.be.true;
  });

  it('says what a document that breaks off has not ended', () => {
    const a = root('<a><b>x</b><b>y');
    expect(children(a, 'b').map((each) => each.whole)).to.deep.equal([true, false]);
    expect(root('<a><b>x</b><c d="').nodes).to.have.length(1);
  });

  it('knows namespaces by their names and not by their prefixes', () => {
    const a = root(
      '<r xmlns:q="http://purl.org/dc/elements/1.1/" xmlns:a="http://www.w3.org/2005/Atom"><q:date/><a:link/><media:x/><own:y xmlns:own="urn:z"/></r>',
    );
    expect(a.nodes.filter(isElement).map((each) => each.tag)).to.deep.equal([
      'dc:date',
      'link',
      'media:x',
      'own:y',
    ]);
  });

  it('does not take what only looks like the document’s own for it', () => {
    const a = root(
      '<rss xmlns="http://backend.userland.com/rss2"><item><title xmlns="urn:other">no</title><title>yes</title></item></rss>',
    );
    expect(textOf(child(child(a, 'item')!, 'title'))).to.equal('yes');
    expect(root('<feed xmlns="urn:unknown"><entry/></feed>').nodes.find(isElement)!.tag).to.equal('entry');
  });

  it('hands language and base address on', () => {
    const a = root(
      '<a xml:lang="sv" xml:base="b/"><c xml:base="d"/><e xml:base="javascript:x"/></a>',
      'https://x.example/a',
    );
    const [c, e] = a.nodes.filter(isElement);
    expect([a.base, c!.base, e!.base, c!.lang]).to.deep.equal([
      'https://x.example/b/',
      'https://x.example/b/d',
      'https://x.example/b/',
      'sv',
    ]);
  });

  it('replaces the entities of a document type, never inside one another and not without bound', () => {
    expect(text('<!DOCTYPE a [<!ENTITY town "Storå">]><a>&town;</a>')).to.equal('Storå');
    expect(text('<!DOCTYPE a [<!ENTITY x "lol"><!ENTITY y "&x;&x;">]><a>&y;</a>')).to.equal('&y;');
    const long = text(`<!DOCTYPE a [<!ENTITY x "${'x'.repeat(900)}">]><a>${'&x;'.repeat(100_000)}</a>`);
    expect(long.length).to.be.lessThan(600_000);
    expect(text('<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "http://x.example/"><a>b</a>')).to.equal(
      'b',
    );
    expect(text('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')).to.equal('&x;');
  });

  it('keeps names of JavaScript’s own apart from those of a document', () => {
    const a = root('<constructor __proto__="x" toString="y"><hasOwnProperty/></constructor>');
    expect(a.attributes.__proto__).to.equal('x');
    expect(a.tag).to.equal('constructor');
  });
});

describe('innerHtml', () => {
  const html = (source: string) => innerHtml(root(source));

  it('writes HTML: prefixes gone, void elements without an end', () => {
    expect(
      html(
        '<d xmlns:h="http://www.w3.org/1999/xhtml"><h:p class="a&quot;b">x &lt; y<h:br/>z<h:img src="i"/></h:p></d>',
      ),
    ).to.equal('<p class="a&quot;b">x &lt; y<br>z<img src="i"></p>');
    expect(html('<d>a<br>b</d>'), 'a line break that nobody closed').to.equal('a<br>b');
  });

  it('keeps of what is no HTML the text only', () => {
    expect(
      html(
        '<d xmlns="http://www.w3.org/2005/Atom"><e><p>a</p><ul xmlns="urn:other"><li>b</li></ul><m:x xmlns:m="urn:m">c</m:x></e></d>',
      ),
    ).to.equal('<e><p>a</p>bc</e>');
  });
});
