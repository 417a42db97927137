import { pollTitle, type StoredPoll } from './definition.js';
import type { PollResult } from './results.js';

/** What a spreadsheet would take for a formula. A tab or a carriage return in front does not stop it. */
const formula = /^[=+\-@\t\r]/;

/** A result as a table: sums only, never ballots, in the poll's own order. */
export function resultCsv(poll: StoredPoll, { questions, voters, blank }: PollResult): string {
  const rows: (string | number)[][] = [['question', 'option', 'label', 'votes', 'round']];
  for (const { question, votes, rounds } of questions) {
    const text = question.text || pollTitle(poll);
    for (const { id, label } of question.options) rows.push([text, id, label, votes.get(id) ?? 0, '']);
    for (const [index, round] of (rounds ?? []).entries()) {
      for (const { id, label } of question.options) {
        if (id in round.counts) rows.push([text, id, label, round.counts[id]!, index + 1]);
      }
    }
  }
  rows.push(['', '', 'voters', voters, ''], ['', '', 'blank', blank, '']);
  // Spreadsheets know UTF-8 by its mark only.
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = formula.test(value) ? `'${value}` : value;
  return /[",\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
