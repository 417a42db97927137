import type { Service } from '../../../src/contracts/service.js';
import type { Database } from '../database/database.js';
import { putService } from './store.js';

export interface ImportOptions {
  /** Where they come from: an address, or a file's name. What one source has left out is not missing in another. */
  source: string;
  services: readonly Service[];
  now: Date;
  /** Nothing is kept. */
  isDry: boolean;
}

export interface ImportChange {
  id: string;
  name: string;
  /**
   * `kept`: the office changed all that the source did. `removed`: the office took it away. `foreign`: a service of the
   * town's own, or of another source, has this id. `gone`: the source no longer has it; the office decides.
   */
  what: 'added' | 'changed' | 'same' | 'kept' | 'removed' | 'foreign' | 'gone';
  /** Members that take the source's new content. */
  changed: string[];
  /** Members in which the office has its own words, and keeps them. */
  kept: string[];
}

interface Imported {
  id: string;
  source: string;
  document: string;
}

/**
 * Takes over what another catalogue says now. A member that the office changed stays the office's; all others follow the
 * source. Nothing is deleted.
 */
export function importServices(db: Database, options: ImportOptions): Promise<ImportChange[]> {
  return db.transaction(async (tx) => {
    const rows = await tx.query<{ id: string; document: string }>('SELECT id, document FROM services');
    const present = new Map(rows.map(({ id, document }) => [id, JSON.parse(document) as Service]));
    const known = new Map(
      (await tx.query<Imported>('SELECT service_id AS id, source, document FROM service_imports')).map(
        (row) => [row.id, row],
      ),
    );
    const changes: ImportChange[] = [];
    const seen = new Set<string>();
    for (const service of options.services) {
      if (seen.has(service.id)) continue;
      seen.add(service.id);
      const { change, result } = compare(service, present.get(service.id), known.get(service.id), options);
      changes.push(change);
      if (options.isDry || change.what === 'foreign') continue;
      if (result) await putService(tx, result);
      await remember(tx, service, options);
    }
    for (const { id, source, document } of known.values()) {
      if (source !== options.source || seen.has(id) || !present.has(id)) continue;
      const { name } = JSON.parse(document) as Service;
      changes.push({ id, name, what: 'gone', changed: [], kept: [] });
    }
    return changes;
  });
}

function compare(
  service: Service,
  current: Service | undefined,
  imported: Imported | undefined,
  { source }: ImportOptions,
): { change: ImportChange; result?: Service } {
  const { id, name } = service;
  const change = (what: ImportChange['what'], changed: string[] = [], kept: string[] = []): ImportChange => ({
    ...{ id, name, what, changed, kept },
  });
  if (!current) {
    return imported ? { change: change('removed') } : { change: change('added'), result: service };
  }
  if (imported?.source !== source) return { change: change('foreign') };
  const before = JSON.parse(imported.document) as Service;
  const merged: Record<string, unknown> = { ...current };
  const changed: string[] = [];
  const kept: string[] = [];
  for (const key of new Set([...Object.keys(before), ...Object.keys(service)])) {
    const [was, is, office] = [before, service, current].map((each) =>
      JSON.stringify((each as Record<string, unknown>)[key]),
    );
    if (was === is || is === office) continue;
    if (office !== was) {
      kept.push(key);
      continue;
    }
    changed.push(key);
    // JSON leaves out what is undefined.
    merged[key] = is === undefined ? undefined : JSON.parse(is);
  }
  if (changed.length > 0) return { change: change('changed', changed, kept), result: merged as Service };
  return { change: change(kept.length > 0 ? 'kept' : 'same', [], kept) };
}

async function remember(db: Database, service: Service, { source, now }: ImportOptions): Promise<void> {
  await db.query(
    `INSERT INTO service_imports (service_id, source, document, at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (service_id) DO UPDATE SET source = excluded.source, document = excluded.document, at = excluded.at`,
    [service.id, source, JSON.stringify(service), now.toISOString()],
  );
}
