import type { Feed, ItemProblem } from '../contracts/feed.js';
import type { Media, Person, Post } from '../contracts/post.js';
import { safeLink, safeResource } from '../internal/safe-url.js';
import type { Steps } from '../internal/steps.js';
import { htmlToLine } from '../internal/text.js';
import { parseDate } from './dates.js';
import {
  type Json,
  array,
  compact,
  edited,
  language,
  list,
  object,
  present,
  readEach,
  string,
  words,
} from './json.js';
import { distinct, medium } from './media.js';

const rendered = (value: unknown): string => words(object(value).rendered) ?? '';

/** The featured picture; a smaller one of those that WordPress has made is its preview. */
function picture(value: Json, base: string): Media | undefined {
  const { width, height, sizes } = object(value.media_details);
  const { medium_large: usual, large, medium: small } = object(sizes);
  return medium(value.source_url, base, {
    mime: string(value.mime_type),
    alt: string(value.alt_text),
    title: htmlToLine(rendered(value.caption)),
    preview: string(object(usual ?? large ?? small).source_url),
    width,
    height,
  });
}

function author({ name, url, link, avatar_urls }: Json, base: string): Person | undefined {
  const avatar = Object.values(object(avatar_urls)).at(-1);
  const called = htmlToLine(words(name) ?? '');
  return called
    ? compact<Person>({
        name: called,
        url: safeLink(url, base) ?? safeLink(link, base),
        avatar: safeResource(avatar, base),
      })
    : undefined;
}

function readPost(value: Json, base: string): Post | undefined {
  const { author: authors, 'wp:featuredmedia': pictures, 'wp:term': terms } = object(value._embedded);
  const url = safeLink(value.link, base) ?? safeLink(rendered(value.guid), base);
  const id = rendered(value.guid) || words(value.id) || url;
  if (!id) return undefined;
  const excerpt = rendered(value.excerpt);
  // In place of a picture that is not for everybody stands why.
  const featured = distinct(array(pictures).map((each) => picture(each, base)));
  const html = rendered(value.content) || excerpt;
  // The times without `_gmt` are the site's own, in a zone that is not told.
  const published = parseDate(value.date_gmt) ?? parseDate(value.date);
  return compact<Post>({
    id,
    url,
    title: htmlToLine(rendered(value.title)),
    html,
    summary: excerpt !== html && excerpt,
    base: url ?? base,
    published,
    updated: edited(published, parseDate(value.modified_gmt) ?? parseDate(value.modified)),
    language: language(value.lang),
    authors: present(array(authors).map((each) => author(each, base))),
    tags: present(
      list(terms)
        .flatMap(array)
        .map(
          ({ taxonomy, name }) =>
            /^(?:category|post_tag)$/.test(String(taxonomy)) && htmlToLine(string(name) ?? ''),
        ),
    ),
    media: featured.length
      ? featured
      : distinct([medium(value.jetpack_featured_media_url, base, { type: 'image' })]),
    pinned: value.sticky === true,
  });
}

const postsOf = (json: unknown): Json[] => list(json).map(object);

export const isWordPress = (json: unknown): boolean =>
  postsOf(json).some(({ title, content, link }) => link && (rendered(title) || rendered(content)));

/** WordPress's REST API, `wp/v2/posts` and other types of posts, with what `_embed` adds. */
export function* wordpress(json: unknown, base: string): Steps<Feed> {
  const problems: ItemProblem[] = [];
  const posts = yield* readEach(postsOf(json), '', 'a post with an id or a link', problems, (value) =>
    value.status === undefined || value.status === 'publish' ? readPost(value, base) : null,
  );
  return { format: 'wordpress', posts, problems };
}
