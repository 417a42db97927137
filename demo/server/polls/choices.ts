import { textOf, textsOf } from '../http/body.js';
import type { Sentence } from '../messages.js';
import { Problem } from '../problem.js';
import { questionsOf, type Question, type StoredPoll } from './definition.js';

/**
 * The choices of a vote, in the poll's order or in that of preference; none for a blank one. A plain HTML form with
 * several questions cannot name all its radio buttons `choice`, so theirs may be `choice.QUESTION-ID`.
 */
export function readChoices(poll: StoredPoll, form: FormData): string[] {
  const names = new Set([...form.keys()].filter((name) => name === 'choice' || name.startsWith('choice.')));
  const sent = [...names].flatMap((name) => textsOf(form, name)).filter(Boolean);
  if (textOf(form, 'blank') === '1') {
    if (!poll.allowBlank) throw impossible('blank', (m) => m.field.noBlank);
    if (sent.length > 0) throw impossible('choice', (m) => m.field.choiceOrBlank);
    return [];
  }
  const questions = questionsOf(poll);
  const known = new Set(questions.flatMap((question) => choicesOf(question)));
  if (sent.some((choice) => !known.has(choice))) throw impossible('choice', (m) => m.field.choiceUnknown);
  if (new Set(sent).size < sent.length) throw impossible('choice', (m) => m.field.choiceTwice);
  return questions.flatMap((question) => answerTo(question, sent));
}

function answerTo(question: Question, sent: readonly string[]): string[] {
  const possible = choicesOf(question);
  const chosen = sent.filter((choice) => possible.includes(choice));
  if (chosen.length < question.min || chosen.length > question.max) {
    const heading = question.id === undefined ? '' : `${question.text} `;
    throw impossible('choice', (m) => heading + m.field.choiceCount(question.min, question.max));
  }
  return question.type === 'ranked' ? chosen : possible.filter((choice) => chosen.includes(choice));
}

function choicesOf(question: Question): string[] {
  return question.options.map(({ id }) => question.choice(id));
}

function impossible(name: string, message: Sentence): Problem {
  return Problem.invalid({ name, message });
}
