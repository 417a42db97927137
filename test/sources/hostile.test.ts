/** Whatever an address answers with: something to show or a SourceError, and soon. */
import { expect } from '@open-wc/testing';
import { SourceError } from '../../src/internal/errors.js';
import { atOnce } from '../../src/internal/steps.js';
import { htmlToText } from '../../src/internal/text.js';
import { wholeJson } from '../../src/sources/cut.js';
import { readFeed } from '../../src/sources/read-feed.js';
import { ADDRESS, DOCUMENTS } from '../fixtures/feeds/documents.js';

/** Milliseconds on a slow machine; what grows with the square of the size takes minutes. */
const SOON = 8000;
const LARGE = 2_000_000;

function readSoon(text: string) {
  const start = performance.now();
  try {
    return readFeed(text, ADDRESS);
  } catch (error) {
    expect(error).to.be.instanceOf(SourceError);
    return undefined;
  } finally {
    expect(performance.now() - start).to.be.lessThan(SOON);
  }
}

const repeat = (part: string, length = LARGE) => part.repeat(length / part.length);
const item = (inner: string) => `<rss><channel><item>${inner}</item></channel></rss>`;
const jsonItem = (more: string) =>
  `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":1,${more}},{"id":2,"title":"b"}]}`;

describe('hostile documents', () => {
  for (const [name, xml] of Object.entries({
    'elements in one another': () =>
      `<rss><channel>${'<item>'.repeat(10_000)}<title>a</title>${'</item>'.repeat(10_000)}</channel></rss>`,
    'markup in one another': () =>
      item(`<title>a</title><description>${'<div>'.repeat(10_000)}b${'</div>'.repeat(10_000)}</description>`),
    'nothing but <': () => repeat('<', 5_000_000),
    'a feed of <': () => `<rss>${repeat('<', 5_000_000)}`,
    'tags that do not end': () => `<rss>${repeat('<a ')}`,
    'attributes that do not end': () => `<rss>${repeat('<a b="')}`,
    'very many elements': () => `<rss><channel>${repeat('<a/>')}`,
    'very many items': () => `<rss><channel>${repeat('<item><title>a</title></item>', 600_000)}`,
    'very many namespaces': () =>
      `<rss ${Array.from({ length: 50_000 }, (_, i) => `xmlns:n${i}="u"`).join(' ')}><channel>${'<item xmlns:q="r"/>'.repeat(20_000)}`,
    'very long addresses': () =>
      `<rss xml:base="https://x.example/${'a/'.repeat(100_000)}"><channel>${'<item xml:base="b/"><link>c</link></item>'.repeat(5000)}`,
    'comments that do not end': () => `<rss>${repeat('<!--')}`,
    'a document type that does not end': () => `<!DOCTYPE a [${repeat('<!ENTITY a "')}`,
    'an entity, again and again': () =>
      `<!DOCTYPE a [<!ENTITY a "${'a'.repeat(999)}">]><rss><channel><item><title>${repeat('&a;')}</title></item></channel></rss>`,
    'entities in one another': () =>
      `<!DOCTYPE a [<!ENTITY a0 "ha">${Array.from({ length: 30 }, (_, i) => `<!ENTITY a${i + 1} "&a${i};&a${i};">`).join('')}]><rss><channel><item><title>&a30;</title></item></channel></rss>`,
  })) {
    it(`XML: ${name}`, () => void readSoon(xml()));
  }

  for (const part of [
    '<a',
    '<a href="',
    '<!--',
    '<script',
    '</script ',
    '<img ',
    '<img src="',
    '<div class="feedflare">',
    '<br',
    '&',
    '&a',
    '&#1',
    ' ',
    '\n',
    '(',
    'a@',
    'http://',
    'http://.',
    '.',
    '"',
    '\u202e',
    '1 ',
    'jan ',
  ]) {
    it(`texts of ${JSON.stringify(part)}`, () => {
      const long = repeat(part, 400_000);
      const cdata = `<![CDATA[${long}x]]>`;
      readSoon(
        item(
          `<title>${cdata}</title><link>${cdata}</link><guid>${cdata}</guid><author>${cdata}</author><pubDate>${cdata}</pubDate><category>${cdata}</category><description>${cdata}</description>`,
        ),
      );
      const written = JSON.stringify(`${long}x`);
      readSoon(
        jsonItem(
          `"title":${written},"content_text":${written},"date_published":${written},"language":${written}`,
        ),
      );
      readSoon(
        JSON.stringify([
          {
            id: 1,
            uri: long,
            visibility: 'public',
            content: long,
            spoiler_text: long,
            account: { display_name: long, emojis: [{ shortcode: long }] },
            quote: { content: long, url: 'https://x.example/' },
          },
        ]),
      );
      readSoon(
        JSON.stringify({
          data: [{ id: '1', message: long, permalink_url: long, media_type: long, caption: long }],
        }),
      );
      readSoon(JSON.stringify({ feed: [{ post: { uri: `at://${long}`, record: { text: long } } }] }));
      const start = performance.now();
      htmlToText(long);
      expect(performance.now() - start).to.be.lessThan(SOON);
    });
  }

  it('JSON: lists and objects in one another', () => {
    const deep = (open: string, close: string) => open.repeat(50_000) + close.repeat(50_000);
    readSoon('['.repeat(100_000));
    readSoon(deep('[', ']'));
    readSoon('{"items":'.repeat(100_000));
    expect(readSoon(jsonItem(`"content_html":${deep('[', ']')}`))!.posts.map(({ id }) => id)).to.include('2');
    readSoon(
      `{"@context":"x","type":"OrderedCollection","orderedItems":[${deep('{"type":"Announce","object":', '}')}]}`,
    );
    readSoon(
      `{"thread":${'{"$type":"app.bsky.feed.defs#threadViewPost","parent":'.repeat(20_000)}0${'}'.repeat(20_000)}}`,
    );
    readSoon(
      `{"feed":[{"post":{"record":{"text":"a"},"embed":${'{"$type":"app.bsky.embed.recordWithMedia#view","media":'.repeat(20_000)}0${'}'.repeat(20_000)}}}]}`,
    );
  });

  it('names of JavaScript’s own are names like others', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']) {
      for (const document of Object.values(DOCUMENTS)) {
        for (const word of [
          'title',
          'type',
          'id',
          'url',
          'items',
          'content',
          'image',
          'text',
          'object',
          'post',
          '$type',
          'name',
        ]) {
          readSoon(document.replaceAll(`"${word}"`, `"${name}"`).replaceAll(`<${word}`, `<${name}`));
          readSoon(
            document.replace(new RegExp(`("${word.replace('$', '\\$')}":)"[^"]*"`, 'g'), `$1"${name}"`),
          );
        }
      }
    }
    readSoon(
      `<__proto__><rss><channel><item><constructor/><title>&constructor;</title></item></channel></rss></__proto__>`,
    );
    expect(({} as Record<string, unknown>).polluted).to.equal(undefined);
  });
});

/** Numbers that look random and are the same every time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const WRONG: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  ' ',
  'a',
  '💩\ud800',
  'javascript:alert(1)',
  '<img src=x onerror=alert(1)>',
  [],
  {},
  [[]],
  [null],
  [{}],
  { length: 9 },
  'at://a/b/c',
  'https://x.example/',
  '2026-11-02',
  'x'.repeat(5000),
];

/** A copy of a value in which some of the parts are something else, gone or twice. */
function mutate(value: unknown, random: () => number, rate: number): unknown {
  if (random() < rate) return WRONG[Math.floor(random() * WRONG.length)];
  if (Array.isArray(value))
    return value.flatMap((each: unknown) =>
      random() < rate
        ? []
        : random() < rate
          ? [each, mutate(each, random, rate)]
          : [mutate(each, random, rate)],
    );
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]: [string, unknown]) =>
      random() < rate ? [] : [[key, mutate(each, random, rate)]],
    ),
  );
}

/** A text in which some stretches are gone, twice, moved or something else. */
function scramble(text: string, random: () => number): string {
  const pieces = [
    '<',
    '>',
    '"',
    '&',
    '&amp;',
    ']]>',
    '<![CDATA[',
    '<!--',
    '\0',
    '\ufffd',
    '</item>',
    '</entry>',
    '<item>',
    'xmlns="x"',
    '{',
    '}',
    '[',
    ']',
    ',',
  ];
  let found = text;
  for (let n = Math.ceil(random() * 6); n > 0; n--) {
    const at = Math.floor(random() * found.length);
    const length = Math.floor(random() * 40);
    const part = [pieces[Math.floor(random() * pieces.length)]!, '', found.slice(at, at + length).repeat(2)][
      Math.floor(random() * 3)
    ]!;
    found = found.slice(0, at) + part + found.slice(at + length);
  }
  return random() < 0.2 ? found.slice(0, Math.floor(random() * found.length)) : found;
}

/** What every post promises, whatever it was made of. */
function expectSound(text: string): void {
  const feed = readSoon(text);
  if (!feed) return;
  for (const post of feed.posts) {
    expect(post.id, text).to.be.a('string').that.is.not.empty;
    expect(post.authors, text).to.be.an('array');
    expect(
      post.tags.every((tag) => typeof tag === 'string'),
      text,
    ).to.be.true;
    for (const name of [
      'url',
      'title',
      'html',
      'summary',
      'published',
      'updated',
      'language',
      'warning',
      'replyTo',
    ] as const)
      expect(typeof (post[name] ?? ''), `${name} of ${text}`).to.equal('string');
    const { card, quote, boostedBy, media = [], authors, emojis } = post;
    const links = [
      post.url,
      post.replyTo,
      card?.url,
      quote?.url,
      boostedBy?.url,
      ...authors.map(({ url }) => url),
    ];
    const resources = [
      card?.image?.url,
      boostedBy?.avatar,
      ...authors.map(({ avatar }) => avatar),
      ...(media ?? []).flatMap(({ url, preview }) => [url, preview]),
      ...(emojis ?? []).map(({ url }) => url),
    ];
    for (const url of links) if (url) expect(url, text).to.match(/^(?:https?|mailto|tel):/);
    for (const url of resources) if (url) expect(url, text).to.match(/^https?:/);
    for (const date of [post.published, post.updated])
      if (date) expect(Number.isNaN(Date.parse(date)), text).to.be.false;
    if (post.language) expect(() => new Intl.Locale(post.language!), text).to.not.throw();
  }
  if (feed.next) expect(feed.next, text).to.match(/^https?:/);
}

describe('documents with mistakes', () => {
  for (const [format, document] of Object.entries(DOCUMENTS)) {
    const isJson = /^[[{]/.test(document);

    it(`${format}: 500 of them`, () => {
      const random = seeded(format.length * 7919);
      for (let i = 0; i < 500; i++) {
        const isWrong = isJson && i % 2;
        expectSound(
          isWrong
            ? JSON.stringify(mutate(JSON.parse(document), random, 0.02 + random() * 0.2))
            : scramble(document, random),
        );
      }
    });

    it(`${format}: broken off anywhere`, () => {
      for (let end = 0; end < document.length; end += 7) expectSound(document.slice(0, end));
    });
  }
});

describe('wholeJson', () => {
  for (const [cut, whole] of [
    ['{"items":[{"a":1},{"a":2},{"a":', '{"items":[{"a":1},{"a":2}]}'],
    ['{"items":[{"a":1},{"b":[{"c":1},{"d', '{"items":[{"a":1}]}'],
    ['{"authors":[{"a":1}],"items":[{"a"', '{"authors":[{"a":1}],"items":[]}'],
    ['[{"a":"]}\\""},{"b":"', '[{"a":"]}\\""}]'],
    ['{"first":{"orderedItems":[{"a":1},', '{"first":{"orderedItems":[{"a":1}]}}'],
  ]) {
    it(`of ${cut}`, () => expect(atOnce(wholeJson(cut!))).to.equal(whole));
  }
});
