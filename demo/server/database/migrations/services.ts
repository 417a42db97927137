export const services: readonly string[] = [
  // What was read from elsewhere the last time: what differs from it in `services` is the office's own.
  `CREATE TABLE service_imports (
    service_id text PRIMARY KEY,
    source text NOT NULL,
    document text NOT NULL,
    at timestamptz NOT NULL
  )`,
  `CREATE TABLE service_links (
    address text PRIMARY KEY,
    checked timestamptz NOT NULL,
    failures integer NOT NULL,
    answer text NOT NULL,
    since timestamptz
  )`,
];
