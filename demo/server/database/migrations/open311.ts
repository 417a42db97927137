export const open311: readonly string[] = [
  // What came in through Open311, by its public number, which leads to nothing that the resident wrote in private.
  `CREATE TABLE open311_requests (
    id text PRIMARY KEY,
    token text UNIQUE,
    submission text NOT NULL UNIQUE,
    reference text NOT NULL UNIQUE REFERENCES submissions (reference),
    service_code text NOT NULL,
    requested timestamptz NOT NULL
  )`,
  `CREATE INDEX open311_requests_requested ON open311_requests (requested)`,
  // What was passed on to another server: claimed before it is sent, so that it is sent once.
  `CREATE TABLE open311_relayed (
    relay text NOT NULL,
    submission text NOT NULL,
    answer text,
    at timestamptz NOT NULL,
    PRIMARY KEY (relay, submission)
  )`,

  `CREATE TABLE spent_challenges (id text PRIMARY KEY, expires timestamptz NOT NULL)`,

  // pending, clean, infected, failed; or unscanned, where no scanner is configured.
  `ALTER TABLE files ADD COLUMN scan text NOT NULL DEFAULT 'unscanned'`,
  `ALTER TABLE files ADD COLUMN scan_attempts integer NOT NULL DEFAULT 0`,
  `ALTER TABLE files ADD COLUMN scan_due timestamptz`,
];
