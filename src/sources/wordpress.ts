import type { Feed, ItemProblem } from '../contracts/feed.js';
import type { Media, Person, Post } from '../contracts/post.js';
import { safeLink, safeResource } from '../internal/safe-url.js';
import { htmlToLine } from '../internal/text.js';
import { parseDate } from './dates.js';
import { type Json, array, edited, language, object, readEach, string, words } from './json.js';
import { medium } from './media.js';

const rendered = (value: unknown): string => string(object(value).rendered) ?? '';

/** The featured picture; a smaller one of those that WordPress has made is its preview. */
function picture(value: Json, base: string): Media | undefined {
  const { width, height, sizes } = object(value.media_details);
  const small = object(object(sizes).medium_large ?? object(sizes).large ?? object(sizes).medium);
  return medium(value.source_url, base, {
    mime: string(value.mime_type),
    alt: string(value.alt_text),
    title: htmlToLine(rendered(value.caption)),
    preview: string(small.source_url),
    width,
    height,
  });
}

function author(value: Json, base: string): Person | undefined {
  const name = words(value.name);
  const [avatar] = Object.values(object(value.avatar_urls)).slice(-1);
  return name
    ? {
        name,
        url: safeLink(value.url, base) ?? safeLink(value.link, base),
        avatar: safeResource(avatar, base),
      }
    : undefined;
}

function readPost(value: Json, base: string): Post | undefined {
  const { author: authors, 'wp:featuredmedia': pictures, 'wp:term': terms } = object(value._embedded);
  const url = safeLink(value.link, base) ?? safeLink(rendered(value.guid), base);
  const title = htmlToLine(rendered(value.title));
  const excerpt = rendered(value.excerpt).trim();
  const html = rendered(value.content).trim() || excerpt;
  // The times without `_gmt` are the site's own, in a zone that is not told.
  const published = parseDate(value.date_gmt) ?? parseDate(value.date);
  const updated = edited(published, parseDate(value.modified_gmt) ?? parseDate(value.modified));
  const lang = language(value.lang);
  const id = words(rendered(value.guid)) ?? words(value.id) ?? url;
  if (!id) return undefined;
  return {
    id,
    ...(url && { url }),
    ...(title && { title }),
    ...(html && { html }),
    ...(excerpt && excerpt !== html && { summary: excerpt }),
    base: url ?? base,
    ...(published && { published }),
    ...(updated && { updated }),
    ...(lang && { language: lang }),
    authors: array(authors)
      .map((each) => author(each, base))
      .filter((each) => each !== undefined),
    tags: (Array.isArray(terms) ? terms.flatMap(array) : [])
      .filter(({ taxonomy }) => taxonomy === 'category' || taxonomy === 'post_tag')
      .map(({ name }) => htmlToLine(string(name) ?? ''))
      .filter(Boolean),
    media: array(pictures)
      .map((each) => picture(each, base))
      .filter((each) => each !== undefined),
    pinned: value.sticky === true,
  };
}

const postsOf = (json: unknown): Json[] => (Array.isArray(json) ? array(json) : [object(json)]);

export const isWordPress = (json: unknown): boolean =>
  postsOf(json).some(({ title, content, link }) =>
    [title, content].some((each) => typeof object(each).rendered === 'string' && link !== undefined),
  );

/** WordPress's REST API, `wp/v2/posts` and other types of posts, with what `_embed` adds. */
export function wordpress(json: unknown, base: string): Feed {
  const problems: ItemProblem[] = [];
  const posts = readEach(postsOf(json), '', 'a post with an id or a link', problems, (value) =>
    value.status === undefined || value.status === 'publish' ? readPost(value, base) : null,
  );
  return { format: 'wordpress', posts, problems };
}
