import type { PollQuestion } from '../../contracts/poll.js';
import type { SourceError } from '../../internal/errors.js';
import { chosenOf } from './load-poll.js';

/** What a resident has filled in and asked for. */
export interface Form {
  /** In the order in which it was made, or was put into. */
  choice: readonly string[];
  isBlank: boolean;
  code: string;
  /** What the server says of the code. */
  codeMistake?: string | undefined;
  /** Asked to vote: from now on it says what has to be changed first. */
  isChecked?: boolean;
  /** Results before voting; the ballot again after it, to change a vote. */
  wanted?: 'ballot' | 'results' | undefined;
  /** Being sent. */
  isVoting?: boolean;
  problem?: SourceError | undefined;
  /** Results as a table. */
  isTable?: boolean;
  /** No newer results by themselves. */
  isPaused?: boolean;
  /** What came of sharing the poll's address. */
  shared?: string;
}

export const UNTOUCHED: Form = { choice: [], isBlank: false, code: '', isVoting: false };

/** The choices after one of a question was made or taken back. */
export function withChoice(
  choice: readonly string[],
  question: PollQuestion,
  id: string,
  isChosen: boolean,
): string[] {
  const others = choice.filter(
    (each) => each !== id && (question.type !== 'single' || !chosenOf(question, [each]).length),
  );
  return isChosen ? [...others, id] : others;
}
