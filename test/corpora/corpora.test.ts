/* eslint-disable @typescript-eslint/no-unsafe-member-access -- What is expected has a shape of its own in every file. */
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Feed } from '../../src/contracts/feed.js';
import { htmlToText } from '../../src/internal/text.js';
import { parseDate } from '../../src/sources/dates.js';
import { profileOf } from '../../src/sources/profiles.js';
import { socialPoll } from '../../src/sources/social-poll.js';
import { readFeed } from '../../src/sources/read-feed.js';
import {
  type Check,
  Checks,
  checkActivityPub,
  checkBluesky,
  checkFeed,
  checkMastodon,
  checkPoll,
} from './checks.js';
import {
  ADDRESS,
  type Expected,
  MISSING,
  expected,
  filesIn,
  jsonOf,
  linesOf,
  readDocument,
} from './corpora.js';
import { DISPUTED } from './disputed.js';

/** Of every hundred values, how many have to be read as expected; of those that a person checked, all. */
const WANTED = 98;

const areas = new Map<string, Check[]>();

const reasonFor = ({ file, what }: Check): string | undefined =>
  DISPUTED.find((each) => file.endsWith(each.file) && new RegExp(each.what ?? '').test(what))?.reason;

function settle(area: string, checks: Check[]): void {
  areas.set(area, [...(areas.get(area) ?? []), ...checks]);
  for (const check of checks) {
    if (check.ok || reasonFor(check)) continue;
    const { what, wanted, found } = check;
    assert.deepEqual(found, wanted, what);
    assert.fail(`${what}: wanted ${JSON.stringify(wanted)}, found ${JSON.stringify(found)}`);
  }
}

const rate = (checks: readonly Check[]): number =>
  checks.length ? (checks.filter((each) => each.ok).length / checks.length) * 100 : 100;

function summary(): void {
  const line = (name: string, checks: readonly Check[]) => {
    const disputed = checks.filter((each) => !each.ok && reasonFor(each)).length;
    const passed = checks.filter((each) => each.ok).length;
    console.log(
      `${name.padEnd(22)} ${passed} of ${checks.length} values (${rate(checks).toFixed(1)} %)${disputed ? `, ${disputed} disputed` : ''}`,
    );
  };
  for (const [area, checks] of areas) line(area, checks);
  const all = [...areas.values()].flat();
  line('all', all);
  line(
    'checked by a person',
    all.filter((each) => each.handChecked),
  );
  const documents = new Set(all.map((each) => each.file));
  const differing = new Set(all.filter((each) => !each.ok).map((each) => each.file));
  console.log(`documents as expected  ${documents.size - differing.size} of ${documents.size}`);
}

/** A status around a part of one, which is what some documents hold. */
const statusWith = (part: Expected): unknown => [
  {
    id: '1',
    content: '',
    visibility: 'public',
    account: { acct: 'town', url: 'https://social.example/@town' },
    ...part,
  },
];

const fragment = (part: Expected): Feed => readFeed(JSON.stringify(statusWith(part)), ADDRESS);

describe('documents that others wrote', { skip: MISSING }, () => {
  const wanted = MISSING ? {} : expected();
  const files = (folder: string) => (MISSING ? [] : filesIn(folder).filter((file) => wanted[file]));

  for (const file of files('feeds')) {
    it(file, () => {
      const { feed, refused } = readDocument(file);
      settle(file.split('/').slice(0, 2).join('/'), checkFeed(file, wanted[file]!, feed, refused));
    });
  }

  for (const file of files('social/mastodon')) {
    it(file, () => {
      const json = jsonOf(file) as Expected;
      const one = wanted[file]!;
      if (one.card) {
        const { card } = fragment({ card: json }).posts[0]!;
        const check = new Checks(file, one);
        check.same('card', one.card.url, card?.url);
        settle('social/mastodon', check.list);
      } else if (one.quoted) {
        const { quote } = fragment({ quote: json }).posts[0]!;
        const check = new Checks(file, one);
        check.same('state', 'shown', quote?.state);
        check.same('url', one.quoted.url, quote?.url);
        check.same('author', one.quoted.author, quote?.author);
        settle('social/mastodon', check.list);
      } else {
        settle('social/mastodon', checkMastodon(file, one, readDocument(file).feed));
        // What is not public is left out; that it could be read shows when it is.
        const asPublic = { ...json, visibility: 'public' };
        if (json.visibility === 'private') {
          assert.deepEqual(
            checkMastodon(file, one, readFeed(JSON.stringify(asPublic), ADDRESS)).filter((each) => !each.ok),
            [],
          );
        }
      }
    });
  }

  for (const file of files('social/activitypub')) {
    it(file, () =>
      settle('social/activitypub', checkActivityPub(file, wanted[file]!, readDocument(file).feed)),
    );
  }

  for (const file of files('social/bluesky')) {
    it(file, () => settle('social/bluesky', checkBluesky(file, wanted[file]!, readDocument(file).feed)));
  }

  for (const file of files('polls')) {
    it(`${file}, as the poll widget reads it`, () => {
      const check = new Checks(file, wanted[file]!);
      const found = socialPoll(jsonOf(file), 'https://social.example/') as
        | { options: { label: string; votes: number }[]; type: string; closes?: string; isOver: boolean }
        | undefined;
      const options = found?.options.map(({ label, votes }) => [label, votes]) ?? [];
      check.same('options', JSON.stringify(wanted[file]!.options), JSON.stringify(options));
      check.same('multiple', wanted[file]!.multiple, found?.type === 'multiple');
      if (wanted[file]!.expired !== undefined) check.same('is over', wanted[file]!.expired, found?.isOver);
      if (wanted[file]!.endTime) check.date('closes', String(wanted[file]!.endTime), found?.closes);
      settle('polls', check.list);
    });
  }

  for (const file of files('polls').filter((each) => wanted[each]!.options?.length)) {
    it(file, () => {
      const feed = /mastodon/.test(file) ? fragment({ poll: jsonOf(file) }) : readDocument(file).feed;
      settle('polls', checkPoll(file, wanted[file]!, feed));
    });
  }

  for (const file of files('xss/feeds')) {
    it(file, () => {
      const { feed } = readDocument(file);
      settle(
        'xss/feeds',
        checkFeed(file, { ...wanted[file], feedparser_expects: undefined, title: null }, feed, undefined),
      );
      const plain = [feed.title, ...feed.posts.flatMap((post) => [post.title, ...post.tags])].join(' ');
      assert.doesNotMatch(plain, /<script|onerror/i, 'what is shown as text holds no markup to run');
    });
  }

  it('Bluesky: dates', () => {
    const valid = linesOf('social/bluesky/datetime_syntax_valid.txt');
    const invalid = linesOf('social/bluesky/datetime_parse_invalid.txt');
    const check = new Checks('social/bluesky/dates', {});
    for (const date of valid)
      check.is(
        date,
        Math.floor(Date.parse(parseDate(date) ?? '') / 1000) === Math.floor(Date.parse(date) / 1000),
        date,
        parseDate(date),
      );
    for (const date of invalid) check.same(date, undefined, parseDate(date));
    settle('social/bluesky', check.list);
  });

  it('Bluesky: handles', () => {
    const check = new Checks('social/bluesky/handles', {});
    const read = (handle: string) => profileOf(`https://bsky.app/profile/${handle}`);
    for (const handle of linesOf('social/bluesky/handle_syntax_valid.txt'))
      check.is(handle, !!read(handle), true, undefined);
    for (const handle of linesOf('social/bluesky/handle_syntax_invalid.txt')) {
      // An address can't hold white space or a slash, and a DID is another way to name somebody.
      if (/^\s|\s$|\/|^did:/.test(handle)) continue;
      check.same(handle, undefined, read(handle));
    }
    settle('social/bluesky', check.list);
  });

  it('difficult text comes out as it went in', () => {
    const strings = jsonOf('text/blns.json') as string[];
    const check = new Checks('text/blns.json', wanted['text/blns.json']!);
    const items = strings.map((text, id) => ({ id, title: text, content_text: text, tags: [text] }));
    const json = JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: '', items });
    const escape = (text: string) => text.replace(/[&<>]/g, (letter) => `&#${letter.charCodeAt(0)};`);
    // XML has no place for most control characters, and none for half a pair.
    const possible = (text: string) =>
      text.replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '').replace(/\p{Cs}/gu, '');
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom">${strings.map((text, i) => `<entry><id>${i}</id><title>${escape(possible(text))}</title></entry>`).join('')}</feed>`;
    const same = (a: string, b = '') => a.replace(/\s+/g, ' ').trim() === b.replace(/\s+/g, ' ').trim();
    const [fromJson, fromXml] = [readFeed(json, ADDRESS).posts, readFeed(atom, ADDRESS).posts];
    for (const [i, text] of strings.entries()) {
      const post = fromJson[i];
      check.is(`title ${i}`, same(text, post?.title), text, post?.title);
      check.is(`text ${i}`, same(text, htmlToText(post?.html ?? '')), text, post?.html);
      check.is(`xml ${i}`, same(possible(text), fromXml[i]?.title), text, fromXml[i]?.title);
    }
    settle('text', check.list);
  });

  it('every dispute is still one', () => {
    const checks = [...areas.values()].flat();
    const settled = DISPUTED.filter(
      (each) => !checks.some((check) => !check.ok && check.file.endsWith(each.file)),
    );
    assert.deepEqual(settled, []);
  });

  it(`${WANTED} % of all values, and all that a person checked`, () => {
    const all = [...areas.values()].flat();
    assert.ok(rate(all) >= WANTED, `${rate(all)} %`);
    assert.deepEqual(
      all.filter((each) => each.handChecked && !each.ok && !reasonFor(each)),
      [],
    );
  });

  after(summary);
});
