import type { Service } from '../../../src/contracts/service.js';
import type { Database } from '../database/database.js';

export async function allServices(db: Database): Promise<Service[]> {
  const rows = await db.query<{ document: string }>('SELECT document FROM services ORDER BY position, id');
  return rows.map(({ document }) => JSON.parse(document) as Service);
}

export async function findService(db: Database, id: string): Promise<Service | undefined> {
  const [row] = await db.query<{ document: string }>('SELECT document FROM services WHERE id = $1', [id]);
  return row && (JSON.parse(row.document) as Service);
}

/** Puts a service at the end, or in the place of the one that has its id. */
export async function putService(db: Database, service: Service): Promise<void> {
  const document = JSON.stringify(service);
  const changed = await db.query('UPDATE services SET document = $2 WHERE id = $1 RETURNING id', [
    service.id,
    document,
  ]);
  if (changed.length > 0) return;
  const [last] = await db.query<{ position: number }>(
    'SELECT coalesce(max(position), -1)::integer AS position FROM services',
  );
  await db.query('INSERT INTO services (id, position, document) VALUES ($1, $2, $3)', [
    service.id,
    (last?.position ?? -1) + 1,
    document,
  ]);
}

export async function removeService(db: Database, id: string): Promise<void> {
  await db.query('DELETE FROM services WHERE id = $1', [id]);
}
