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

type Rounds = NonNullable<PollQuestion['rounds']>;

interface Row {
  option: PollOption;
  name: TemplateResult;
  /** What it is to this resident. */
  mark: TemplateResult | typeof nothing;
  share: number;
  /** Percent and votes in words. */
  figures: string;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const countOf = ({ counts }: Rounds[number], id: string): number | undefined =>
  Object.hasOwn(counts, id) ? counts[id] : undefined;

function bars(rows: readonly Row[]): TemplateResult {
  return html`<ul class="results" role="list" part="results">
    ${rows.map(
      ({ name, mark, figures, share }) =>
        html`<li class="result" part="result">
          ${name} ${mark}
          <span class="figures">${figures}</span>
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
  rounds: Rounds,
  { locale, isTable }: ResultsContext,
): TemplateResult {
  const title = locale.t('pollResults');
  const heads = rounds.length ? rounds.map((_, i) => locale.t('pollRound', { n: i + 1 })) : [title];
  const cells = ({ option, figures }: Row) =>
    rounds.length
      ? rounds.map((round) => {
          const votes = countOf(round, option.id);
          return votes === undefined ? '–' : locale.number(votes);
        })
      : [figures];
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
          (row) =>
            html`<tr>
              <th scope="row">${row.name} ${isTable ? row.mark : nothing}</th>
              ${cells(row).map((cell) => html`<td>${cell}</td>`)}
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
  const rounds = (isRanked && question.rounds) || [];
  const last = rounds.at(-1);
  const votes = options.map((option) => (last ? countOf(last, option.id) : option.votes) ?? 0);
  const most = Math.max(...votes);
  const people = type === 'multiple' ? (question.voters ?? context.voters) : undefined;
  // Fewer people than votes for one answer: then that number is not what it says.
  const voters = people && people >= most ? people : undefined;
  const whole = voters ?? sum(votes);
  const chosen = chosenOf(question, context.choice);
  const rows = options.map((option, i): Row => {
    const place = chosen.indexOf(choiceOf(question, option)) + 1;
    const mine = place && locale.t(isRanked ? 'pollPlace' : 'pollMine', { n: place });
    const share = votes[i]! / (whole || 1);
    return {
      option,
      name: html`<span class="name">${own(option.label)}</span>`,
      mark: mine ? html`<span class="mark" part="mine">${mine}</span>` : nothing,
      share,
      figures: locale.t('pollPercent', {
        percent: locale.percent(share),
        votes: locale.t('feedVotes', { n: votes[i]! }),
      }),
    };
  });
  const tied = options
    .filter((option, i) => (last ? last.tied?.includes(option.id) : most && votes[i] === most))
    .map(({ label }) => plain(label));
  return html`${isTable ? nothing : bars(rows)}
  ${isTable || last ? table(question, rows, rounds, context) : nothing}
  ${tied.length > 1 ? html`<p>${locale.t('pollTie', { names: locale.list(tied) })}</p>` : nothing}
  ${last ? html`<p class="muted">${locale.t('pollRounds')}</p>` : nothing}
  ${voters ? html`<p class="muted">${locale.t('pollPercentOfVoters')}</p>` : nothing}`;
}
