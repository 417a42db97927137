import { check } from '../contracts/check.js';
import { type Feed, type ItemProblem, JsonFeed, JsonFeedItem } from '../contracts/feed.js';
import type { CivicExtension, Media, Person, Post } from '../contracts/post.js';
import { safeLink, safeResource } from '../internal/safe-url.js';
import type { Steps } from '../internal/steps.js';
import { textToHtml } from '../internal/text.js';
import { parseDate } from './dates.js';
import { type Json, array, compact, edited, language, object, present, readEach, string } from './json.js';
import { distinct, medium } from './media.js';

type Author = NonNullable<JsonFeedItem['author']>;

function people(
  one: Author | null | undefined,
  many: readonly Author[] | null | undefined,
  base: string,
): Person[] {
  const all = many?.length ? many : [one];
  return present(
    all.map((each) => {
      const name = each?.name || each?.url;
      const { url, avatar } = each ?? {};
      return name && compact<Person>({ name, url: safeLink(url, base), avatar: safeResource(avatar, base) });
    }),
  );
}

const person = (each: Person | null | undefined, base: string): Person | undefined =>
  each ? people(each, [], base)[0] : undefined;

/** Our own extension, with every address through the gate; what has none that is safe is left out. */
function extension(civic: CivicExtension, base: string): Partial<CivicExtension> {
  const { action, card, quote, boostedBy, replyTo, emojis, media: _, ...rest } = civic;
  const [actionUrl, cardUrl] = [action, card].map((each) => safeLink(each?.url, base));
  const image = safeResource(card?.image?.url, base);
  return compact<Partial<CivicExtension>>({
    ...rest,
    boostedBy: person(boostedBy, base),
    replyTo: safeLink(replyTo, base),
    action: action && actionUrl && { ...action, url: actionUrl },
    card: card &&
      cardUrl && { ...card, url: cardUrl, image: image ? { ...card.image, url: image } : undefined },
    quote: quote && {
      ...quote,
      url: safeLink(quote.url, base),
      quote: quote.quote && { ...quote.quote, url: safeLink(quote.quote.url, base) },
    },
    emojis: emojis && addressed(emojis, base),
  });
}

/** Things that the browser loads, those whose address it may. */
const addressed = <Item extends { url: string }>(items: readonly Item[], base: string): Item[] =>
  present(
    items.map((item) => {
      const url = safeResource(item.url, base);
      return url && { ...item, url };
    }),
  );

function media(item: JsonFeedItem, base: string): Media[] {
  return distinct([
    ...(item._civic?.media ?? []).map((each) => {
      const found = medium(each.url, base, each);
      return found && { ...found, ...(each.captions && { captions: addressed(each.captions, base) }) };
    }),
    ...(item.attachments ?? []).map((each) =>
      medium(each.url, base, { mime: each.mime_type, title: each.title, bytes: each.size_in_bytes }),
    ),
    ...[item.image, item.banner_image].map((url) => medium(url, base, { type: 'image' })),
  ]);
}

/** Members within members, at the most. */
const MAX_DEPTH = 7;

function remove(from: unknown, [key = '', ...inner]: string[]): void {
  if (inner.length) remove((from as Json | undefined)?.[key], inner);
  else if (Array.isArray(from)) from.splice(+key, 1);
  else Reflect.deleteProperty(object(from), key);
}

/**
 * An object with what a schema makes of it. What is not as it should be is told and left out: the innermost member,
 * or where that has to be there, what it is a member of.
 */
function lenient<Out>(
  schema: Parameters<typeof check<Out>>[0],
  json: Json,
  problems: ItemProblem[],
  at = '',
): Out | undefined {
  const usable = { ...json };
  for (let up = 0; up < MAX_DEPTH; up++) {
    const { data, problems: found } = check(schema, usable, at);
    if (!found) return data;
    if (!up) problems.push(...found);
    const paths = found.map(({ path }) => {
      const keys = path.slice(at.length).match(/[^.[\]]+/g) ?? [];
      return keys.slice(0, Math.max(1, keys.length - up)).join('.');
    });
    // From the last to the first, so that the places in a list stay what they were.
    for (const path of [...new Set(paths)].reverse()) remove(usable, path.split('.'));
  }
  return undefined;
}

function readItem(item: JsonFeedItem, base: string): Post {
  const url = safeLink(item.url, base) ?? safeLink(item.external_url, base);
  const published = parseDate(item.date_published) ?? parseDate(item.date_modified);
  return compact<Post>({
    ...(item._civic && extension(item._civic, base)),
    id: String(item.id),
    url,
    title: item.title?.trim(),
    html: item.content_html || textToHtml(item.content_text || item.summary || ''),
    summary: item.content_html && textToHtml(item.summary ?? ''),
    base: url ?? base,
    published,
    updated: edited(published, parseDate(item.date_modified)),
    language: language(item.language),
    authors: people(item.author, item.authors, base),
    tags: item.tags ?? [],
    media: media(item, base),
  });
}

/** By its version, or where that was forgotten by members that no other format has. */
export const isJsonFeed = (json: unknown): boolean => {
  const { version, items } = object(json);
  return (
    /jsonfeed\.org\/version/.test(string(version) ?? '') ||
    array(items).some((item) => 'content_html' in item || 'content_text' in item)
  );
};

/** JSON Feed 1 and 1.1, with our own `_civic` extension. */
export function* jsonFeed(json: unknown, base: string): Steps<Feed> {
  const problems: ItemProblem[] = [];
  const data = lenient(JsonFeed, { version: '', ...object(json) }, problems);
  const items = data?.items ?? [];
  const authors = people(data?.author, data?.authors, base);
  const lang = language(data?.language);
  const posts = yield* readEach(items, 'items', 'an item', problems, (each, i) => {
    const item = object(each);
    if (!Object.keys(item).length) return undefined;
    // An id is asked for, and forgotten: it is only needed to tell posts apart.
    const id = string(item.id) || string(item.url) || string(item.external_url) || `${base}#${i}`;
    const read = lenient(JsonFeedItem, { ...item, id }, problems, `items[${i}]`);
    const post = read && readItem(read, base);
    return (
      post && {
        ...(lang && { language: lang }),
        ...post,
        authors: post.authors.length ? post.authors : authors,
      }
    );
  });
  return compact<Feed>({
    format: 'json-feed',
    title: data?.title,
    url: safeLink(data?.home_page_url, base),
    language: lang,
    posts,
    next: safeLink(data?.next_url, base),
    problems,
  });
}
