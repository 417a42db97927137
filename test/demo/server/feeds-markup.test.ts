import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Post } from '../../../src/contracts/post.js';
import { cleanHtml } from '../../../demo/server/feeds/clean-html.js';
import { cleanPost, picturesOf } from '../../../demo/server/feeds/clean-post.js';
import { redacted } from '../../../demo/server/feeds/redacted.js';

const base = 'https://there.example/a/b';
const clean = (html: string): string =>
  cleanHtml(html, base, (url) => `https://here.example/p?${encodeURIComponent(url)}`);

describe('markup', () => {
  const pairs: [name: string, html: string, expected: string][] = [
    ['stays what it is', '<p lang="sv">Hej <b>du</b><br>då</p>', '<p lang="sv">Hej <b>du</b><br>då</p>'],
    [
      'keeps its character references',
      'a &amp; b &lt;b&gt; &nbsp;&foo; &#x3c;',
      'a &amp; b &lt;b&gt; &nbsp;&foo; &#x3c;',
    ],
    [
      'gets absolute links',
      '<a href="../c?x=1&amp;y=2">c</a>',
      '<a href="https://there.example/c?x=1&amp;y=2">c</a>',
    ],
    ['loses links that are none', '<a href="javascript:alert(1)">c</a>', '<a>c</a>'],
    [
      'loses what acts and what styles',
      '<p onclick="x()" style="background:url(//t.example)" id=a>x</p>',
      '<p>x</p>',
    ],
    [
      'keeps the classes that mean something',
      '<span class="invisible">x</span>',
      '<span class="invisible">x</span>',
    ],
    ['loses scripts with everything in them', 'a<script>if (a<b) x("</p>")</script>b', 'ab'],
    ['loses what is never closed', 'a<style>p{background:url(//t.example)}', 'a'],
    ['loses an element that browsers would fill themselves', 'a<iframe src="//t.example">b</iframe>c', 'ac'],
    [
      'loses films, with what stands in them',
      'a<video poster="//t.example/p.png"><source src="x">old</video>b',
      'ab',
    ],
    ['goes on after what was never closed', 'a<svg/>b<object>c', 'abc'],
    ['loses comments', 'a<!-- <img src=x> -->b<!doctype html>c<?php x ?>d<![CDATA[e]]>f', 'abcdf'],
    ['loses what an unclosed comment hides', 'a<!-- <img src=x>', 'a'],
    [
      'loses elements that it does not know, not what is in them',
      '<custom-x><p>a</p></custom-x><picture><source srcset=x>b</picture>',
      '<p>a</p>b',
    ],
    ['keeps a lone sign', '1 < 2 <3 <', '1 &lt; 2 &lt;3 &lt;'],
    ['loses a tag that never ends', 'a<img src="x" b', 'a'],
    [
      'keeps an attribute in its place',
      "<td colspan='2\"><img src=x>'>a</td>",
      '<td colspan="2&quot;&gt;&lt;img src=x&gt;">a</td>',
    ],
    ['reads tags in any case', '<P><A HREF=/x>a</A></P>', '<p><a href="https://there.example/x">a</a></p>'],
    ['takes the first of two', '<a href="/1" href="/2">a</a>', '<a href="https://there.example/1">a</a>'],
  ];
  for (const [name, html, expected] of pairs) test(name, () => assert.equal(clean(html), expected));

  test('shows pictures from here', () => {
    const here = 'https://here.example/p?https%3A%2F%2Fthere.example%2Fa%2Fx.png';
    assert.equal(
      clean(
        '<img src="x.png" alt="A &quot;b&quot; <c>" width=300 height="auto" srcset="y.png 2x" onerror=z>',
      ),
      `<img src="${here}" alt="A &quot;b&quot; &lt;c&gt;" width="300">`,
    );
    for (const html of [
      '<IMG SRC=x.png>',
      '<img/src=x.png>',
      '<img\nsrc\n=\n"x.png"/>',
      "<img src='x.png'>",
      '<img alt="" src="  x.png ">',
      '<img src="&#120;.png">',
      '<img src=//there.example/a/x.png />',
    ]) {
      assert.equal(clean(html), `<img src="${here}" alt="">`, html);
    }
  });

  test('shows no picture that counts readers, and none that has no address', () => {
    for (const html of [
      '<img src="x.png" width="1" height="1">',
      '<img src="x.png" height=0>',
      '<img src="data:image/png;base64,AAAA">',
      '<img srcset="x.png 2x">',
      '<image src="x.png">',
      '<input type=image src="x.png">',
      '<body background="x.png">',
      '<link rel=stylesheet href="x.css">',
    ]) {
      assert.equal(clean(html), '', html);
    }
  });

  test('of any size takes a time that grows with it, and no more', () => {
    const hostile = [
      '<a "',
      '<',
      '<a a=',
      "<img '",
      '<!--',
      '</',
      '<script>',
      '<p ',
      '<svg>',
      '&',
      '<a href="',
    ];
    for (const piece of hostile) {
      const began = performance.now();
      cleanHtml(piece.repeat(1_000_000 / piece.length), base, (url) => url);
      const took = performance.now() - began;
      assert.ok(took < 3000, `${piece}: ${took} ms`);
    }
  });
});

describe('a post', () => {
  const post: Post = {
    id: '1',
    url: 'https://there.example/1',
    title: 'T',
    base,
    html: '<p><img src="in.png"></p>',
    summary: '<p>S <img src="sum.png" alt="A"><img src="m.jpg"></p>',
    authors: [{ name: 'A', avatar: 'https://there.example/avatar' }, { name: 'B' }],
    boostedBy: { name: 'C', avatar: 'https://there.example/booster' },
    tags: [],
    media: [
      { type: 'image', url: 'https://there.example/a/m.jpg', preview: 'https://there.example/m-s.jpg' },
      { type: 'video', url: 'https://there.example/film.mp4', preview: 'https://there.example/poster' },
      { type: 'file', url: 'https://there.example/x.pdf' },
    ],
    card: {
      url: 'https://there.example/c',
      title: 'C',
      image: { url: 'https://there.example/card', alt: 'x' },
    },
    emojis: [{ shortcode: 'e', url: 'https://there.example/emoji' }],
  };

  test('has pictures in every place that a browser fetches them from', () => {
    assert.deepEqual(
      picturesOf(post)
        .map((url) => url.slice('https://there.example/'.length))
        .sort(),
      ['a/in.png', 'a/m.jpg', 'a/sum.png', 'avatar', 'booster', 'card', 'emoji', 'm-s.jpg', 'poster'],
    );
  });

  test('shows what they were made of', () => {
    const seen = cleanPost(post, (url) => url.replace('there', 'here'));
    assert.deepEqual(seen, {
      id: '1',
      url: 'https://there.example/1',
      title: 'T',
      html: '<p><img src="https://here.example/a/in.png" alt=""></p>',
      summary: '<p>S </p>',
      authors: [{ name: 'A', avatar: 'https://here.example/avatar' }, { name: 'B' }],
      boostedBy: { name: 'C', avatar: 'https://here.example/booster' },
      tags: [],
      media: [
        { type: 'image', url: 'https://here.example/a/m.jpg', preview: 'https://here.example/m-s.jpg' },
        { type: 'video', url: 'https://there.example/film.mp4', preview: 'https://here.example/poster' },
        { type: 'file', url: 'https://there.example/x.pdf' },
        // A summary is sent as text: its picture has gone where the others are, once.
        { type: 'image', url: 'https://here.example/a/sum.png', alt: 'A' },
      ],
      card: {
        url: 'https://there.example/c',
        title: 'C',
        image: { url: 'https://here.example/card', alt: 'x' },
      },
      emojis: [{ shortcode: 'e', url: 'https://here.example/emoji' }],
    });
  });

  test('shows none where there may be none', () => {
    const seen = cleanPost(post, () => undefined);
    assert.doesNotMatch(JSON.stringify(seen), /there\.example\/(a\/|avatar|booster|m-s|poster|card|emoji)/);
    assert.equal(seen.media?.length, 2);
  });
});

describe('what is secret', () => {
  const secret = 'EAAB|x/+&"<y>#z';

  test('goes however it is written, and wherever', () => {
    const value = {
      list: [`before ${secret} after`, 7, null, true],
      address: `https://x.example/?a=1&access_token=${encodeURIComponent(secret)}&b=2`,
      lower: encodeURIComponent(secret).toLowerCase(),
      form: new URLSearchParams({ t: secret }).toString(),
      markup: `<a href="?t=${secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')}">x</a>`,
    };
    assert.deepEqual(redacted(value, [secret]), {
      list: ['before  after', 7, null, true],
      address: 'https://x.example/?a=1&access_token=&b=2',
      lower: '',
      form: 't=',
      markup: '<a href="?t=">x</a>',
    });
  });

  test('is nothing short, which stands in many a text', () => {
    assert.equal(redacted('kort text', ['kort', '']), 'kort text');
    assert.equal(redacted('a long-secret-a', ['long-secret', 'long-secret-a']), 'a ');
  });
});
