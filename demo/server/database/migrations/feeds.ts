export const feeds: readonly string[] = [
  // The last good copy of a feed of another server, and what came of the attempts since.
  `CREATE TABLE feed_copies (
    id text PRIMARY KEY,
    address text NOT NULL,
    revision text NOT NULL,
    document text,
    validators text,
    fetched timestamptz,
    changed timestamptz,
    failures integer NOT NULL,
    failure text,
    retry timestamptz
  )`,
  `CREATE TABLE hidden_feeds (feed_id text PRIMARY KEY, at timestamptz NOT NULL)`,
  `CREATE TABLE hidden_posts (
    feed_id text NOT NULL,
    post text NOT NULL,
    pictures text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (feed_id, post)
  )`,
];
