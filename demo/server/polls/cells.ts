import { questionsOf, type StoredPoll } from './definition.js';

/** How often each thing was voted for, by its cell. */
export type Tally = Map<string, number>;

export const blankCell = 'blank';
/** People who voted, where that is not the sum of something else. */
export const votersCell = 'voters';

/** An option of a question; with none, that the question was answered; with all of a ranking, that ranking. */
export function cellOf(question: number, options: readonly string[]): string {
  return JSON.stringify([question, ...options]);
}

/** The options of a ranking, or nothing when the cell is of another question. */
export function rankingOf(cell: string, question: number): string[] | undefined {
  if (cell === blankCell || cell === votersCell) return undefined;
  const [of, ...options] = JSON.parse(cell) as [number, ...string[]];
  return of === question ? options : undefined;
}

/**
 * The counts to which a vote adds one. As few as the result can be made from: each is written with every vote, and
 * counting whole ballots would make as many rows as there are ways to fill one in.
 */
export function cellsOf(poll: StoredPoll, choices: readonly string[]): string[] {
  if (choices.length === 0) return [blankCell];
  const questions = questionsOf(poll);
  const cells = questions.flatMap((question, index) => {
    const ids = new Map(question.options.map(({ id }) => [question.choice(id), id]));
    const own = choices.flatMap((choice) => ids.get(choice) ?? []);
    if (own.length === 0) return [];
    if (question.type === 'ranked') return [cellOf(index, own)];
    const options = own.map((id) => cellOf(index, [id]));
    return question.type === 'multiple' ? [...options, cellOf(index, [])] : options;
  });
  return questions.length > 1 ? [...cells, votersCell] : cells;
}
