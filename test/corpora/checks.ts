/* eslint-disable @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return, @typescript-eslint/restrict-plus-operands -- What is expected has a shape of its own in every file. */
/** What is expected of a document against what is read, value by value. */
import type { Feed } from '../../src/contracts/feed.js';
import type { Media, Post } from '../../src/contracts/post.js';
import { htmlToLine, htmlToText } from '../../src/internal/text.js';
import { ADDRESS, type Expected } from './corpora.js';

export interface Check {
  file: string;
  what: string;
  ok: boolean;
  wanted: unknown;
  found: unknown;
  handChecked: boolean;
}

/** Readers differ in how they treat white space, and in what ends a paragraph. */
const squeeze = (text: unknown): string => (typeof text === 'string' ? text.replace(/[\s\u200b]+/g, '') : '');

const resolve = (address: string, base = ADDRESS): string => {
  try {
    return new URL(address, base).href;
  } catch {
    return '';
  }
};

const seconds = (date: string): number =>
  Math.floor(Date.parse(date.replace(/ \(no zone\)$/, 'Z').replace(/([\d])$/, '$1')) / 1000);

const all = (html: string | undefined, pattern: RegExp): string[] =>
  [...(html ?? '').matchAll(pattern)].map((match) => match[1]!);

/** Pictures of a post's own and in its text, but for counters. */
const pictures = (post: Post): string[] => [
  ...(post.media ?? []).flatMap((each) => [each.url, each.preview ?? '']),
  ...[...(post.html ?? '').matchAll(/<img\b[^>]*>/gi)]
    .filter(([tag]) => !/\b(?:width|height)="?[012]"?\b/.test(tag))
    .map(([tag]) => resolve(/\bsrc="([^"]*)"/.exec(tag)?.[1]?.replace(/&amp;/g, '&') ?? '', post.base)),
];

const mainType = (mime: string): string => mime.replace(/\/.*/, '').replace('application', 'file');

export class Checks {
  readonly list: Check[] = [];
  readonly #file: string;
  readonly #handChecked: boolean;

  constructor(file: string, { handChecked }: Expected) {
    this.#file = file;
    this.#handChecked = handChecked === true;
  }

  is(what: string, ok: boolean, wanted: unknown, found: unknown): void {
    this.list.push({ file: this.#file, what, ok, wanted, found, handChecked: this.#handChecked });
  }

  same(what: string, wanted: unknown, found: unknown): void {
    this.is(what, (wanted ?? undefined) === (found ?? undefined), wanted, found);
  }

  text(what: string, wanted: string | null, found: string | undefined): void {
    this.is(what, squeeze(wanted) === squeeze(found), wanted, found);
  }

  starts(what: string, wanted: string, found: string | undefined): void {
    this.is(what, squeeze(found).startsWith(squeeze(wanted)), wanted, found?.slice(0, 200));
  }

  date(what: string, wanted: string | null, found: string | undefined): void {
    if (wanted?.startsWith('UNPARSED')) this.is(what, !!found, 'a date', found);
    else this.is(what, wanted ? seconds(wanted) === seconds(found ?? '') : !found, wanted, found);
  }

  link(what: string, wanted: string | null, found: string | undefined, base?: string): void {
    const url = wanted ? resolve(wanted, base) : '';
    this.is(what, /^https?:/.test(url) ? url === found : !found, wanted, found);
  }

  /** One of the names; readers put addresses of mail among them. */
  author(what: string, wanted: string, post: Post): void {
    const names = post.authors.map((each) => squeeze(each.name));
    const name = squeeze(htmlToLine(wanted).replace(/:\w+:/g, ''));
    const ok = !name || names.some((each) => name.includes(each) || (/@/.test(name) && !!each));
    this.is(what, ok, wanted, names);
  }

  media(what: string, wanted: Expected, post: Post): void {
    const found = post.media ?? [];
    const matches = (each: Media) =>
      (!wanted.url || each.url === wanted.url) &&
      (!wanted.thumbnail || each.preview === wanted.thumbnail) &&
      (!wanted.type || each.type === wanted.type) &&
      (!wanted.mime || each.mime === wanted.mime) &&
      (!wanted.width || each.width === wanted.width) &&
      (wanted.alt === undefined || (wanted.alt ?? undefined) === each.alt);
    const inText = wanted.type === 'image' && pictures(post).some((url) => !wanted.url || url === wanted.url);
    this.is(what, found.some(matches) || inText, wanted, found);
  }
}

/** What a title that is told as it stands in the XML is to be read as. */
function titleOf({ title_xml_text: text, title_type: type = '' }: Expected, format: string): string {
  const written = String(text);
  if (/octet-stream/.test(String(type))) return htmlToLine(atob(written.trim()));
  return format === 'rss' || /html/.test(String(type)) ? htmlToLine(written) : written.trim();
}

function item(check: Checks, at: string, wanted: Expected, post: Post | undefined, format: string): void {
  if (!post) {
    check.is(at, false, wanted, undefined);
    return;
  }
  if (wanted.title_xml_text !== undefined) check.text(`${at} title`, titleOf(wanted, format), post.title);
  if (wanted.link_as_written) {
    const bases = [ADDRESS, post.base, post.url].map((base) => resolve(String(wanted.link_as_written), base));
    const ok = bases.some((url) => (/^https?:/.test(url) ? url === post.url : !post.url));
    const isRelative = !/^\w+:/.test(String(wanted.link_as_written));
    const ends = post.url?.endsWith(String(wanted.link_as_written).replace(/^\.?\//, ''));
    check.is(`${at} link`, ok || (isRelative && !!ends), wanted.link_as_written, post.url);
  }
  if (wanted.published) check.date(`${at} published`, wanted.published, post.published);
  if (wanted.author) check.author(`${at} author`, wanted.author, post);
  if (wanted.id && !wanted.attachments) check.same(`${at} id`, String(wanted.id), post.id);
  for (const each of wanted.enclosures ?? []) {
    const type = mainType(each.type ?? '');
    check.media(
      `${at} enclosure`,
      { url: each.url, ...(/^(?:image|video|audio)$/.test(type) && { type }) },
      post,
    );
  }
  for (const [kind, url] of wanted.media ?? []) {
    // Players, and films for Flash, are not to be shown; thumbnails where there is nothing better.
    if (kind === 'player' || /youtube\.com\/v\//.test(url)) continue;
    const found = pictures(post);
    check.is(`${at} ${kind}`, found.includes(url) || (kind === 'thumbnail' && found.length > 0), url, found);
  }
}

/** What a person wrote down. Here what is null has to be absent. */
function normalised(check: Checks, at: string, wanted: Expected, post: Post | undefined): void {
  if (!post) {
    check.is(at, false, wanted, undefined);
    return;
  }
  const has = (name: string) => wanted[name] !== undefined;
  if (has('title')) check.text(`${at} title`, wanted.title, post.title);
  if (has('url')) check.link(`${at} url`, wanted.url, post.url);
  if (has('id')) check.same(`${at} id`, wanted.id, post.id);
  if (has('published')) check.date(`${at} published`, wanted.published, post.published);
  if (has('updated')) check.date(`${at} updated`, wanted.updated, post.updated);
  if (wanted.author) check.same(`${at} author`, wanted.author, post.authors[0]?.name);
  if (wanted.author === null) check.same(`${at} author`, 0, post.authors.length);
  if (has('authors'))
    check.same(`${at} authors`, wanted.authors.join(), post.authors.map((each) => each.name).join());
  if (has('text_starts')) check.starts(`${at} text`, wanted.text_starts, htmlToText(post.html ?? ''));
  if (has('text')) check.text(`${at} text`, wanted.text, htmlToText(post.html ?? ''));
  for (const each of wanted.media ?? []) check.media(`${at} media`, each, post);
  if (wanted.media?.length === 0) check.same(`${at} media`, '', pictures(post).join(' '));
  for (const url of wanted.links_in_body ?? []) {
    const found = all(post.html, /href="([^"]*)"/g).map((href) => resolve(href, post.base));
    check.is(`${at} link in text`, found.includes(url), url, found);
  }
  for (const each of wanted.enclosures ?? []) {
    const found = post.media?.find(({ url }) => url === each.url);
    check.is(`${at} enclosure`, found?.mime === each.type && found?.bytes === each.bytes, each, found);
  }
}

/** `entries[0]['title'] == '…'` and its like, of the members that we have too. */
function feedparser(check: Checks, line: string, feed: Feed): void {
  const literal = (text: string) =>
    text
      .replace(/\\u([\da-f]{4})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
      .replace(/\\n/g, '\n');
  // A letter told by its number.
  const told = line.replace(
    /ord\((.*?)\) == (\d+)/g,
    (_, path: string, code: string) => `${path} == '\\u${Number(code).toString(16).padStart(4, '0')}'`,
  );
  for (const [, path, single, double] of told.matchAll(
    /(?<![\w.])((?:entries|feed)[\w[\]'.]*)\)? == (?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")(?! \+)/g,
  )) {
    const wanted = literal(single ?? double ?? '');
    const names: string[] = (path ?? '').match(/\w+/g) ?? [];
    const post = feed.posts[Number(names[1])] ?? feed.posts[0];
    const last = names.at(-1)!;
    const isText = last === 'description' || (names[2] === 'content' && last === 'value');
    const html = isText ? post?.html : undefined;
    const links = all(wanted, /(?:href|src)="([^"]*)"/g);
    const found = all(html, /(?:href|src)="([^"]*)"/g).map((url) => resolve(url, post?.base));
    for (const url of isText ? links : []) check.is('link in text', found.includes(resolve(url)), url, found);
    if (last === 'base' && names.includes('content')) check.same('base', wanted, post?.base);
    else if (last === 'language') check.same('language', wanted, post?.language);
    else if (last === 'src' || last === 'link') check.same(last, wanted, post?.url);
    else if (last === 'guid') check.same(last, wanted, post?.id);
    else if (last === 'name') check.same(path!, wanted, post?.authors[Number(names.at(-2))]?.name);
    else if (last === 'updated') check.date(last, wanted, post?.published);
    else if (/^(?:media_thumbnail|image)$/.test(names[2] ?? ''))
      check.is(last, pictures(post!).includes(wanted), wanted, post?.media);
    else if (names[0] === 'feed' && last === 'title')
      check.text('feed title', htmlToText(wanted), feed.title);
    else if (last === 'title') check.text('title', htmlToText(wanted), post?.title);
    else if (names[0] === 'feed' && names.includes('title_detail'))
      check.text('feed title', htmlToText(wanted), feed.title);
    else if (html !== undefined) {
      // A plain text may well look like markup.
      const [a, b] = [squeeze(htmlToText(wanted)), squeeze(htmlToText(html))];
      check.is('text', a === b || squeeze(wanted) === b, wanted, html);
    }
  }
}

export function checkFeed(file: string, wanted: Expected, feed: Feed, refused: string | undefined): Check[] {
  const check = new Checks(file, wanted);
  if (wanted.is && !wanted.is.startsWith('not')) return [];
  const count = wanted.lenient_items ?? wanted.items_with_anything_to_show ?? wanted.items ?? 0;
  if (wanted.json !== 'INVALID') check.same('items', count, feed.posts.length);
  if (wanted.is || /never as an empty success/.test(wanted.note ?? ''))
    check.is('is refused', !!refused, true, refused);
  if (wanted.title) check.text('feed title', htmlToLine(wanted.title), feed.title);
  const isJson = file.endsWith('.json');
  const firsts: Expected[] = wanted.items_with_anything_to_show === 0 ? [] : (wanted.first_items ?? []);
  const list: Expected[] = wanted.normalised ?? wanted.normalised_if_lenient ?? [];
  firsts.forEach((first, i) => {
    const post = feed.posts[i];
    // What a person wrote down beats what a program found.
    const byHand = list[i]?.url !== undefined ? { link_as_written: undefined } : {};
    const each: Expected = { ...first, ...byHand };
    if (!isJson) item(check, `item ${i}`, each, post, feed.format);
    else if (!post) check.is(`item ${i}`, false, each, undefined);
    else {
      if (each.id) check.same(`item ${i} id`, each.id, post.id);
      if (each.url) check.link(`item ${i} url`, each.url, post.url);
      if (each.title) check.text(`item ${i} title`, each.title, post.title);
      if (each.date_published) check.date(`item ${i} published`, each.date_published, post.published);
      if (each.attachments) check.same(`item ${i} attachments`, each.attachments, post.media?.length);
      for (const name of each.author ?? []) check.author(`item ${i} author`, name, post);
    }
  });
  list.forEach((each, i) => normalised(check, `item ${i} (by hand)`, each, feed.posts[i]));
  if (wanted.feedparser_expects) feedparser(check, wanted.feedparser_expects, feed);
  return check.list;
}

function poll(check: Checks, at: string, wanted: Expected, post: Post | undefined): void {
  const options = post?.poll?.options.map(({ label, votes }) => [label, votes]);
  check.same(`${at} options`, JSON.stringify(wanted.options), JSON.stringify(options));
  if (wanted.multiple !== undefined) check.same(`${at} multiple`, wanted.multiple, post?.poll?.multiple);
  if (wanted.endTime) check.date(`${at} closes`, wanted.endTime, post?.poll?.closes ?? undefined);
}

export function checkPoll(file: string, wanted: Expected, feed: Feed): Check[] {
  const check = new Checks(file, wanted);
  poll(check, 'poll', wanted, feed.posts[0]);
  return check.list;
}

const MASTODON_TYPES: Record<string, string> = { gifv: 'animation' };

export function checkMastodon(file: string, wanted: Expected, feed: Feed): Check[] {
  const check = new Checks(file, wanted);
  const count = wanted.count ?? (wanted.ancestors ?? 0) + (wanted.descendants ?? 0);
  check.same('statuses', count, feed.posts.length);
  (wanted.statuses ?? []).forEach((each: Expected, i: number) => {
    const post = feed.posts[i];
    const at = `status ${i}`;
    if (!post) {
      check.is(at, false, each, undefined);
      return;
    }
    check.link(`${at} url`, each.url, post.url);
    check.author(`${at} author`, each.author || `@${each.acct}`, post);
    check.date(`${at} published`, each.published, post.published);
    check.same(`${at} is a boost`, each.boost, !!post.boostedBy);
    const isCut = each.text.length > 190;
    if (isCut) check.starts(`${at} text`, each.text, htmlToText(post.html ?? ''));
    else check.text(`${at} text`, each.text, htmlToText(post.html ?? ''));
    if (each.spoiler_text) check.same(`${at} warning`, each.spoiler_text, post.warning);
    if (each.language) check.same(`${at} language`, each.language, post.language);
    check.same(`${at} sensitive`, !!each.sensitive, !!post.sensitive);
    if (each.edited) check.date(`${at} edited`, each.edited, post.updated);
    for (const [n, { type, alt }] of (each.media ?? []).entries()) {
      const found = post.media?.[n];
      check.same(
        `${at} media ${n}`,
        `${MASTODON_TYPES[type] ?? type}: ${alt}`,
        `${found?.type}: ${found?.alt ?? null}`,
      );
    }
    check.same(`${at} media`, each.media?.length ?? 0, post.media?.length);
    if (each.poll) poll(check, at, each.poll, post);
    for (const code of each.custom_emoji ?? []) {
      check.is(`${at} emoji`, !!post.emojis?.some(({ shortcode }) => shortcode === code), code, post.emojis);
    }
    if (each.card)
      check.same(
        `${at} card`,
        `${each.card.url} ${each.card.title}`,
        `${post.card?.url} ${post.card?.title}`,
      );
    if (each.boosted_by)
      check.is(
        `${at} boosted by`,
        !!post.boostedBy?.url?.includes(each.boosted_by),
        each.boosted_by,
        post.boostedBy,
      );
    if (each.quote) {
      const isShown = each.quote.quoted !== null;
      check.same(`${at} quote`, isShown ? 'shown' : each.quote.state, post.quote?.state);
      check.link(`${at} quote url`, each.quote.quoted, post.quote?.url ?? undefined);
    }
  });
  return check.list;
}

function activity(check: Checks, at: string, wanted: Expected, post: Post | undefined): void {
  if (!post) {
    check.is(at, false, wanted, undefined);
    return;
  }
  if (wanted.id) check.same(`${at} id`, wanted.id, post.id);
  if (wanted.name !== undefined) check.text(`${at} name`, wanted.name, post.title);
  if (wanted.published) check.date(`${at} published`, wanted.published, post.published);
  if (wanted.url) check.link(`${at} url`, wanted.url, post.url);
  const author = wanted.author ?? wanted.attributedTo;
  if (author && author !== 'LIST') check.same(`${at} author`, author, post.authors[0]?.url);
  if (wanted.text) check.starts(`${at} text`, wanted.text, htmlToText(post.html ?? ''));
  if (wanted.type === 'Announce') check.is(`${at} is shared`, !!post.boostedBy, true, post.boostedBy);
  if (wanted.summary)
    check.starts(`${at} summary`, htmlToText(wanted.summary), post.warning ?? htmlToText(post.summary ?? ''));
  if (wanted.sensitive) check.same(`${at} sensitive`, true, post.sensitive);
  for (const [n, { alt }] of (wanted.attachments ?? []).entries()) {
    check.same(`${at} alt`, alt ?? undefined, post.media?.[n]?.alt ?? undefined);
  }
}

export function checkActivityPub(file: string, wanted: Expected, feed: Feed): Check[] {
  const check = new Checks(file, wanted);
  if (wanted.items !== undefined) {
    check.same('items', wanted.items, feed.posts.length);
    check.same('shared', wanted.kinds.Announce ?? 0, feed.posts.filter((post) => post.boostedBy).length);
    wanted.first.forEach((each: Expected, i: number) => activity(check, `item ${i}`, each, feed.posts[i]));
  } else if (wanted.type === 'Tombstone') check.same('nothing of what was deleted', 0, feed.posts.length);
  else activity(check, 'object', wanted, feed.posts[0]);
  if (/magnet\/wss/.test(wanted.note ?? '')) {
    const addresses = JSON.stringify(feed.posts);
    check.is('no other addresses', !/magnet:|wss:/.test(addresses), true, addresses.slice(0, 200));
  }
  return check.list;
}

function bluesky(check: Checks, at: string, wanted: Expected, post: Post | undefined): void {
  if (!post) {
    check.is(at, false, wanted, undefined);
    return;
  }
  if (wanted.uri) check.same(`${at} uri`, wanted.uri, post.id);
  if (wanted.author) check.author(`${at} author`, wanted.author, post);
  if (wanted.handle)
    check.is(`${at} handle`, !!post.authors[0]?.url?.endsWith(wanted.handle), wanted.handle, post.authors);
  if (wanted.published) check.date(`${at} published`, wanted.published, post.published);
  if (wanted.text) check.starts(`${at} text`, wanted.text, htmlToText(post.html ?? ''));
  if (wanted.url) check.link(`${at} url`, wanted.url, post.url);
  if (wanted.images)
    check.same(
      `${at} images`,
      wanted.images.map(({ alt }: Expected) => alt || '').join('|'),
      post.media?.map(({ alt }) => alt ?? '').join('|'),
    );
  if (wanted.card) check.link(`${at} card`, wanted.card, post.card?.url);
  if (/gallery|video/.test(wanted.embed ?? ''))
    check.is(`${at} media`, !!post.media?.length, true, post.media);
  if (wanted.quote === 'viewRecord') check.same(`${at} quote`, 'shown', post.quote?.state);
  else if (/NotFound|Blocked|Detached/.test(wanted.quote ?? ''))
    check.is(`${at} quote`, !!post.quote?.state && post.quote.state !== 'shown', wanted.quote, post.quote);
  else if (wanted.quote) check.is(`${at} shown record`, !!post.card, true, post.card);
  if (wanted.reply_parent) check.is(`${at} reply`, !!post.replyTo || !!post.boostedBy, true, post.replyTo);
  if (wanted.reposted_by)
    check.is(
      `${at} reposted`,
      !!post.boostedBy?.url?.endsWith(wanted.reposted_by),
      wanted.reposted_by,
      post.boostedBy,
    );
  for (const [text, target] of wanted.facets ?? []) {
    const links = [...(post.html ?? '').matchAll(/<a href="([^"]*)">([^]*?)<\/a>/g)];
    const ok = links.some(
      ([, href, inner]) =>
        htmlToText(inner!).trim() === htmlToText(text).trim() &&
        decodeURIComponent(href!.replace(/&amp;/g, '&'))
          .replace(/\/$/, '')
          .endsWith(decodeURIComponent(target).replace(/\/$/, '')),
    );
    check.is(
      `${at} facet`,
      ok,
      [text, target],
      links.map((each) => each.slice(1)),
    );
  }
}

export function checkBluesky(file: string, wanted: Expected, feed: Feed): Check[] {
  const check = new Checks(file, wanted);
  if (wanted.items) {
    check.same('items', wanted.count, feed.posts.length);
    check.same('reposts', wanted.reposts, feed.posts.filter((post) => post.boostedBy).length);
    wanted.items.forEach((each: Expected, i: number) => bluesky(check, `item ${i}`, each, feed.posts[i]));
  } else if (wanted.types) {
    const isBlocked = wanted.types.some((type: string) => /#blockedPost$/.test(type));
    const isQuoteBlocked = wanted.types.some((type: string) => /#viewBlocked$/.test(type));
    if (isBlocked)
      check.is(
        'a blocked post is unavailable',
        feed.posts.some((post) => post.unavailable),
        true,
        feed.posts.length,
      );
    if (isQuoteBlocked) {
      const states = feed.posts.flatMap(({ quote }) => [quote?.state, quote?.quote?.state]);
      check.is('a blocked quote is unavailable', states.includes('blocked'), 'blocked', states);
    }
    check.is(
      'something is shown',
      feed.posts.some((post) => post.html),
      true,
      feed.posts.length,
    );
  } else {
    bluesky(check, 'post', wanted, feed.posts[0]);
    if (wanted.facet_text)
      bluesky(check, 'post', { facets: [[wanted.facet_text, wanted.facet_url]] }, feed.posts[0]);
  }
  return check.list;
}
