import { type LoadedJson, loadJson, unusable } from '../../base/load-document.js';
import type { LoadContext } from '../../base/load-controller.js';
import type { ItemProblem } from '../../contracts/feed.js';
import type { Poll, PollOption, PollQuestion } from '../../contracts/poll.js';
import { clockSkew } from '../../internal/clock.js';
import { safeLink, safeResource } from '../../internal/safe-url.js';
import { socialPoll } from '../../sources/social-poll.js';
import { salvage } from './salvage.js';

/** No ballot has more options than people can read. */
const MOST = 500;

export interface LoadedPoll {
  poll: Poll;
  /** The poll's questions, or itself as the only one, whose id is empty. */
  questions: readonly PollQuestion[];
  /** From the visitor's clock to the server's, milliseconds. */
  skew: number;
  /** Closed, whatever the clock says. */
  isOver: boolean;
  /** What was left out. */
  problems: readonly ItemProblem[];
}

/** What a vote calls an option. */
export const choiceOf = (question: PollQuestion, option: PollOption): string =>
  question.id ? `${question.id}:${option.id}` : option.id;

/** Which of some choices are this question's, in their order. */
export function chosenOf(question: PollQuestion, choice: readonly string[]): string[] {
  const own = new Set(question.options.map((option) => choiceOf(question, option)));
  return choice.filter((each) => own.has(each));
}

/** Whether the numbers are there to be shown. */
export const isCounted = ({ options }: Pick<PollQuestion, 'options'>): boolean =>
  options.every(({ votes }) => typeof votes === 'number');

/** @throws {SourceError} `format` */
export function readPoll(document: LoadedJson): LoadedPoll {
  const { url: base } = document;
  const social = socialPoll(document.json, base);
  const { found, problems } = salvage(social ? { ...document, json: social } : document);
  const poll: Poll = {
    ...found,
    url: safeLink(found.url, base),
    voteUrl: safeResource(found.voteUrl, base),
    loginUrl: safeLink(found.loginUrl, base),
    privacyUrl: safeLink(found.privacyUrl, base),
  };
  const { options, questions } = found;
  const all = questions?.length
    ? questions
    : [{ ...found, id: '', question: found.question ?? '', options: options ?? [] }];
  const usable = unique(all)
    .filter((question) => question.options.length)
    .map((question) => ({
      ...question,
      options: unique(question.options).map((option) => withImage(option, base)),
    }));
  if (problems.length && !usable.length) throw unusable(problems, base);
  return {
    poll,
    problems,
    questions: usable,
    skew: clockSkew(document.headers, found.now),
    isOver: !!social?.isOver,
  };
}

/** What a vote for can be told from a vote for others. */
function unique<Item extends { id: string }>(items: readonly Item[]): Item[] {
  const ids = new Set<string>();
  return items.filter(({ id }) => ids.size < MOST && ids.size < ids.add(id).size);
}

function withImage(option: PollOption, base: string): PollOption {
  const url = option.image && safeResource(option.image.url, base);
  return { ...option, image: url ? { ...option.image, url } : undefined };
}

/** @throws {SourceError} what `loadJson` throws, and `format` */
export async function loadPoll(address: string, context: LoadContext): Promise<LoadedPoll> {
  return readPoll(await loadJson(address, context));
}
