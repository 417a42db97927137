import type { Database } from '../database/database.js';
import { pollTitle, questionsOf, type StoredPoll } from './definition.js';
import { recountedResult, resultOf, type PollResult } from './results.js';
import type { Round } from './runoff.js';
import { everyPoll, findPoll } from './store.js';
import { readBallots, readTally, rebuildTally } from './votes.js';

export interface Recount {
  poll: StoredPoll;
  /** What the polls' readers see, or would see, from what was counted vote by vote. */
  shown: PollResult;
  /** What the votes say when all of them are counted again. */
  recounted: PollResult;
}

/** Both from one state of the database, so that votes that come in meanwhile are in both or in neither. */
export function recount(db: Database, pollId: string): Promise<Recount | undefined> {
  return db.transaction(
    async (snapshot) => {
      const poll = await findPoll(snapshot, pollId);
      if (!poll) return undefined;
      return {
        poll,
        shown: resultOf(poll, await readTally(snapshot, pollId)),
        recounted: recountedResult(poll, await readBallots(snapshot, pollId)),
      };
    },
    { isSnapshot: true, isRepeatable: true },
  );
}

export function isEqual({ poll, shown, recounted }: Recount): boolean {
  return JSON.stringify(rowsOf(poll, shown)) === JSON.stringify(rowsOf(poll, recounted));
}

export const recountUsage = `npm run recount                       counts the votes of every poll again
npm run recount -- POLL               of one poll
npm run recount -- POLL --repair      and puts what is shown right where it differs`;

/** What `npm run recount` says, and whether what is shown is what the votes say. */
export async function tellRecount(
  db: Database,
  words: readonly string[],
): Promise<{ isDone: boolean; text: string }> {
  const ids = words.filter((word) => !word.startsWith('-'));
  const options = words.filter((word) => word.startsWith('-'));
  if (ids.length > 1 || options.some((option) => option !== '--repair') || (options.length > 0 && !ids[0])) {
    return { isDone: false, text: recountUsage };
  }
  const polls = ids[0] === undefined ? (await everyPoll(db)).map(({ id }) => id) : ids;
  const answers: { isDone: boolean; text: string }[] = [];
  for (const id of polls) answers.push(await tellOne(db, id, options.length > 0));
  return {
    isDone: answers.every(({ isDone }) => isDone),
    text: answers.map(({ text }) => text).join('\n\n'),
  };
}

async function tellOne(
  db: Database,
  id: string,
  isRepair: boolean,
): Promise<{ isDone: boolean; text: string }> {
  const found = await recount(db, id);
  if (!found) {
    const known = (await everyPoll(db)).map((poll) => poll.id).join(', ') || 'none';
    return { isDone: false, text: `There is no poll "${id}". There are: ${known}.` };
  }
  if (isEqual(found)) {
    return { isDone: true, text: `${table(found)}\nThe recount equals the shown result.` };
  }
  if (!isRepair) {
    return { isDone: false, text: `${table(found)}\nThe recount DIFFERS from the shown result.` };
  }
  await rebuildTally(db, found.poll);
  const again = (await recount(db, id))!;
  const outcome = isEqual(again) ? 'It differed, and is put right.' : 'It DIFFERS still.';
  return { isDone: isEqual(again), text: `${table(found)}\n${outcome}` };
}

type Line = [label: string, count: string];

function table({ poll, shown, recounted }: Recount): string {
  const left = rowsOf(poll, shown);
  const right = rowsOf(poll, recounted);
  // What one has and the other hasn't is a round more.
  const labels = (left.length > right.length ? left : right).map(([label]) => label);
  const width = Math.max(...labels.map((label) => label.length));
  const lines = labels.map((label, index) => {
    const [before = '–', after = '–'] = [left[index]?.[1], right[index]?.[1]];
    const mark = before === after ? '' : '   <<';
    return `  ${label.padEnd(width)}  ${before.padStart(10)}  ${after.padStart(10)}${mark}`;
  });
  const head = `  ${''.padEnd(width)}  ${'shown'.padStart(10)}  ${'recounted'.padStart(10)}`;
  return [`${poll.id}: ${pollTitle(poll)}`, head, ...lines].join('\n');
}

function rowsOf(poll: StoredPoll, result: PollResult): Line[] {
  const questions = questionsOf(poll);
  return [
    ...result.questions.flatMap(({ question, votes, voters, rounds }): Line[] => [
      ...question.options.map(({ id, label }): Line => [label, String(votes.get(id))]),
      ...(questions.length > 1 ? [[`Answered ${question.id}`, String(voters)] as Line] : []),
      ...(rounds ?? []).flatMap(roundLines),
    ]),
    ['Voters', String(result.voters)],
    ['Blank', String(result.blank)],
  ];
}

function roundLines({ counts, eliminated, tied }: Round, index: number): Line[] {
  const round = `Round ${index + 1}`;
  return [
    ...Object.entries(counts).map(([id, count]): Line => [`${round}, ${id}`, String(count)]),
    ...(eliminated === null ? [] : [[`${round}, eliminated`, eliminated] as Line]),
    ...(tied ? [[`${round}, tied`, tied.join(' ')] as Line] : []),
  ];
}
