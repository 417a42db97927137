import { check } from '../contracts/check.js';
import { type Feed, JsonFeed, JsonFeedItem } from '../contracts/feed.js';
import type { CivicExtension, Media, Person, Post } from '../contracts/post.js';
import { safeLink, safeResource } from '../internal/safe-url.js';
import { textToHtml } from '../internal/text.js';
import { parseDate } from './dates.js';
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
  const { action, card, quote, boostedBy, replyTo, media: _, ...rest } = civic;
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
    ...(quote && { quote: { ...quote, url: safeLink(quote.url, base) } }),
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

function readItem(item: JsonFeedItem, base: string): Post {
  const url = safeLink(item.url, base) ?? safeLink(item.external_url, base);
  const html =
    item.content_html ??
    (item.content_text ? textToHtml(item.content_text) : item.summary ? textToHtml(item.summary) : undefined);
  const published = parseDate(item.date_published) ?? parseDate(item.date_modified);
  const updated = parseDate(item.date_modified);
  return {
    ...(item._civic && extension(item._civic, base)),
    id: String(item.id),
    ...(url && { url }),
    ...(item.title?.trim() && { title: item.title.trim() }),
    ...(html && { html }),
    ...(item.summary && html !== undefined && item.content_html && { summary: textToHtml(item.summary) }),
    base: url ?? base,
    ...(published && { published }),
    ...(updated && { updated }),
    ...(item.language && { language: item.language }),
    authors: people(item.author, item.authors, base),
    tags: item.tags ?? [],
    media: media(item, base),
  };
}

export const isJsonFeed = (json: unknown): boolean =>
  typeof json === 'object' &&
  json !== null &&
  Array.isArray((json as JsonFeed).items) &&
  /jsonfeed\.org\/version/.test(String((json as JsonFeed).version));

/** JSON Feed 1 and 1.1, with our own `_civic` extension. */
export function jsonFeed(json: unknown, base: string): Feed {
  const { data, problems = [] } = check(JsonFeed, json);
  if (!data) return { format: 'json-feed', posts: [], problems };
  const authors = people(data.author, data.authors, base);
  const posts: Post[] = [];
  data.items.forEach((item, i) => {
    const read = check(JsonFeedItem, item, `items[${i}]`);
    if (read.problems) problems.push(...read.problems);
    else posts.push(readItem(read.data, base));
  });
  for (const post of posts) {
    if (!post.authors.length) post.authors = authors;
    if (data.language) post.language ??= data.language;
  }
  const url = safeLink(data.home_page_url, base);
  const next = safeLink(data.next_url, base);
  return {
    format: 'json-feed',
    ...(data.title && { title: data.title }),
    ...(url && { url }),
    ...(data.language && { language: data.language }),
    posts,
    ...(next && { next }),
    problems,
  };
}
