/** A feed of another server: fetched, kept, and served as `/api/feeds/:id`. */
export interface FeedSource {
  id: string;
  /** Default: what the feed calls itself. */
  title?: string | undefined;
  /** A feed of any format that the widget reads, or a Mastodon or Bluesky profile; without anything secret. */
  url: string;
  /** Sent with it to its own origin, as are the headers, and to nobody else. */
  query: Record<string, string>;
  headers: Record<string, string>;
  /** Seconds after which a copy is read anew. */
  refresh: number;
  /** More than this of a document is not read; the whole posts in it are used. */
  maxBytes: number;
  /** Whether pictures come through this server, so that visitors' browsers ask nobody else. */
  proxyImages: boolean;
}

/** Headers that say nothing that nobody may know. */
const openHeaders = /^(accept|accept-language|user-agent)$/i;

/** Everything that must never be seen in an answer, a log or a kept copy. */
export function secretsOf({ query, headers }: FeedSource): string[] {
  const sent = Object.entries(headers)
    .filter(([name]) => !openHeaders.test(name))
    .flatMap(([, value]) => [value, value.replace(/^\S+\s+/, '')]);
  return [...Object.values(query), ...sent].filter((secret) => secret !== '');
}
