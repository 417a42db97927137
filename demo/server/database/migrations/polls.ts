/** `bucketOf` of the polls' `votes.ts` works it out too. */
const bucket = `get_byte(decode(substr(ballot, 1, 2), 'hex'), 0) % 32`;

export const polls: readonly string[] = [
  // Append-only. `change` counts the votes of a ballot from 0, so that two of them at once are in each other's way.
  // Without times, and without a reference to the poll: every vote would lock the poll's row for it.
  `CREATE TABLE poll_votes (
    bucket integer NOT NULL,
    poll_id text NOT NULL,
    ballot text NOT NULL,
    change integer NOT NULL,
    revision integer NOT NULL,
    choices text NOT NULL,
    PRIMARY KEY (bucket, poll_id, ballot, change)
  )`,
  `INSERT INTO poll_votes (bucket, poll_id, ballot, change, revision, choices)
    SELECT ${bucket}, poll_id, ballot,
      CAST(row_number() OVER (PARTITION BY poll_id, ballot ORDER BY revision) - 1 AS integer), revision, choices
    FROM votes ORDER BY ballot, revision`,
  `DROP TABLE votes`,
  // What the votes add up to: each count is the sum of up to 32 rows. Made from the votes, never by hand.
  `CREATE TABLE poll_tallies (
    bucket integer NOT NULL,
    poll_id text NOT NULL,
    cell text NOT NULL,
    count integer NOT NULL,
    PRIMARY KEY (bucket, poll_id, cell)
  )`,
  `CREATE INDEX poll_tallies_poll ON poll_tallies (poll_id)`,

  // Whoever may vote once, as a keyed hash of a code or of a person. A row never changes: when a right is used, its row
  // in poll_unused goes, and what is left says neither when that was nor in which order.
  `CREATE TABLE poll_roll (hash text NOT NULL, poll_id text NOT NULL, PRIMARY KEY (hash, poll_id))`,
  `CREATE TABLE poll_unused (hash text NOT NULL, poll_id text NOT NULL, PRIMARY KEY (hash, poll_id))`,
  `INSERT INTO poll_roll (hash, poll_id) SELECT hash, poll_id FROM poll_codes ORDER BY hash`,
  `INSERT INTO poll_unused (hash, poll_id) SELECT hash, poll_id FROM poll_codes WHERE NOT used ORDER BY hash`,
  `DROP TABLE poll_codes`,
];
