import type { Database } from '../database/database.js';
import type { Store } from '../database/prepare.js';
import { textOf } from '../http/body.js';
import { uuidOf } from '../http/uuid.js';
import { Problem } from '../problem.js';
import { readChoices } from './choices.js';
import { codeHash, useCode } from './codes.js';
import { pollState, type StoredPoll } from './definition.js';
import { castRevision, insertVote, type Vote } from './votes.js';

export interface Casting {
  poll: StoredPoll;
  form: FormData;
  now: Date;
  /** A page without JavaScript has no ballot number: it is given one, and counts as a new ballot. */
  needsBallot: boolean;
}

/** Casts the vote, or finds that its ballot was cast before and changes nothing. Throws a problem otherwise. */
export async function castVote({ db, secret }: Store, casting: Casting): Promise<void> {
  const { poll, form, now } = casting;
  const ballot = uuidOf(form, 'ballot') ?? newBallot(casting.needsBallot);
  const revision = poll.changeable ? revisionOf(form) : 0;
  const cast = await castRevision(db, poll.id, ballot);
  if (cast !== undefined && revision <= cast) return;

  if (poll.ballotPolicy === 'login') throw new Problem(501, 'login', { kind: 'login' });
  refuseUnlessOpen(poll, now);
  const vote: Vote = { pollId: poll.id, ballot, revision, choices: readChoices(poll, form) };
  if (poll.ballotPolicy === 'code' && cast === undefined) {
    const code = textOf(form, 'code');
    if (code === undefined) throw Problem.invalid({ name: 'code', message: (m) => m.field.code });
    await insertWithCode(db, vote, await codeHash(secret, poll.id, code), now);
  } else {
    await insertVote(db, vote, now);
  }
}

function insertWithCode(db: Database, vote: Vote, hash: string, now: Date): Promise<void> {
  return db.transaction(async (transaction) => {
    // The vote first: if the same ballot is just being cast elsewhere, that one's code is used and this one's is not.
    if (!(await insertVote(transaction, vote, now))) return;
    const outcome = await useCode(transaction, vote.pollId, hash);
    if (outcome === 'used') throw new Problem(409, 'codeUsed', { kind: 'code-used' });
    if (outcome === 'unknown') throw Problem.invalid({ name: 'code', message: (m) => m.field.codeUnknown });
  });
}

function newBallot(needsBallot: boolean): string {
  if (needsBallot) throw Problem.invalid({ name: 'ballot', message: (m) => m.field.uuid });
  return crypto.randomUUID();
}

function revisionOf(form: FormData): number {
  const text = textOf(form, 'revision') ?? '0';
  if (!/^\d{1,9}$/.test(text)) throw Problem.invalid({ name: 'revision', message: (m) => m.field.revision });
  return Number(text);
}

function refuseUnlessOpen(poll: StoredPoll, now: Date): void {
  const state = pollState(poll, now);
  if (state === 'upcoming') throw new Problem(409, 'pollNotOpen', { kind: 'poll-not-open' });
  if (state === 'closed') throw new Problem(409, 'pollClosed', { kind: 'poll-closed' });
}
