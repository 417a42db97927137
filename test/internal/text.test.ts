import { expect } from '@open-wc/testing';
import {
  decodeEntities,
  htmlToLine,
  htmlToText,
  linkHtml,
  plain,
  textToHtml,
} from '../../src/internal/text.js';

describe('decodeEntities', () => {
  for (const [written, meant] of [
    ['&amp;amp;', '&amp;'],
    ['&lt;b&gt; &quot;&apos;', `<b> "'`],
    ['&nbsp;&ouml;&Ouml;&hellip;&euro;', '\u00a0öÖ…€'],
    ['&#228;&#xE4;&#XE4;', 'äää'],
    ['&#146;&#x85;', '’…'],
    ['&#0;&#xD800;&#9999999999;', '\ufffd\ufffd\ufffd'],
    ['AT&T &unknown; & &; &amp', 'AT&T &unknown; & &; &amp'],
    ['&constructor;&__proto__;&toString;', '&constructor;&__proto__;&toString;'],
  ]) {
    it(`reads ${written}`, () => expect(decodeEntities(written!)).to.equal(meant));
  }
});

describe('htmlToText', () => {
  for (const [html, text] of [
    ['<p>Ett</p><p>två<br>tre</p>', 'Ett\ntvå\ntre'],
    ['  a\n   <b>b</b>\t c ', 'a b c'],
    ['a<!-- <p>b</p> -->c<!-- d', 'ac'],
    ['a<script>alert(1)</script>b<style>c', 'ab'],
    ['5 < 6 and 7 > 3', '5 < 6 and 7 > 3'],
    ['a &lt;b&gt; c &amp;lt;', 'a <b> c &lt;'],
    ['a <b', 'a'],
  ]) {
    it(`of ${JSON.stringify(html)}`, () => expect(htmlToText(html!)).to.equal(text));
  }

  it('puts a title on one line', () => expect(htmlToLine('<p>a</p><p>b</p>')).to.equal('a b'));
});

describe('textToHtml', () => {
  for (const [text, html] of [
    ['a\nb\n\n\nc', '<p>a<br>b</p><p>c</p>'],
    ['<b> & "', '<p>&lt;b&gt; &amp; &quot;</p>'],
    [
      'Se https://stora.example/a?b=1&c=2.',
      '<p>Se <a href="https://stora.example/a?b=1&amp;c=2">https://stora.example/a?b=1&amp;c=2</a>.</p>',
    ],
    ['(https://stora.example/)', '<p>(<a href="https://stora.example/">https://stora.example/</a>)</p>'],
    ['javascript:alert(1) ftp://x', '<p>javascript:alert(1) ftp://x</p>'],
    [' \n ', ''],
  ]) {
    it(`of ${JSON.stringify(text)}`, () => expect(textToHtml(text!)).to.equal(html));
  }

  it('never lets an address out of its attribute', () => {
    expect(linkHtml('https://x.example/"onclick="a', '<b>')).to.equal(
      '<a href="https://x.example/&quot;onclick=&quot;a">&lt;b&gt;</a>',
    );
  });
});

it('takes overrides of the reading direction away, and nothing else', () => {
  expect(plain('a\u202eb\u2066c\u200fd\u200de')).to.equal('abc\u200fd\u200de');
});
