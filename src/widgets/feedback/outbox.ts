import type { Values } from './values.js';

/** A filled form that somebody asked to keep on the device until it can be sent. */
export interface Kept {
  submission: string;
  /** The form's address for sending: it goes there and nowhere else. */
  sendTo: string;
  /** Since when, RFC 3339. */
  at: string;
  /** To fill the form in again. */
  values: Values;
  /** What is sent. */
  entries: [string, string | File][];
  /** What the server said when it refused it. */
  refused?: string;
}

const NAME = 'civic-widgets';
const STORE = 'outbox';

/** @returns undefined where there is no database and none is to be made: nothing is stored unless somebody asks. */
async function access<Result>(
  mode: IDBTransactionMode,
  use: (store: IDBObjectStore) => IDBRequest<Result>,
  create = false,
): Promise<Result | undefined> {
  // WebKit keeps an empty database of one whose making was broken off; Firefox could not list them before 126.
  const all = await (indexedDB as Partial<IDBFactory>).databases?.();
  if (!create && all && !all.some(({ name }) => name === NAME)) return undefined;
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME);
    opening.onupgradeneeded = () => {
      if (create) opening.result.createObjectStore(STORE, { keyPath: 'submission' });
      else opening.transaction!.abort();
    };
    opening.onerror = (event) => {
      event.preventDefault();
      if (create) reject(opening.error!);
      else resolve(undefined);
    };
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction(STORE, mode);
      const request = use(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error!);
      // Closed when what is under way is done; a page that is open must not keep another from deleting all of it.
      database.close();
    };
  });
}

export const keep = (kept: Kept) => access('readwrite', (store) => store.put(kept), true);

/** What is kept for an address, oldest first; nothing where nothing can be stored. */
export async function keptFor(sendTo: string): Promise<Kept[]> {
  const all = await access('readonly', (store) => store.getAll() as IDBRequest<Kept[]>).catch(
    () => undefined,
  );
  return (all ?? []).filter((kept) => kept.sendTo === sendTo).sort((a, b) => a.at.localeCompare(b.at));
}

/** Lets go of one; with the last one nothing is left on the device. */
export async function forget(submission: string): Promise<void> {
  const deleted = (store: IDBObjectStore) => {
    store.delete(submission);
    return store.count();
  };
  if ((await access('readwrite', deleted)) === 0) indexedDB.deleteDatabase(NAME);
}

/** Runs in one tab at a time, where the browser can see to that; elsewhere the number of each submission does. */
export const alone = (work: () => Promise<void>): Promise<void> =>
  (navigator.locks as LockManager | undefined)?.request(`${NAME} ${STORE}`, work) ?? work();
