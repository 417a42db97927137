import type { Poll, PollOption } from '../../../src/contracts/poll.js';
import type { StoredPoll } from './definition.js';
import { resultOf, showsResults, type QuestionResult } from './results.js';
import type { Counted } from './votes.js';

/** The poll as the contract has it, with numbers where this reader may see them. */
export function pollView(poll: StoredPoll, counted: Counted, now: Date, voted: boolean): Poll {
  const { allowBlank, created, questions, options, ...definition } = poll;
  const shown = showsResults(poll, now, voted);
  const result = resultOf(poll, counted);
  const [only] = result.questions;
  return {
    ...definition,
    ...(questions
      ? {
          questions: questions.map((question, index) =>
            withResult(question, result.questions[index]!, shown),
          ),
        }
      : withResult({ options: options ?? [] }, only!, shown)),
    ...(shown && { voters: result.voters }),
    // A reader knows by this number that blank votes are possible, so it stays while results are hidden.
    ...(allowBlank && { blank: shown ? result.blank : 0 }),
    url: poll.url ?? `/fraga/${poll.id}`,
    voteUrl: poll.voteUrl ?? `/api/polls/${poll.id}/votes`,
    now: now.toISOString(),
    updated: (counted.updated ?? created).toISOString(),
  };
}

function withResult<T extends { options: PollOption[] }>(
  asked: T,
  result: QuestionResult,
  shown: boolean,
): T {
  if (!shown) return asked;
  return {
    ...asked,
    options: asked.options.map((option) => ({ ...option, votes: result.votes.get(option.id) ?? 0 })),
    voters: result.voters,
    ...(result.rounds && { rounds: result.rounds }),
  };
}
