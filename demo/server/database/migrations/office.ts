export const office: readonly string[] = [
  // `hash` holds its own salt and cost; without one the account signs in with the town's provider only.
  `CREATE TABLE accounts (
    name text PRIMARY KEY,
    hash text,
    email text UNIQUE,
    roles text NOT NULL,
    departments text NOT NULL,
    disabled boolean NOT NULL DEFAULT false,
    created timestamptz NOT NULL
  )`,
  // By the hash of what the cookie holds: whoever reads this table can't sign in with it.
  `CREATE TABLE office_sessions (
    hash text PRIMARY KEY,
    account text NOT NULL REFERENCES accounts (name),
    created timestamptz NOT NULL,
    seen timestamptz NOT NULL
  )`,
  // Of accounts, and of addresses as keyed hashes that change every day.
  `CREATE TABLE sign_in_failures (
    subject text PRIMARY KEY,
    count integer NOT NULL,
    last timestamptz NOT NULL,
    locked timestamptz
  )`,

  // Append-only.
  `CREATE TABLE audit (
    id text PRIMARY KEY,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    action text NOT NULL,
    form_id text,
    subject text,
    detail text
  )`,
  `CREATE INDEX audit_at ON audit (at)`,

  // What the office knows of a submission. `id` is its name in addresses: the reference is the resident's secret.
  `CREATE TABLE office_cases (
    reference text PRIMARY KEY REFERENCES submissions (reference),
    id text NOT NULL UNIQUE,
    form_id text NOT NULL,
    definition text,
    area text,
    received timestamptz NOT NULL,
    answered timestamptz,
    closed timestamptz
  )`,
  `CREATE INDEX office_cases_form ON office_cases (form_id, received)`,
  `INSERT INTO office_cases (reference, id, form_id, received)
    SELECT reference, substr(md5(reference || random()::text), 1, 12), form_id, received FROM submissions`,
  `CREATE TABLE case_notes (
    id text PRIMARY KEY,
    reference text NOT NULL REFERENCES submissions (reference),
    author text NOT NULL,
    body text NOT NULL,
    at timestamptz NOT NULL
  )`,
  `CREATE INDEX case_notes_reference ON case_notes (reference)`,

  // Every definition under which something was sent or that was published, by its hash.
  `CREATE TABLE form_definitions (hash text PRIMARY KEY, definition text NOT NULL, made timestamptz NOT NULL)`,
  // Forms that the office made, and its changes to the town's own. `published` false: not to be seen at all.
  `CREATE TABLE office_forms (
    id text PRIMARY KEY,
    definition text,
    published boolean NOT NULL,
    draft text,
    revision text NOT NULL,
    changed timestamptz NOT NULL,
    author text NOT NULL
  )`,
  `CREATE TABLE form_versions (
    form_id text NOT NULL,
    version integer NOT NULL,
    hash text NOT NULL REFERENCES form_definitions (hash),
    author text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (form_id, version)
  )`,
  // How the office handles what comes in through a form; nothing of it is public.
  `CREATE TABLE form_settings (
    form_id text PRIMARY KEY,
    department text,
    retention_months integer NOT NULL,
    retention_from text NOT NULL,
    forgets_contacts boolean NOT NULL,
    notify text NOT NULL,
    webhook_url text,
    webhook_key text
  )`,

  // Mail and webhooks on their way. A row goes when it is delivered; a claim runs out when its process dies.
  `CREATE TABLE outbox (
    id text PRIMARY KEY,
    kind text NOT NULL,
    reference text,
    form_id text,
    payload text NOT NULL,
    attempts integer NOT NULL,
    due timestamptz NOT NULL,
    claimed timestamptz,
    dead timestamptz,
    failure text,
    made timestamptz NOT NULL
  )`,
  `CREATE INDEX outbox_due ON outbox (due)`,
];
