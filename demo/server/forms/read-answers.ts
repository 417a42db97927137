import type { Form, FormField } from '../../../src/contracts/form.js';
import { textsOf } from '../http/body.js';
import type { Sentence } from '../messages.js';
import { Problem, type FieldError } from '../problem.js';
import { inputFields } from './definition.js';
import { filesOf, type FileAnswer } from './files.js';
import { locationOf, type Location } from './location.js';
import { mistakeIn, withPlainBreaks } from './text-value.js';
import { shownFields } from './visibility.js';

export type Answer = string | number | boolean | string[] | Location;

export interface Answers {
  /** By the names of the form's own fields; nothing else that was sent gets in. */
  values: Map<string, Answer>;
  files: FileAnswer[];
}

type Outcome = { answer: Answer | undefined } | { files: FileAnswer[] } | { mistake: Sentence };

/** Checks what was sent against the form. Throws a problem that names every field with a mistake. */
export async function readAnswers(form: Form, sent: FormData): Promise<Answers> {
  const answers: Answers = { values: new Map(), files: [] };
  const errors: FieldError[] = [];
  for (const field of shownFields(inputFields(form), sent)) {
    const outcome = await outcomeOf(field, sent);
    if ('mistake' in outcome) {
      errors.push({ name: field.name, message: outcome.mistake });
    } else if ('files' in outcome) {
      answers.files.push(...outcome.files);
    } else if (outcome.answer !== undefined) {
      answers.values.set(field.name, outcome.answer);
    }
  }
  if (errors.length > 0) throw Problem.invalid(...errors);
  return answers;
}

async function outcomeOf(field: FormField, sent: FormData): Promise<Outcome> {
  const outcome = await readField(field, sent);
  if (!field.required || 'mistake' in outcome) return outcome;
  const isEmpty = 'files' in outcome ? outcome.files.length === 0 : outcome.answer === undefined;
  return isEmpty ? { mistake: missing(field) } : outcome;
}

async function readField(field: FormField, sent: FormData): Promise<Outcome> {
  switch (field.type) {
    case 'file': {
      const files = await filesOf(field, sent);
      return typeof files === 'function' ? { mistake: files } : { files };
    }
    case 'location': {
      const location = locationOf(sent, field.name);
      return location === 'unreadable' ? { mistake: (m) => m.field.location } : { answer: location };
    }
    case 'checkbox':
      return { answer: textsOf(sent, field.name).some(Boolean) || undefined };
    case 'checkboxes':
      return readSeveral(field, sent);
    default:
      return readText(field, sent);
  }
}

function readSeveral(field: FormField, sent: FormData): Outcome {
  const values = [...new Set(textsOf(sent, field.name).filter(Boolean))];
  const known = new Set(field.options?.map(({ value }) => value));
  if (values.some((value) => !known.has(value))) return { mistake: (m) => m.field.option };
  const min = Number(field.min ?? 0);
  const max = Number(field.max ?? known.size);
  if (values.length > 0 && (values.length < min || values.length > max)) {
    return { mistake: (m) => m.field.choiceCount(min, max) };
  }
  return { answer: values.length > 0 ? values : undefined };
}

function readText(field: FormField, sent: FormData): Outcome {
  const texts = textsOf(sent, field.name);
  if (texts.length > 1) return { mistake: (m) => m.field.oneValue };
  const raw = withPlainBreaks(texts[0] ?? '');
  const text = field.type === 'textarea' ? raw : raw.trim();
  if (text.trim() === '') return { answer: undefined };
  const mistake = mistakeIn(field, text);
  if (mistake) return { mistake };
  return { answer: field.type === 'number' || field.type === 'rating' ? Number(text) : text };
}

function missing(field: FormField): Sentence {
  switch (field.type) {
    case 'file':
      return (m) => m.field.requiredFile;
    case 'select':
    case 'radio':
    case 'checkboxes':
    case 'rating':
      return (m) => m.field.requiredChoice;
    default:
      return (m) => m.field.required;
  }
}
