import type { Store } from '../database/prepare.js';
import { makeCodes } from './codes.js';
import { everyPoll, findPoll } from './store.js';

export const codesUsage = 'npm run codes -- POLL N        makes N one-time voting codes for a poll, as CSV';

/** More at once than a large town has people would be a slip of the hand. */
const most = 200_000;

/** What `npm run codes` says: CSV with the header `code`. */
export async function tellCodes(
  store: Store,
  words: readonly string[],
): Promise<{ isDone: boolean; text: string; note?: string }> {
  const [id, number, ...rest] = words;
  if (id === undefined || number === undefined || rest.length > 0) return { isDone: false, text: codesUsage };
  const count = /^\d{1,9}$/.test(number) ? Number(number) : 0;
  if (count < 1 || count > most) {
    return { isDone: false, text: `N must be a number from 1 to ${most}, and is "${number}".` };
  }
  const poll = await findPoll(store.db, id);
  if (poll?.ballotPolicy !== 'code') {
    const known = (await everyPoll(store.db)).filter(({ ballotPolicy }) => ballotPolicy === 'code');
    const names = known.map((each) => each.id).join(', ') || 'none';
    const what = poll ? 'is not voted in with codes' : 'is not there';
    return { isDone: false, text: `The poll "${id}" ${what}. Those with codes: ${names}.` };
  }
  const codes = await makeCodes(store, id, count);
  return {
    isDone: true,
    text: ['code', ...codes].join('\n'),
    note: `${count} codes for "${id}". They are kept nowhere else: what is lost can only be replaced by new ones.`,
  };
}
