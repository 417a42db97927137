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
