import * as z from 'zod/mini';
import { CivicExtension, type Post } from './post.js';

const text = z.nullish(z.string());
const author = z.object({ name: text, url: text, avatar: text });

/** JSON Feed 1.1, https://jsonfeed.org/version/1.1. Version 1 has `author` where 1.1 has `authors`. */
export const JsonFeedItem = z.object({
  id: z.union([z.string(), z.number()]),
  url: text,
  external_url: text,
  title: text,
  content_html: text,
  content_text: text,
  summary: text,
  image: text,
  banner_image: text,
  date_published: text,
  date_modified: text,
  language: text,
  author: z.nullish(author),
  authors: z.nullish(z.array(author)),
  tags: z.nullish(z.array(z.string())),
  attachments: z.nullish(
    z.array(
      z.object({
        url: z.string(),
        mime_type: text,
        title: text,
        size_in_bytes: z.nullish(z.number()),
      }),
    ),
  ),
  _civic: z.nullish(CivicExtension),
});
export type JsonFeedItem = z.infer<typeof JsonFeedItem>;

export const JsonFeed = z.object({
  version: z.string(),
  title: text,
  home_page_url: text,
  feed_url: text,
  next_url: text,
  icon: text,
  language: text,
  author: z.nullish(author),
  authors: z.nullish(z.array(author)),
  items: z.array(z.unknown()),
});
export type JsonFeed = z.infer<typeof JsonFeed>;

/** A part of a document that could not be read, in words for a webmaster. */
export interface ItemProblem {
  /** Where, as a JSON path (`items[3].url`) or an element's name. */
  path: string;
  expected: string;
  found: string;
}

/** What every feed format is read into. */
export interface Feed {
  /** The format's name, as used by the `check` command. */
  format: string;
  title?: string;
  url?: string;
  language?: string;
  posts: Post[];
  /** Address of the next page, where the format has one. */
  next?: string;
  problems: ItemProblem[];
}
