import { markup, type Html } from '../markup.js';
import { filled } from '../office/language.js';
import type { OfficeContext } from '../office/section.js';
import { pollWords } from './office-words.js';
import type { PollResult, QuestionResult } from './results.js';

/** A result as tables: the votes, and each round where options are ranked. */
export function resultTables(c: OfficeContext, result: PollResult): Html {
  return markup`${result.questions.map((question) => table(c, question))}`;
}

function table(c: OfficeContext, { question, votes, voters, rounds }: QuestionResult): Html {
  const words = pollWords(c.get('language'));
  const number = new Intl.NumberFormat(c.get('language'));
  const share = new Intl.NumberFormat(c.get('language'), { style: 'percent', maximumFractionDigits: 1 });
  const labels = rounds?.map((_, index) => filled(words.round, { number: index + 1 })) ?? [];
  return markup`<div class="scroll"><table class="table">
    ${question.id !== undefined && markup`<caption><bdi>${question.text}</bdi></caption>`}
    <thead><tr>
      <th scope="col">${words.options}</th><th scope="col">${words.votes}</th><th scope="col">${words.share}</th>
      ${labels.map((label) => markup`<th scope="col">${label}</th>`)}
    </tr></thead>
    <tbody>${question.options.map(({ id, label }) => {
      const count = votes.get(id) ?? 0;
      return markup`<tr>
        <th scope="row"><bdi>${label}</bdi></th>
        <td>${number.format(count)}</td>
        <td>${share.format(voters > 0 ? count / voters : 0)}</td>
        ${rounds?.map(({ counts }) => markup`<td>${id in counts ? number.format(counts[id]!) : '–'}</td>`)}
      </tr>`;
    })}</tbody>
  </table></div>`;
}
