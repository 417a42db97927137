import * as z from 'zod/mini';

const text = z.nullish(z.string());
const count = z.nullish(z.number());

export const Person = z.object({
  name: z.string(),
  url: text,
  avatar: text,
});
export type Person = z.infer<typeof Person>;

/** One picture, film, sound or file of a post. Sizes are CSS pixels, `bytes` is the file's size. */
export const Media = z.object({
  type: z.enum(['image', 'video', 'audio', 'animation', 'file']),
  url: z.string(),
  /**
   * What `url` gives, where that is known. A film with `text/html` or `application/x-mpegURL` is a page or a stream
   * that browsers don't play by themselves: its `preview` links there.
   */
  mime: text,
  preview: text,
  alt: text,
  width: count,
  height: count,
  title: text,
  bytes: count,
  captions: z.nullish(z.array(z.object({ url: z.string(), lang: text, label: text }))),
});
export type Media = z.infer<typeof Media>;

export const Quote = z.object({
  url: text,
  author: text,
  text: text,
  /** Anything but `shown` is a quote that its author or network withholds: `revoked`, `blocked`, `not-found`, … */
  state: text,
  /** What the quoted post quotes in turn: whether it can be had, no more. */
  quote: z.nullish(z.object({ url: text, state: text })),
});
export type Quote = z.infer<typeof Quote>;

export const Card = z.object({
  url: z.string(),
  title: z.string(),
  summary: text,
  image: z.nullish(z.object({ url: z.string(), alt: text })),
});
export type Card = z.infer<typeof Card>;

/** Results only; a feed never votes. `votes` is null while the network withholds it. */
export const PostPoll = z.object({
  options: z.array(z.object({ label: z.string(), votes: count })),
  /** People, not votes: with `multiple`, percentages are of these and add up to more than 100. */
  voters: count,
  multiple: z.nullish(z.boolean()),
  closes: text,
});
export type PostPoll = z.infer<typeof PostPoll>;

/** A picture that stands for `:shortcode:` in the text, in a warning and in a poll's options. */
export const Emoji = z.object({ shortcode: z.string(), url: z.string() });
export type Emoji = z.infer<typeof Emoji>;

/** What JSON Feed lacks, in an item's `_civic` member. */
export const CivicExtension = z.object({
  network: text,
  pinned: z.nullish(z.boolean()),
  media: z.nullish(z.array(Media)),
  warning: text,
  sensitive: z.nullish(z.boolean()),
  counts: z.nullish(z.object({ replies: count, boosts: count, likes: count, views: count })),
  action: z.nullish(z.object({ label: z.string(), url: z.string() })),
  boostedBy: z.nullish(Person),
  replyTo: text,
  quote: z.nullish(Quote),
  card: z.nullish(Card),
  poll: z.nullish(PostPoll),
  emojis: z.nullish(z.array(Emoji)),
  /** Deleted, blocked or not told by the network: there is a link at most. */
  unavailable: z.nullish(z.boolean()),
});
export type CivicExtension = z.infer<typeof CivicExtension>;

/**
 * One post of a feed, whatever format it came in. Addresses are absolute and have passed the address gate;
 * `html` has not been sanitized (only what is shown needs to be), `title` and every other text is plain.
 */
export interface Post extends Partial<CivicExtension> {
  id: string;
  url?: string;
  title?: string;
  html?: string;
  /** A shorter text where the document has one beside the whole, as HTML too. */
  summary?: string;
  /** What relative addresses in `html` and `summary` resolve against. */
  base?: string;
  /** RFC 3339; absent where the document has no date that can be read. */
  published?: string;
  /** Later than `published` where the post was edited. */
  updated?: string;
  /** BCP 47. */
  language?: string;
  authors: Person[];
  tags: string[];
  /** Name and address of the feed that the post came from. */
  source?: { name: string; url?: string };
}
