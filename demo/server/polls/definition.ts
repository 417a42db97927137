import * as z from 'zod/mini';
import { Poll, type PollOption } from '../../../src/contracts/poll.js';
import type { PollDefinition } from '../seed/town.js';

/** A poll as it is kept: what was decided about it, nothing that is counted. */
export type StoredPoll = Omit<Poll, 'voters' | 'blank' | 'rounds' | 'now' | 'updated'> & {
  allowBlank: boolean;
  created: Date;
  /** Only the office sees it. */
  isDraft: boolean;
};

/** How `definition` is kept in the database: what the town wrote, and what the contract has no member for. */
export interface KeptDefinition {
  poll: PollDefinition;
  allowBlank: boolean;
  isDraft?: boolean;
  /** What the office decided about the results, against the rule that the poll was made with. */
  decision?: 'published' | 'withheld';
}

/** What one question asks. A poll without `questions` is one question whose choices have no prefix. */
export interface Question {
  id: string | undefined;
  text: string;
  description: string | undefined;
  type: 'single' | 'multiple' | 'ranked';
  min: number;
  max: number;
  options: PollOption[];
  /** What a vote calls an option of this question. */
  choice(optionId: string): string;
}

export function storedPoll(kept: KeptDefinition, created: Date): StoredPoll {
  const { poll, allowBlank, isDraft = false, decision } = kept;
  const stored = { ...z.parse(Poll, poll), allowBlank, isDraft, created };
  if (decision === 'published') stored.results = 'always';
  if (decision === 'withheld') stored.results = 'never';
  return stored;
}

export function questionsOf(poll: StoredPoll): Question[] {
  if (poll.questions) {
    return poll.questions.map((question) => asQuestion(question, question.id, `${question.id}:`));
  }
  return [asQuestion({ ...poll, question: poll.question ?? '', options: poll.options ?? [] }, undefined, '')];
}

/** The poll in a few words: its question, or its first one. */
export function pollTitle(poll: StoredPoll): string {
  return poll.question ?? poll.questions?.[0]?.question ?? poll.id;
}

export type PollState = 'upcoming' | 'open' | 'closed';

export function pollState(poll: StoredPoll, now: Date): PollState {
  if (poll.opens && now.getTime() < Date.parse(poll.opens)) return 'upcoming';
  if (poll.closes && now.getTime() >= Date.parse(poll.closes)) return 'closed';
  return 'open';
}

type Asked = Pick<NonNullable<Poll['questions']>[number], 'question' | 'description' | 'type'> & {
  min?: number | null | undefined;
  max?: number | null | undefined;
  options: PollOption[];
};

function asQuestion(asked: Asked, id: string | undefined, prefix: string): Question {
  const most = asked.type === 'single' ? 1 : asked.options.length;
  return {
    id,
    text: asked.question,
    description: asked.description ?? undefined,
    type: asked.type,
    min: Math.min(asked.min ?? 1, most),
    max: Math.min(asked.max ?? most, most),
    options: asked.options,
    choice: (optionId) => prefix + optionId,
  };
}
