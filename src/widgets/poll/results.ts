import { type TemplateResult, html, nothing } from 'lit';
import type { PollOption, PollQuestion } from '../../contracts/poll.js';
import { plain } from '../../internal/text.js';
import { choiceOf, chosenOf } from './load-poll.js';
import type { QuestionContext } from './question.js';

export interface ResultsContext extends QuestionContext {
  /** How many people voted, where the question itself does not say. */
  voters: number | null | undefined;
  /** This resident's own choices, where they are known. */
  choice: readonly string[];
  /** A table instead of bars. */
  isTable: boolean | undefined;
}

interface Counted {
  votes: number;
  /** Of how many. */
  whole: number;
  /** In ranked questions, the round after which the option was out of the count. */
  out?: number | undefined;
}

type Rounds = NonNullable<PollQuestion['rounds']>;

interface Row {
  option: PollOption;
  name: TemplateResult;
  /** What it is to this resident. */
  mark: TemplateResult | typeof nothing;
  share: number;
  /** Percent and votes in words. */
  figures: string;
  out: number | undefined;
}

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

function bars(rows: readonly Row[], { locale }: ResultsContext): TemplateResult {
  return html`<ul class="results" role="list" part="results">
    ${rows.map(
      ({ name, mark, figures, share, out }) =>
        html`<li class="result" part="result">
          ${name} ${mark}
          <span class="figures">${figures}</span>
          ${out ? html`<span class="muted out">${locale.t('pollOut', { n: out })}</span>` : nothing}
          <svg class="bar" part="bar" aria-hidden="true">
            <rect width="${Math.min(100, share * 100)}%" height="100%"></rect>
          </svg>
        </li>`,
    )}
  </ul>`;
}

/** Percent and votes, or the votes of each round. */
function table(
  { question }: PollQuestion,
  rows: readonly Row[],
  rounds: Rounds | undefined,
  { locale, isTable }: ResultsContext,
): TemplateResult {
  const title = locale.t('pollResults');
  const heads = rounds ? rounds.map((_, i) => locale.t('pollRound', { n: i + 1 })) : [title];
  const votesOf = ({ id }: PollOption) =>
    rounds?.map(({ counts }) => (Object.hasOwn(counts, id) ? locale.number(counts[id]!) : '–'));
  return html`<div class="wide" role="group" aria-label=${title} tabindex="0">
    <table part="table" aria-label=${plain(question) || title}>
      <thead>
        <tr>
          <td></td>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ option, name, mark, figures }) =>
            html`<tr>
              <th scope="row">${name} ${isTable ? mark : nothing}</th>
              ${(votesOf(option) ?? [figures]).map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Results of one question: as text, with bars that repeat it, or as a table; the rounds of a ranked one always. */
export function resultsTemplate(question: PollQuestion, context: ResultsContext): TemplateResult {
  const { locale, own, isTable } = context;
  const { type, options } = question;
  const isRanked = type === 'ranked';
  const rounds = (isRanked && question.rounds?.length && question.rounds) || undefined;
  const votes = options.map((option) => option.votes ?? 0);
  const most = Math.max(...votes);
  const people = type === 'multiple' ? (question.voters ?? context.voters) : undefined;
  // Fewer people than votes for one answer: then that number is not what it says.
  const voters = people && people >= most ? people : undefined;
  const whole = voters ?? sum(votes);
  const chosen = chosenOf(question, context.choice);
  const rows = options.map((option, i): Row => {
    const counted: Counted = rounds ? inLastRound(rounds, option) : { votes: votes[i]!, whole };
    const place = chosen.indexOf(choiceOf(question, option)) + 1;
    const mine = place && locale.t(isRanked ? 'pollPlace' : 'pollMine', { n: place });
    const share = counted.votes / (counted.whole || 1);
    return {
      option,
      name: html`<span class="name">${own(option.label)}</span>`,
      mark: mine ? html`<span class="mark" part="mine">${mine}</span>` : nothing,
      share,
      figures: locale.t('pollPercent', {
        percent: locale.percent(share),
        votes: locale.t('feedVotes', { n: counted.votes }),
      }),
      out: counted.out,
    };
  });
  const tied = options
    .filter((option, i) => (rounds ? rounds.at(-1)?.tied?.includes(option.id) : most && votes[i] === most))
    .map(({ label }) => plain(label));
  return html`${isTable ? nothing : bars(rows, context)}
  ${isTable || rounds ? table(question, rows, rounds, context) : nothing}
  ${tied.length > 1 ? html`<p>${locale.t('pollTie', { names: locale.list(tied) })}</p>` : nothing}
  ${rounds ? html`<p class="muted">${locale.t('pollRounds')}</p>` : nothing}
  ${voters ? html`<p class="muted">${locale.t('pollPercentOfVoters')}</p>` : nothing}`;
}
