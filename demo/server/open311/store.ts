import type { Database, Value } from '../database/database.js';

/** A request that came in through Open311, with the case it became. */
export interface RequestRow {
  id: string;
  token: string | null;
  service_code: string;
  reference: string;
  language: string;
  status: string;
  answers: string;
  requested: Date;
  updated: Date;
}

const columns = `r.id, r.token, r.service_code, r.reference, r.requested, s.language, s.status, s.answers, s.updated
  FROM open311_requests r JOIN submissions s ON s.reference = r.reference`;

export async function requestBy(
  db: Database,
  column: 'id' | 'token' | 'submission',
  value: string,
): Promise<RequestRow | undefined> {
  const [row] = await db.query<RequestRow>(`SELECT ${columns} WHERE r.${column} = $1`, [value]);
  return row;
}

export interface RequestFilter {
  ids?: readonly string[];
  codes?: readonly string[];
  from?: Date;
  to?: Date;
  /** Either all that are closed, or all that are not. */
  isClosed?: boolean;
}

const mostRequests = 1000;

/** The newest first. */
export function requestsBy(db: Database, filter: RequestFilter): Promise<RequestRow[]> {
  const params: Value[] = [];
  const conditions: string[] = [];
  const placeholder = (value: Value): string => `$${params.push(value)}`;
  const oneOf = (column: string, values: readonly string[]): void => {
    conditions.push(`${column} IN (${values.map(placeholder).join(', ')})`);
  };
  if (filter.ids) oneOf('r.id', filter.ids);
  if (filter.codes) oneOf('r.service_code', filter.codes);
  if (filter.from) conditions.push(`r.requested >= ${placeholder(filter.from.toISOString())}`);
  if (filter.to) conditions.push(`r.requested <= ${placeholder(filter.to.toISOString())}`);
  if (filter.isClosed !== undefined) conditions.push(`s.status ${filter.isClosed ? '=' : '<>'} 'closed'`);
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  return db.query(`SELECT ${columns} ${where} ORDER BY r.requested DESC, r.id LIMIT ${mostRequests}`, params);
}

export interface NewRequest {
  /** The sender's number. */
  submission: string;
  code: string;
  reference: string;
  hasToken: boolean;
}

/** Gives the case its public number. False when the sender's number is taken, or ours by a chance of one in billions. */
export async function addRequest(db: Database, request: NewRequest, now: Date): Promise<boolean> {
  const rows = await db.query(
    `INSERT INTO open311_requests (id, token, submission, reference, service_code, requested)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id`,
    [
      publicNumber(),
      request.hasToken ? crypto.randomUUID() : null,
      request.submission,
      request.reference,
      request.code,
      now.toISOString(),
    ],
  );
  return rows.length > 0;
}

/** Ten digits that say nothing about how many came before, and that clients may take for a number. */
function publicNumber(): string {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  const [more = 0] = crypto.getRandomValues(new Uint32Array(1));
  return String(1_000_000_000 + ((random * 2 + (more % 2)) % 9_000_000_000));
}
