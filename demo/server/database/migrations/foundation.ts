export const foundation: readonly string[] = [
  `CREATE TABLE secrets (name text PRIMARY KEY, value text NOT NULL)`,
  `CREATE TABLE seeded (key text PRIMARY KEY)`,
  `CREATE TABLE services (id text PRIMARY KEY, position integer NOT NULL, document text NOT NULL)`,

  `CREATE TABLE polls (
    id text PRIMARY KEY, position integer NOT NULL, definition text NOT NULL, created timestamptz NOT NULL
  )`,
  // Append-only: a changed vote is another row of its ballot, and the highest revision counts.
  `CREATE TABLE votes (
    poll_id text NOT NULL REFERENCES polls (id),
    ballot text NOT NULL,
    revision integer NOT NULL,
    choices text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (poll_id, ballot, revision)
  )`,
  // Nothing here says when a code was used or for which ballot: a vote must not lead back to a person.
  `CREATE TABLE poll_codes (
    poll_id text NOT NULL REFERENCES polls (id),
    hash text NOT NULL,
    used boolean NOT NULL DEFAULT false,
    PRIMARY KEY (poll_id, hash)
  )`,

  `CREATE TABLE submissions (
    form_id text NOT NULL,
    id text NOT NULL,
    reference text NOT NULL UNIQUE,
    status text NOT NULL,
    page text,
    language text NOT NULL,
    answers text NOT NULL,
    received timestamptz NOT NULL,
    updated timestamptz NOT NULL,
    PRIMARY KEY (form_id, id)
  )`,
  `CREATE TABLE files (
    reference text NOT NULL REFERENCES submissions (reference),
    position integer NOT NULL,
    field text NOT NULL,
    name text NOT NULL,
    type text NOT NULL,
    bytes integer NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (reference, position)
  )`,
  `CREATE TABLE case_messages (
    reference text NOT NULL REFERENCES submissions (reference),
    id text NOT NULL,
    sender text NOT NULL,
    body text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (reference, id)
  )`,

  `CREATE TABLE ratings (
    id text PRIMARY KEY, rating text, comment text, follows text, page text, at timestamptz NOT NULL
  )`,
];
