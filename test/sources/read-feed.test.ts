import { expect } from '@open-wc/testing';
import { SourceError } from '../../src/internal/errors.js';
import { readFeed } from '../../src/sources/read-feed.js';
import { ADDRESS, DOCUMENTS } from '../fixtures/feeds/documents.js';

describe('readFeed', () => {
  for (const [format, document] of Object.entries(DOCUMENTS)) {
    it(`knows ${format} by its content`, () => {
      const feed = readFeed(`\ufeff\n ${document}`, ADDRESS);
      expect(feed.format).to.equal(format === 'youtube' ? 'atom' : format);
      expect(feed.posts).to.not.have.length(0);
      expect(feed.problems).to.deep.equal([]);
    });

    it(`gives of ${format} what can be kept as JSON`, () => {
      const feed = readFeed(document, ADDRESS);
      expect(JSON.parse(JSON.stringify(feed))).to.deep.equal(
        JSON.parse(JSON.stringify(structuredClone(feed))),
      );
    });
  }

  for (const [text, seen] of [
    ['', 'nothing'],
    ['  \n', 'nothing'],
    ['<!DOCTYPE html><title>Feed</title>', 'a web page'],
    ['<html><body><rss><channel></channel></rss></body></html>', 'a web page'],
    ['Not found', '“Not found…”'],
    ['{"error":"gone"}', '“{"error":"gone"}…”'],
    ['<opml></opml>', '“<opml></opml>…”'],
    ['{', '“{…”'],
  ]) {
    it(`says that ${JSON.stringify(text)} is none, but ${seen}`, () => {
      expect(() => readFeed(text!, ADDRESS))
        .to.throw(SourceError, `found ${seen}`)
        .with.include({ code: 'format', url: ADDRESS });
    });
  }

  it('takes an empty list for a feed without posts', () => {
    expect(readFeed('[]', ADDRESS)).to.deep.include({ posts: [], problems: [] });
  });

  it('reads JSON with line ends in its texts', () => {
    expect(readFeed('{"items":[{"content_text":"a\nb\tc"}]}', ADDRESS).posts[0]!.html).to.equal(
      '<p>a b c</p>',
    );
  });

  it('keeps the whole items of JSON that breaks off, and says so', () => {
    const { posts, problems } = readFeed(
      '[{"id":1,"content":"a","visibility":"public"},{"id":2,"conte',
      ADDRESS,
    );
    expect(posts).to.have.length(1);
    expect(problems[0]!.expected).to.equal('a whole document');
  });

  for (const [link, next] of [
    ['<https://x.example/2>; rel="next"', 'https://x.example/2'],
    ['</p?page=2>; rel=next', 'https://stora.example/p?page=2'],
    ['<a>; rel="prev", <b,c>; title="x"; rel="next"', 'https://stora.example/api/b,c'],
    ['<https://x.example/1>; rel="prev"', undefined],
    ['<javascript:x>; rel="next"', undefined],
    ['', undefined],
  ]) {
    it(`finds the next page in ${JSON.stringify(link)}`, () => {
      expect(readFeed('[]', ADDRESS, new Headers({ link: link! })).next).to.equal(next);
    });
  }
});
