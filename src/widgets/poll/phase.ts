import { inWords } from '../../base/words.js';
import type { Poll } from '../../contracts/poll.js';
import type { LocaleController } from '../../locale/locale-controller.js';
import type { MessageKey } from '../../locale/messages.js';
import { type LoadedPoll, isCounted } from './load-poll.js';

export type Phase = 'scheduled' | 'open' | 'closed';

const WEEK = 7 * 86_400_000;

/** By the server's clock. */
export function phaseOf({ poll, skew, isOver }: LoadedPoll): Phase {
  const now = Date.now() + skew;
  if (now < Date.parse(poll.opens ?? '')) return 'scheduled';
  return isOver || now >= Date.parse(poll.closes ?? '') ? 'closed' : 'open';
}

/** When something happens, and how long it is until then where that is soon. */
export function whenInWords(
  locale: LocaleController,
  time: string | null | undefined,
  { skew }: LoadedPoll,
): string | undefined {
  const date = inWords(locale, time);
  const [then, now] = [new Date(time ?? ''), Date.now() + skew];
  const isSoon = +then > now && +then < now + WEEK;
  return isSoon ? `${date} (${locale.relative(then, now, 'always')})` : date;
}

/** Whether the poll's rule and the numbers are there to show results. */
export function showsResults(data: LoadedPoll): boolean {
  const { results } = data.poll;
  const phase = phaseOf(data);
  if (!data.questions.some(isCounted) || phase === 'scheduled' || results === 'never') return false;
  return results !== 'after-close' || phase === 'closed';
}

/** Why there are no results to see. */
export function whyHidden({ results }: Poll, phase: Phase): MessageKey {
  if (results === 'after-vote') return 'pollAfterVote';
  return results === 'after-close' && phase !== 'closed' ? 'pollAfterClose' : 'pollHidden';
}
