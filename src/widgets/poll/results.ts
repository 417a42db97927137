import { type TemplateResult, html, nothing } from 'lit';
import type { PollOption, PollQuestion } from '../../contracts/poll.js';
import { choiceOf, chosenOf } from './load-poll.js';
import type { QuestionContext } from './question.js';

export interface ResultsContext extends QuestionContext {
  /** How many people voted, where the question itself does not say. */
  voters: number | null | undefined;
  /** This resident's own choices, where they are known. */
  choice: readonly string[];
}

interface Counted {
  votes: number;
  /** Of how many. */
  whole: number;
  /** In ranked questions, the round after which the option was out of the count. */
  out?: number | undefined;
}

type Rounds = NonNullable<PollQuestion['rounds']>;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** Where an option stood in the last round that counted it. */
function inLastRound(rounds: Rounds, { id }: PollOption): Counted {
  const last = rounds.findLastIndex(({ counts }) => Object.hasOwn(counts, id));
  const counts = rounds[last]?.counts ?? {};
  return {
    votes: counts[id] ?? 0,
    whole: sum(Object.values(counts)),
    out: last < rounds.length - 1 ? last + 1 : undefined,
  };
}

/** Results of one question: as text, with bars that repeat it. */
export function resultsTemplate(question: PollQuestion, context: ResultsContext): TemplateResult {
  const { locale, own, choice } = context;
  const { type, options, rounds } = question;
  const isRanked = type === 'ranked' && !!rounds?.length;
  const voters = type === 'multiple' ? (question.voters ?? context.voters) : undefined;
  const whole = voters ?? sum(options.map(({ votes }) => votes ?? 0));
  const chosen = chosenOf(question, choice);
  return html`<ul class="results" role="list" part="results">
      ${options.map((option) => {
        const plain: Counted = { votes: option.votes ?? 0, whole };
        const { votes, whole: all, out } = isRanked ? inLastRound(rounds, option) : plain;
        const share = all ? votes / all : 0;
        const place = chosen.indexOf(choiceOf(question, option)) + 1;
        const mine = place && locale.t(type === 'ranked' ? 'pollPlace' : 'pollMine', { n: place });
        return html`<li class="result" part="result">
          <span class="name">${own(option.label)}</span>
          ${mine ? html`<span class="mark" part="mine">${mine}</span>` : nothing}
          <span class="figures">
            ${locale.t('pollPercent', { percent: locale.percent(share), votes: locale.t('pollVotes', { n: votes }) })}
          </span>
          ${out ? html`<span class="muted out">${locale.t('pollOut', { n: out })}</span>` : nothing}
          <svg class="bar" part="bar" aria-hidden="true">
            <rect width="${Math.min(100, share * 100)}%" height="100%"></rect>
          </svg>
        </li>`;
      })}
    </ul>
    ${isRanked ? html`<p class="muted">${locale.t('pollRounds', { n: rounds.length })}</p>` : nothing}
    ${voters == null ? nothing : html`<p class="muted">${locale.t('pollPercentOfVoters')}</p>`}`;
}
