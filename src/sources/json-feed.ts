import { check } from '../contracts/check.js';
import { type Feed, type ItemProblem, JsonFeed, JsonFeedItem } from '../contracts/feed.js';
import type { CivicExtension, Media, Person, Post } from '../contracts/post.js';
import { safeLink, safeResource } from '../internal/safe-url.js';
import { textToHtml } from '../internal/text.js';
import { parseDate } from './dates.js';
import { type Json, array, edited, language, object, readEach, string } from './json.js';
import { distinct, medium } from './media.js';

type Author = NonNullable<JsonFeedItem['author']>;

function people(
  one: Author | null | undefined,
  many: readonly Author[] | null | undefined,
  base: string,
): Person[] {
  const all = many?.length ? many : one ? [one] : [];
  return all
    .map(({ name, url, avatar }) => ({
      name: name || url || '',
      url: safeLink(url, base),
      avatar: safeResource(avatar, base),
    }))
    .filter((person) => person.name);
}

const person = (each: Person | null | undefined, base: string): Person | undefined =>
  each ? people(each, [], base)[0] : undefined;

/** Our own extension, with every address through the gate; what has none that is safe is left out. */
function extension(civic: CivicExtension, base: string): Partial<CivicExtension> {
  const { action, card, quote, boostedBy, replyTo, emojis, media: _, ...rest } = civic;
  const actionUrl = safeLink(action?.url, base);
  const cardUrl = safeLink(card?.url, base);
  const image = safeResource(card?.image?.url, base);
  return {
    ...rest,
    boostedBy: person(boostedBy, base),
    replyTo: safeLink(replyTo, base),
    ...(action && actionUrl && { action: { label: action.label, url: actionUrl } }),
    ...(card &&
      cardUrl && {
        card: { ...card, url: cardUrl, image: image ? { url: image, alt: card.image?.alt } : undefined },
      }),
    ...(quote && {
      quote: {
        ...quote,
        url: safeLink(quote.url, base),
        quote: quote.quote && { ...quote.quote, url: safeLink(quote.quote.url, base) },
      },
    }),
    ...(emojis && {
      emojis: emojis.flatMap(({ shortcode, url }) => {
        const safe = safeResource(url, base);
        return safe ? [{ shortcode, url: safe }] : [];
      }),
    }),
  };
}

function media(item: JsonFeedItem, base: string): Media[] {
  return distinct([
    ...(item._civic?.media ?? []).map((each) => {
      const found = medium(each.url, base, each);
      const captions = each.captions
        ?.map((track) => ({ ...track, url: safeResource(track.url, base) ?? '' }))
        .filter((track) => track.url);
      return found && { ...found, captions };
    }),
    ...(item.attachments ?? []).map((each) =>
      medium(each.url, base, { mime: each.mime_type, title: each.title, bytes: each.size_in_bytes }),
    ),
    ...[item.image, item.banner_image].map((url) => medium(url, base, { type: 'image' })),
  ]);
}

/**
 * An object with what a schema makes of it. Members that are not what they should be are told and left out, so that
 * one of them never costs the others.
 */
function lenient<Out>(
  schema: Parameters<typeof check<Out>>[0],
  json: Json,
  problems: ItemProblem[],
  at = '',
): Out | undefined {
  const first = check(schema, json, at);
  if (!first.problems) return first.data;
  problems.push(...first.problems);
  const usable = { ...json };
  for (const { path } of first.problems) {
    const [name] = path.slice(at ? at.length + 1 : 0).split(/[.[]/);
    Reflect.deleteProperty(usable, name!);
  }
  return check(schema, usable).data;
}

function readItem(item: JsonFeedItem, base: string): Post {
  const url = safeLink(item.url, base) ?? safeLink(item.external_url, base);
  const text = item.content_text || item.summary;
  const html = item.content_html || (text ? textToHtml(text) : undefined);
  const title = item.title?.trim();
  const found = media(item, base);
  const published = parseDate(item.date_published) ?? parseDate(item.date_modified);
  const updated = edited(published, parseDate(item.date_modified));
  const lang = language(item.language);
  return {
    ...(item._civic && extension(item._civic, base)),
    id: String(item.id),
    ...(url && { url }),
    ...(title && { title }),
    ...(html && { html }),
    ...(item.summary && item.content_html && { summary: textToHtml(item.summary) }),
    base: url ?? base,
    ...(published && { published }),
    ...(updated && { updated }),
    ...(lang && { language: lang }),
    authors: people(item.author, item.authors, base),
    tags: item.tags ?? [],
    media: found,
  };
}

/** By its version, or where that was forgotten by members that no other format has. */
export const isJsonFeed = (json: unknown): boolean => {
  const { version, items } = object(json);
  if (!Array.isArray(items)) return false;
  return (
    /jsonfeed\.org\/version/.test(string(version) ?? '') ||
    array(items).some((item) => 'content_html' in item || 'content_text' in item)
  );
};

/** JSON Feed 1 and 1.1, with our own `_civic` extension. */
export function jsonFeed(json: unknown, base: string): Feed {
  const problems: ItemProblem[] = [];
  const data = lenient(JsonFeed, { version: '', ...object(json) }, problems);
  const items = data?.items ?? [];
  const authors = people(data?.author, data?.authors, base);
  const lang = language(data?.language);
  const posts = readEach(items, 'items', 'an item', problems, (each, i) => {
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
  const url = safeLink(data?.home_page_url, base);
  const next = safeLink(data?.next_url, base);
  return {
    format: 'json-feed',
    ...(data?.title && { title: data.title }),
    ...(url && { url }),
    ...(lang && { language: lang }),
    posts,
    ...(next && { next }),
    problems,
  };
}
