import type { Service } from '../../../src/contracts/service.js';
import type { Database } from '../database/database.js';
import { importServices, type ImportChange } from './import.js';
import { checkLinks, isDead, linkStates, type LinkOptions } from './links.js';
import { allServices } from './store.js';

export interface ServiceCommandOptions extends LinkOptions {
  db: Database;
  /** Reads a catalogue from an address, or a file on the machine, in a language. */
  read: (place: string, languages: readonly string[]) => Promise<{ services: Service[]; notes: string[] }>;
}

export const usage = `npm run services -- list                                  the services, and which lead nowhere
npm run services -- import PLACE [--lang TAG] [--dry-run]  takes over a catalogue from an address or a file
npm run services -- check                                 asks where the services lead`;

interface Answer {
  isDone: boolean;
  text: string;
}

export async function serviceCommand(
  words: readonly string[],
  options: ServiceCommandOptions,
): Promise<Answer> {
  const [verb, ...rest] = words;
  if (verb === 'list' && rest.length === 0) return list(options);
  if (verb === 'check' && rest.length === 0) return check(options);
  if (verb === 'import') return take(rest, options);
  return { isDone: false, text: usage };
}

async function list({ db }: ServiceCommandOptions): Promise<Answer> {
  const dead = new Map((await linkStates(db)).filter(isDead).map((state) => [state.address, state.answer]));
  const lines = (await allServices(db)).map(({ id, name, url, status }) =>
    [id, name, status?.state, url && dead.has(url) && `leads nowhere (${dead.get(url)})`]
      .filter(Boolean)
      .join('; '),
  );
  return { isDone: true, text: lines.join('\n') || 'There are no services.' };
}

async function check(options: ServiceCommandOptions): Promise<Answer> {
  const found = await checkLinks(options.db, { ...options, isAll: true });
  const lines = found.map(({ address, answer, failures }) =>
    failures > 0 ? `${address}: ${answer}, ${failures} times in a row` : `${address}: ${answer}`,
  );
  return { isDone: true, text: lines.join('\n') || 'No service leads to another server.' };
}

async function take(words: readonly string[], options: ServiceCommandOptions): Promise<Answer> {
  const isDry = words.includes('--dry-run');
  const at = words.indexOf('--lang');
  const languages = at < 0 ? [] : [words[at + 1] ?? ''];
  const places = words.filter((word, i) => word !== '--dry-run' && i !== at && (at < 0 || i !== at + 1));
  const [place] = places;
  if (place === undefined || places.length > 1 || languages.includes(''))
    return { isDone: false, text: usage };
  const { services, notes } = await options.read(place, languages);
  if (services.length === 0) {
    return { isDone: false, text: ['There is no service in it.', ...notes].join('\n') };
  }
  const { db, now } = options;
  const changes = await importServices(db, { source: place, services, now: now(), isDry });
  return { isDone: true, text: [...changes.map(lineOf), ...notes, summary(changes, isDry)].join('\n') };
}

const sentences: Record<ImportChange['what'], string> = {
  added: 'new',
  changed: 'changed',
  same: 'as before',
  kept: 'as the office wrote it',
  removed: 'stays removed by the office',
  foreign: 'left alone: this id is not from here',
  gone: 'no longer there; the office decides',
};

function lineOf({ id, name, what, changed, kept }: ImportChange): string {
  const members = changed.length > 0 && `takes over ${changed.join(', ')}`;
  const own = kept.length > 0 && `keeps the office's ${kept.join(', ')}`;
  return [`${id} (${name}): ${sentences[what]}`, members, own].filter(Boolean).join('; ');
}

function summary(changes: readonly ImportChange[], isDry: boolean): string {
  const count = (what: ImportChange['what']) => changes.filter((change) => change.what === what).length;
  const said = `${count('added')} new, ${count('changed')} changed, ${count('same') + count('kept')} as before`;
  return isDry ? `Nothing is kept. It would be: ${said}.` : `${said}.`;
}
