import type { Poll } from '../contracts/poll.js';
import type { Finding } from './report.js';
import { finding } from './words.js';

/** What a poll that has the right shape still lacks, at a time in milliseconds. */
export function pollFaults(poll: Poll, now: number): Finding[] {
  const found: Finding[] = [];
  const opens = Date.parse(poll.opens ?? '') || -Infinity;
  const closes = Date.parse(poll.closes ?? '') || Infinity;
  for (const path of ['opens', 'closes'] as const) {
    const value = poll[path];
    if (value && Number.isNaN(Date.parse(value))) found.push(finding('date', { path, found: value }));
  }
  if (closes <= opens) found.push(finding('dates', { path: 'closes' }));
  else if (closes <= now)
    found.push(finding('over', { path: 'closes', date: (poll.closes ?? '').slice(0, 10) }));
  const isOpen = opens <= now && now < closes;
  if (isOpen && !poll.voteUrl) found.push(finding('no-way-to-vote', { path: 'voteUrl' }));
  const questions = poll.questions ?? [{ question: poll.question ?? '', options: poll.options ?? [] }];
  for (const [i, { question, options }] of questions.entries()) {
    const path = poll.questions ? `questions[${i}].options` : 'options';
    if (!options.length) found.push(finding('no-choice', { path, label: question }));
    const hidden =
      poll.results === 'never' ||
      poll.results === 'after-vote' ||
      (poll.results === 'after-close' && now < closes);
    if (hidden && options.some(({ votes }) => votes !== undefined && votes !== null))
      found.push(finding('early-results', { path, rule: poll.results }));
    const ids = options.map(({ id }) => id);
    const same = ids.find((id, n) => ids.indexOf(id) !== n);
    if (same !== undefined) found.push(finding('same-id', { path, found: same, count: 2 }));
  }
  if (isOpen && !poll.privacyUrl) found.push(finding('no-privacy', { missing: 'privacyUrl' }));
  return found;
}
