import type { Database } from '../database/database.js';
import type { PollSeed } from '../seed/town.js';
import { codeHash } from './codes.js';
import { questionsOf, storedPoll, type Question, type StoredPoll } from './definition.js';
import { grantRights } from './roll.js';
import { insertPoll } from './store.js';
import { keepVotes, type BallotGroup, type Vote } from './votes.js';

export interface SeedContext {
  position: number;
  secret: CryptoKey;
  now: Date;
}

export async function seedPoll(db: Database, seed: PollSeed, context: SeedContext): Promise<void> {
  const { poll } = seed;
  const allowBlank = seed.blank !== undefined;
  const kept = { poll, allowBlank };
  await insertPoll(db, kept, context.position, context.now);
  const hashes = (seed.codes ?? []).map((code) => codeHash(context.secret, poll.id, code));
  await grantRights(db, poll.id, await Promise.all(hashes));
  const stored = storedPoll(kept, context.now);
  const votes = ballots(seededBallots(stored, seed));
  await keepVotes(
    db,
    votes.map((vote) => ({ poll: stored, vote, before: undefined })),
  );
}

/** Real ballots, one row each, that add up to the seed's numbers. */
function seededBallots(poll: StoredPoll, seed: PollSeed): BallotGroup[] {
  const questions = questionsOf(poll);
  const marks = questions.map((question) => marksOf(question, seed.votes));
  const voters = seed.voters ?? Math.max(0, ...marks.map((list) => list.length));
  const people = Array.from({ length: voters }, () => [] as string[]);
  for (const list of marks) {
    // Dealt out like cards: as evenly as possible, and nobody gets one option twice.
    for (const [index, mark] of list.entries()) people[index % voters]?.push(mark);
  }
  return [
    ...people.filter((choices) => choices.length > 0).map((choices) => ({ choices, count: 1 })),
    ...(seed.ballots ?? []),
    { choices: [], count: seed.blank ?? 0 },
  ];
}

function marksOf(question: Question, votes: Record<string, number>): string[] {
  return question.options.flatMap(({ id }) => {
    const choice = question.choice(id);
    return Array<string>(votes[choice] ?? 0).fill(choice);
  });
}

function ballots(groups: readonly BallotGroup[]): Vote[] {
  return groups.flatMap(({ choices, count }) =>
    Array.from({ length: count }, () => ({ ballot: crypto.randomUUID(), revision: 0, choices })),
  );
}
