import type { Database } from '../database/database.js';
import { textOf } from '../http/body.js';
import { uuidOf } from '../http/uuid.js';
import { Problem } from '../problem.js';
import type { Server } from '../server.js';
import { readChoices } from './choices.js';
import { codeHash } from './codes.js';
import { pollState, type StoredPoll } from './definition.js';
import { readToken } from './login-token.js';
import { useRight, type Right } from './roll.js';
import { findVote, keepVotes, type CastVote, type Casting, type Vote } from './votes.js';

export interface Sending {
  poll: StoredPoll;
  form: FormData;
  /** A page without JavaScript has no ballot number: it is given one, and counts as a new ballot. */
  needsBallot: boolean;
  /** Called for each vote that may be new. Throws when there are too many. */
  count: () => void;
}

/**
 * Casts the vote, or finds that its ballot was cast before and changes nothing. Throws a problem otherwise.
 * Whatever is in the way of it, a ballot that was cast is looked for first: so an answer that was lost can be had again
 * when the code is used, the poll has closed and the address has sent too much.
 */
export async function castVote(server: Server, sending: Sending): Promise<void> {
  const { poll, form, needsBallot } = sending;
  const ballot = uuidOf(form, 'ballot') ?? newBallot(needsBallot);
  const revision = poll.changeable ? revisionOf(form) : 0;
  const find = async (): Promise<CastVote | undefined> => findVote(await server.database(), poll.id, ballot);
  let before = poll.changeable ? await find() : undefined;
  if (isCast(revision, before)) return;
  let voting: { vote: Vote; right: Right | undefined };
  try {
    voting = await checked(server, sending, { ballot, revision, isFirst: before === undefined });
  } catch (error) {
    if (isCast(revision, await find())) return;
    throw error;
  }
  const { vote, right } = voting;
  while (!(await keep(server, { poll, vote, before }, before ? undefined : right))) {
    before = await find();
    if (isCast(revision, before)) return;
  }
}

function isCast(revision: number, before: CastVote | undefined): boolean {
  return before !== undefined && revision <= before.revision;
}

async function checked(
  server: Server,
  { poll, form, count }: Sending,
  { ballot, revision, isFirst }: { ballot: string; revision: number; isFirst: boolean },
): Promise<{ vote: Vote; right: Right | undefined }> {
  count();
  refuseUnlessOpen(poll, server.now());
  const vote: Vote = { ballot, revision, choices: readChoices(poll, form) };
  // Whoever changes a vote has used the right to it already.
  return { vote, right: isFirst ? await rightOf(server, poll, form) : undefined };
}

/** False when another vote of the ballot was faster. */
async function keep(server: Server, casting: Casting, right: Right | undefined): Promise<boolean> {
  if (!right) return server.ballotBox.cast(casting);
  try {
    return await keepWithRight(await server.database(), casting, right);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // The right may be used by this very ballot, which was just being cast elsewhere.
    if (await findVote(await server.database(), casting.poll.id, casting.vote.ballot)) return false;
    throw error;
  }
}

function keepWithRight(db: Database, casting: Casting, right: Right): Promise<boolean> {
  return db.transaction(
    async (transaction) => {
      // The vote first: if the same ballot is just being cast elsewhere, that one's right is used and this one's is not.
      const [isKept] = await keepVotes(transaction, [casting]);
      if (isKept) await useRight(transaction, casting.poll.id, right);
      return isKept!;
    },
    { isRepeatable: true },
  );
}

/** What the vote needs beside a ballot number, where the poll asks for it. */
async function rightOf(server: Server, poll: StoredPoll, form: FormData): Promise<Right | undefined> {
  if (poll.ballotPolicy === 'code') {
    const code = textOf(form, 'code');
    const unknown = Problem.invalid({ name: 'code', message: (m) => m.field.codeUnknown });
    if (code === undefined) throw Problem.invalid({ name: 'code', message: (m) => m.field.code });
    const { secret } = await server.store();
    const hash = await codeHash(secret, poll.id, code);
    return { hash, unknown, used: new Problem(409, 'codeUsed', { kind: 'code-used' }) };
  }
  if (poll.ballotPolicy === 'login') {
    if (!server.login) throw new Problem(501, 'login', { kind: 'login' });
    const unknown = Problem.invalid({ name: 'token', message: (m) => m.field.token });
    const hash = await readToken(server, poll.id, textOf(form, 'token'));
    if (hash === undefined) throw unknown;
    return { hash, unknown, used: new Problem(409, 'alreadyVoted', { kind: 'already-voted' }) };
  }
  return undefined;
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
