import { blankCell, cellOf, rankingOf, votersCell, type Tally } from './cells.js';
import { pollState, questionsOf, type Question, type StoredPoll } from './definition.js';
import { instantRunoff, type Round } from './runoff.js';
import type { BallotGroup } from './votes.js';

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

/** The result from what was counted vote by vote: what is shown. */
export function resultOf(poll: StoredPoll, tally: Tally): PollResult {
  const questions = questionsOf(poll).map((question, index) =>
    question.type === 'ranked' ? rankedResult(question, index, tally) : chosenResult(question, index, tally),
  );
  return {
    questions,
    voters: questions.length > 1 ? (tally.get(votersCell) ?? 0) : questions[0]!.voters,
    blank: tally.get(blankCell) ?? 0,
  };
}

function chosenResult(question: Question, index: number, tally: Tally): QuestionResult {
  const votes = new Map(question.options.map(({ id }) => [id, tally.get(cellOf(index, [id])) ?? 0]));
  const voters =
    question.type === 'multiple'
      ? (tally.get(cellOf(index, [])) ?? 0)
      : [...votes.values()].reduce((sum, count) => sum + count, 0);
  return { question, votes, voters, rounds: undefined };
}

function rankedResult(question: Question, index: number, tally: Tally): QuestionResult {
  const rankings = [...tally].flatMap(([cell, count]) => {
    const choices = count === 0 ? undefined : rankingOf(cell, index);
    return choices ? [{ choices, count }] : [];
  });
  return ranked(question, rankings);
}

/** The result from whole ballots, by another way than the one that is shown: what a recount compares it with. */
export function recountedResult(poll: StoredPoll, ballots: readonly BallotGroup[]): PollResult {
  return {
    questions: questionsOf(poll).map((question) => recountedQuestion(question, ballots)),
    voters: total(ballots.filter(({ choices }) => choices.length > 0)),
    blank: total(ballots.filter(({ choices }) => choices.length === 0)),
  };
}

function recountedQuestion(question: Question, ballots: readonly BallotGroup[]): QuestionResult {
  const ids = new Map(question.options.map(({ id }) => [question.choice(id), id]));
  const answered: BallotGroup[] = [];
  for (const { choices, count } of ballots) {
    const own = choices.flatMap((choice) => ids.get(choice) ?? []);
    if (own.length > 0) answered.push({ choices: own, count });
  }
  if (question.type === 'ranked') return ranked(question, answered);
  const votes = new Map(question.options.map(({ id }) => [id, 0]));
  for (const { choices, count } of answered) {
    for (const id of choices) votes.set(id, votes.get(id)! + count);
  }
  return { question, votes, voters: total(answered), rounds: undefined };
}

function ranked(question: Question, rankings: readonly BallotGroup[]): QuestionResult {
  const ids = question.options.map(({ id }) => id);
  const votes = new Map(ids.map((id) => [id, 0]));
  for (const { choices, count } of rankings) votes.set(choices[0]!, votes.get(choices[0]!)! + count);
  return { question, votes, voters: total(rankings), rounds: instantRunoff(ids, rankings) };
}

function total(groups: readonly BallotGroup[]): number {
  return groups.reduce((sum, { count }) => sum + count, 0);
}
