import type { Form, FormField } from '../../../../src/contracts/form.js';
import { inputFields } from '../../forms/definition.js';
import type { Answer } from '../../forms/read-answers.js';

/** An answer as the office reads it. */
export interface Answered {
  name: string;
  label: string;
  text: string;
}

/** In the form's order, with the words that its sender saw; what the form no longer has comes last, by its name. */
export function answeredFields(
  form: Form | undefined,
  answers: Record<string, Answer>,
  yes: string,
): Answered[] {
  const fields = form ? inputFields(form) : [];
  const known = new Set(fields.map(({ name }) => name));
  return [
    ...fields.flatMap((field) => {
      const answer = Object.hasOwn(answers, field.name) ? answers[field.name] : undefined;
      if (answer === undefined) return [];
      return [{ name: field.name, label: field.label || field.name, text: answerText(field, answer, yes) }];
    }),
    ...Object.entries(answers).flatMap(([name, answer]) =>
      known.has(name) ? [] : [{ name, label: name, text: answerText(undefined, answer, yes) }],
    ),
  ];
}

/** The first lines of a case, for a list. */
export function excerptOf(form: Form | undefined, answers: Record<string, Answer>): string {
  const long = form?.fields.find(
    ({ name, type }) => type === 'textarea' && typeof answers[name] === 'string',
  );
  const texts = Object.values(answers).filter((answer) => typeof answer === 'string');
  const text = (long ? (answers[long.name] as string) : texts.sort((a, b) => b.length - a.length)[0]) ?? '';
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 120 ? `${line.slice(0, 119).trimEnd()}…` : line;
}

function answerText(field: FormField | undefined, answer: Answer, yes: string): string {
  const labelOf = (value: string): string =>
    field?.options?.find((option) => option.value === value)?.label ?? value;
  if (typeof answer === 'string') return labelOf(answer);
  if (typeof answer === 'number') return labelOf(String(answer));
  if (typeof answer === 'boolean') return yes;
  if (Array.isArray(answer)) return answer.map(labelOf).join('\n');
  const { lat, long, text } = answer;
  return [text, lat !== undefined && long !== undefined && `${lat}, ${long}`].filter(Boolean).join('\n');
}
