import { questionsOf, pollState, type Question, type StoredPoll } from './definition.js';
import { instantRunoff, type Round } from './runoff.js';
import type { BallotGroup, Counted } from './votes.js';

export interface QuestionResult {
  question: Question;
  /** By option id. For `ranked`, first choices. */
  votes: Map<string, number>;
  voters: number;
  rounds: Round[] | undefined;
}

export interface PollResult {
  questions: QuestionResult[];
  /** Ballots that are not blank. */
  voters: number;
  blank: number;
}

/** Whether the town's rule lets this reader see numbers: `voted` is whoever just voted in the poll. */
export function showsResults(poll: StoredPoll, now: Date, voted: boolean): boolean {
  switch (poll.results) {
    case 'always':
      return true;
    case 'after-vote':
      return voted;
    case 'after-close':
      return pollState(poll, now) === 'closed';
    case 'never':
      return false;
  }
}

export function resultOf(poll: StoredPoll, { groups }: Counted): PollResult {
  return {
    questions: questionsOf(poll).map((question) => questionResult(question, groups)),
    voters: total(groups.filter(({ choices }) => choices.length > 0)),
    blank: total(groups.filter(({ choices }) => choices.length === 0)),
  };
}

function questionResult(question: Question, groups: readonly BallotGroup[]): QuestionResult {
  const ids = new Map(question.options.map(({ id }) => [question.choice(id), id]));
  const votes = new Map(question.options.map(({ id }) => [id, 0]));
  const answered: BallotGroup[] = [];
  for (const { choices, count } of groups) {
    const own = choices.flatMap((choice) => ids.get(choice) ?? []);
    if (own.length === 0) continue;
    answered.push({ choices: own, count });
    const counted = question.type === 'ranked' ? own.slice(0, 1) : own;
    for (const id of counted) votes.set(id, votes.get(id)! + count);
  }
  const optionIds = question.options.map(({ id }) => id);
  return {
    question,
    votes,
    voters: total(answered),
    rounds: question.type === 'ranked' ? instantRunoff(optionIds, answered) : undefined,
  };
}

function total(groups: readonly BallotGroup[]): number {
  return groups.reduce((sum, { count }) => sum + count, 0);
}
