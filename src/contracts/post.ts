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
  /** Anything but `shown` is a quote that its author or network withholds. */
  state: z.nullish(z.string()),
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
  voters: count,
  closes: text,
});
export type PostPoll = z.infer<typeof PostPoll>;

/** What JSON Feed lacks, in an item's `_civic` member. */
export const CivicExtension = z.object({
  network: text,
  pinned: z.nullish(z.boolean()),
  media: z.nullish(z.array(Media)),
  warning: text,
  sensitive: z.nullish(z.boolean()),
  counts: z.nullish(z.object({ replies: count, boosts: count, likes: count })),
  action: z.nullish(z.object({ label: z.string(), url: z.string() })),
  boostedBy: z.nullish(Person),
  replyTo: text,
  quote: z.nullish(Quote),
  card: z.nullish(Card),
  poll: z.nullish(PostPoll),
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
  updated?: string;
  /** BCP 47. */
  language?: string;
  authors: Person[];
  tags: string[];
  /** Name and address of the feed that the post came from. */
  source?: { name: string; url?: string };
}
