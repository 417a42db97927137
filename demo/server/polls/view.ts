import type { Poll, PollOption } from '../../../src/contracts/poll.js';
import type { CountedPoll } from './counts.js';
import { showsResults, type QuestionResult } from './results.js';

export interface Viewing {
  now: Date;
  /** Whether the reader has just voted. */
  voted: boolean;
  /** Whether residents can sign in here. */
  canSignIn: boolean;
}

/** The poll as the contract has it, with numbers where this reader may see them. */
export function pollView({ poll, result, counted }: CountedPoll, viewing: Viewing): Poll {
  const { allowBlank, created, isDraft, questions, options, ...definition } = poll;
  const { now, voted, canSignIn } = viewing;
  const shown = showsResults(poll, now, voted);
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
    ...(poll.ballotPolicy === 'login' && canSignIn && { loginUrl: loginPath(poll.id) }),
    now: now.toISOString(),
    updated: counted.toISOString(),
  };
}

export function loginPath(pollId: string): string {
  return `/api/polls/${encodeURIComponent(pollId)}/login`;
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
