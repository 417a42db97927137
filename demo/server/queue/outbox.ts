import type { Database } from '../database/database.js';

/** Why somebody is told. */
export type Occasion = 'case-received' | 'message-received' | 'case-answered' | 'status-changed';

/** Nothing that a resident wrote: that is read from the case when it is delivered, if it is still there. */
export type Payload =
  | { kind: 'mail'; to: string; occasion: Occasion; isForOffice: boolean }
  | { kind: 'webhook'; occasion: Occasion; at: string };

export interface Delivery {
  id: string;
  reference: string | null;
  formId: string | null;
  payload: Payload;
  /** With this one. */
  attempts: number;
}

export interface KeptDelivery extends Delivery {
  due: Date;
  dead: Date | null;
  failure: string | null;
  made: Date;
}

interface OutboxRow {
  id: string;
  reference: string | null;
  form_id: string | null;
  payload: string;
  attempts: number;
  due: Date;
  dead: Date | null;
  failure: string | null;
  made: Date;
}

const second = 1000;
/** A delivery has to be over by then: a process that is still at it later counts as dead. */
export const claimFor = 30 * second;
/** Until the next attempt, in seconds: three days in all. After the last one somebody has to look. */
const pauses = [10, 60, 300, 1800, 7200, 6 * 3600, 24 * 3600, 40 * 3600];

/** Within the transaction of what it tells of: both are kept, or neither. */
export async function enqueue(
  db: Database,
  about: { reference: string; formId: string },
  payload: Payload,
  now: Date,
): Promise<void> {
  await db.query(
    `INSERT INTO outbox (id, kind, reference, form_id, payload, attempts, due, made)
     VALUES ($1, $2, $3, $4, $5, 0, $6, $6)`,
    [
      crypto.randomUUID(),
      payload.kind,
      about.reference,
      about.formId,
      JSON.stringify(payload),
      now.toISOString(),
    ],
  );
}

/** Takes what is due and what a process died over; nobody else does so until the claim runs out. */
export async function claimDue(db: Database, now: Date, most: number): Promise<Delivery[]> {
  const time = now.toISOString();
  const due = await db.query<{ id: string }>(
    `SELECT id FROM outbox WHERE dead IS NULL AND due <= $1 AND (claimed IS NULL OR claimed <= $1)
     ORDER BY due LIMIT $2`,
    [time, most],
  );
  const claimed: Delivery[] = [];
  for (const { id } of due) {
    const [row] = await db.query<OutboxRow>(
      `UPDATE outbox SET claimed = $3, attempts = attempts + 1
       WHERE id = $1 AND dead IS NULL AND (claimed IS NULL OR claimed <= $2) RETURNING *`,
      [id, time, new Date(now.getTime() + claimFor).toISOString()],
    );
    if (row) claimed.push(deliveryOf(row));
  }
  return claimed;
}

/** For the only process on its database: what one before it claimed and died over is due again at once. */
export async function releaseClaims(db: Database): Promise<void> {
  await db.query('UPDATE outbox SET claimed = NULL WHERE claimed IS NOT NULL');
}

export async function settle(db: Database, id: string): Promise<void> {
  await db.query('DELETE FROM outbox WHERE id = $1', [id]);
}

/** Another attempt later; after the last, or where it can never work, none. */
export async function postpone(
  db: Database,
  delivery: Delivery,
  failure: string,
  options: { now: Date; isHopeless?: boolean },
): Promise<boolean> {
  const pause = options.isHopeless ? undefined : pauses[delivery.attempts - 1];
  const { now } = options;
  await db.query('UPDATE outbox SET claimed = NULL, failure = $2, due = $3, dead = $4 WHERE id = $1', [
    delivery.id,
    failure.slice(0, 200),
    new Date(now.getTime() + (pause ?? 0) * second).toISOString(),
    pause === undefined ? now.toISOString() : null,
  ]);
  return pause !== undefined;
}

/** What is on its way or given up, given up first. */
export async function listOutbox(db: Database, most: number): Promise<KeptDelivery[]> {
  const rows = await db.query<OutboxRow>(
    `SELECT * FROM outbox ORDER BY CASE WHEN dead IS NULL THEN 1 ELSE 0 END, due LIMIT $1`,
    [most],
  );
  return rows.map((row) => ({
    ...deliveryOf(row),
    due: row.due,
    dead: row.dead,
    failure: row.failure,
    made: row.made,
  }));
}

export async function retryNow(db: Database, id: string, now: Date): Promise<void> {
  await db.query(
    'UPDATE outbox SET dead = NULL, claimed = NULL, attempts = 0, due = $2 WHERE id = $1 AND dead IS NOT NULL',
    [id, now.toISOString()],
  );
}

function deliveryOf(row: OutboxRow): Delivery {
  return {
    id: row.id,
    reference: row.reference,
    formId: row.form_id,
    payload: JSON.parse(row.payload) as Payload,
    attempts: row.attempts,
  };
}
