import { markup, type Html } from '../markup.js';
import { messagesIn, type Language } from '../messages.js';
import { pollState, type StoredPoll } from './definition.js';
import { showsResults, type PollResult, type QuestionResult } from './results.js';
import type { Round } from './runoff.js';

export interface Reader {
  language: Language;
  now: Date;
  /** Whether the reader has just voted. */
  voted: boolean;
}

/** The results as text first, or when they will be there. */
export function resultsBlock(poll: StoredPoll, result: PollResult, reader: Reader): Html {
  const { page } = messagesIn(reader.language);
  if (!showsResults(poll, reader.now, reader.voted)) return markup`<p>${whenShown(poll, reader)}</p>`;
  if (pollState(poll, reader.now) === 'upcoming') return markup``;
  const number = new Intl.NumberFormat(reader.language);
  const share = new Intl.NumberFormat(reader.language, { style: 'percent', maximumFractionDigits: 1 });
  return markup`<section>
    <h2>${page.results}</h2>
    ${result.questions.map((question) => questionResults(question, reader.language))}
    ${result.questions.some(({ question }) => question.type === 'multiple') && markup`<p>${page.morePercent}</p>`}
    <p>${page.voters(number.format(result.voters))}</p>
    ${
      poll.eligible &&
      markup`<p>${page.turnout(share.format((result.voters + result.blank) / poll.eligible), number.format(poll.eligible))}</p>`
    }
    ${poll.quorum && markup`<p>${page.quorum(number.format(poll.quorum.voters))}</p>`}
    ${poll.allowBlank && markup`<p>${page.blanks(number.format(result.blank))}</p>`}
  </section>`;
}

function whenShown(poll: StoredPoll, reader: Reader): string {
  const { page } = messagesIn(reader.language);
  if (poll.results === 'after-vote') return page.resultsAfterVote;
  return poll.results === 'after-close' ? page.resultsAfterClose : page.resultsNever;
}

function questionResults({ question, votes, voters, rounds }: QuestionResult, language: Language): Html {
  const { page } = messagesIn(language);
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  const labels = new Map(question.options.map(({ id, label }) => [id, label]));
  return markup`${question.id !== undefined && markup`<h3>${question.text}</h3>`}
    ${rounds && markup`<p>${page.firstChoices}</p>`}
    <ol class="results">
      ${question.options.map(({ id, label }) => {
        const count = votes.get(id) ?? 0;
        const share = voters > 0 ? count / voters : 0;
        const text = `${page.votes(number.format(count), count === 1)}, ${percent.format(share)}`;
        return markup`<li>
          <span>${label}</span> <b>${text}</b><meter value="${share}" aria-hidden="true"></meter>
        </li>`;
      })}
    </ol>
    ${rounds?.map((round, index) => {
      const heading = page.round(index + 1);
      return markup`${question.id === undefined ? markup`<h3>${heading}</h3>` : markup`<h4>${heading}</h4>`}
      ${roundResults(round, labels, language)}`;
    })}`;
}

function roundResults(round: Round, labels: ReadonlyMap<string, string>, language: Language): Html {
  const { page } = messagesIn(language);
  const number = new Intl.NumberFormat(language);
  const label = (id: string): string => labels.get(id) ?? id;
  const tied = round.tied && new Intl.ListFormat(language).format(round.tied.map(label));
  return markup`<ul>
      ${Object.entries(round.counts).map(
        ([id, count]) => markup`<li>${label(id)}: ${page.votes(number.format(count), count === 1)}</li>`,
      )}
    </ul>
    ${round.eliminated !== null && markup`<p>${page.eliminated(label(round.eliminated))}</p>`}
    ${tied && markup`<p>${page.tied(tied)}</p>`}`;
}
