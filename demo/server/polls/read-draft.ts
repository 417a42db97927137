import * as z from 'zod/mini';
import { BallotPolicy, ResultsRule } from '../../../src/contracts/poll.js';
import { textOf } from '../http/body.js';
import type { PollDefinition, QuestionDefinition } from '../seed/town.js';
import type { KeptDefinition } from './definition.js';
import { fromLocal } from './town-time.js';

export const types = ['single', 'multiple', 'ranked'] as const;
type Type = (typeof types)[number];

/** What is wrong with a draft, by the names that the office has words for. */
export type DraftError = 'id' | 'question' | 'options' | 'count' | 'times' | 'number';

export interface ReadDraft {
  kept: KeptDefinition;
  errors: DraftError[];
}

const usableId = /^[\p{L}\p{N}_-]{1,60}$/u;

/** A draft as the office's form sends it. */
export function readDraft(form: FormData, id: string, timeZone: string): ReadDraft {
  const errors = new Set<DraftError>();
  const text = (name: string): string => textOf(form, name)?.trim() ?? '';
  const number = (name: string): number | undefined => {
    const value = text(name);
    if (value === '') return undefined;
    if (!/^\d{1,7}$/.test(value)) errors.add('number');
    return Number(value);
  };
  const time = (name: string): string | null => {
    const value = text(name);
    const at = value === '' ? null : fromLocal(value, timeZone);
    if (at === undefined) errors.add('times');
    return at ?? null;
  };
  if (!usableId.test(id)) errors.add('id');
  const type = z.catch(z.enum(types), 'single');
  const questions = readQuestions(text('options'), {
    type: z.parse(type, text('type')),
    min: number('min'),
    max: number('max'),
  });
  const [only] = questions;
  const isSeveral = questions.length > 1 || only?.question !== '';
  const poll: PollDefinition = {
    id,
    question: text('question') || null,
    description: text('description') || null,
    ...(isSeveral ? { questions } : single(only)),
    opens: time('opens'),
    closes: time('closes'),
    results: z.parse(z.catch(ResultsRule, 'after-close'), text('results')),
    ballotPolicy: z.parse(z.catch(BallotPolicy, 'browser'), text('policy')),
    ballotPolicyText: text('policyText') || null,
    changeable: text('changeable') === '1',
    privacyUrl: text('privacyUrl') || null,
    language: text('language') || null,
  };
  const [eligible, quorum] = [number('eligible'), number('quorum')];
  if (eligible !== undefined) poll.eligible = eligible;
  if (quorum !== undefined) poll.quorum = { voters: quorum };
  if (!poll.question && !isSeveral) errors.add('question');
  if (questions.some(({ options }) => options.length < 2)) errors.add('options');
  if (questions.some((question) => !isCountable(question))) errors.add('count');
  if (poll.opens && poll.closes && Date.parse(poll.opens) >= Date.parse(poll.closes)) errors.add('times');
  return { kept: { poll, allowBlank: text('blank') === '1', isDraft: true }, errors: [...errors] };
}

function single({ type, min, max, options }: QuestionDefinition): Partial<PollDefinition> {
  return { ...(type && { type }), min: min ?? null, max: max ?? null, options };
}

function isCountable({ type, min, max, options }: QuestionDefinition): boolean {
  if (type === 'single') return true;
  return (min ?? 1) <= (max ?? options.length) && (max ?? options.length) <= options.length;
}

interface Rule {
  type: Type;
  min: number | undefined;
  max: number | undefined;
}

/**
 * One option a line, with a description after a bar: `Bryggan | Ny och längre`. A line that begins with `#` begins a
 * question of its own, with its type and how many may be chosen: `# Var hänger du? | multiple | 1-2`.
 */
export function readQuestions(text: string, rule: Rule): QuestionDefinition[] {
  const questions: QuestionDefinition[] = [];
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  for (const line of lines.filter(Boolean)) {
    if (line.startsWith('#')) {
      const [question = '', type, counts = ''] = line
        .slice(1)
        .split('|')
        .map((part) => part.trim());
      const [, min, max] = /^(\d+)\s*[-–]\s*(\d+)$/.exec(counts) ?? [];
      questions.push({
        id: newId(question, questions),
        question,
        type: types.find((each) => each === type) ?? 'single',
        ...(min !== undefined && { min: Number(min) }),
        ...(max !== undefined && { max: Number(max) }),
        options: [],
      });
      continue;
    }
    if (questions.length === 0) questions.push(firstOf(rule));
    const { options } = questions.at(-1)!;
    const [label = '', description] = line.split('|').map((part) => part.trim());
    options.push({ id: newId(label, options), label, ...(description && { description }) });
  }
  return questions.length > 0 ? questions : [firstOf(rule)];
}

function firstOf({ type, min, max }: Rule): QuestionDefinition {
  return {
    id: 'q1',
    question: '',
    type,
    ...(min !== undefined && type !== 'single' && { min }),
    ...(max !== undefined && type !== 'single' && { max }),
    options: [],
  };
}

/** As the form's field holds them. */
export function writeQuestions(poll: PollDefinition): string {
  const lines = (options: QuestionDefinition['options']): string[] =>
    options.map(({ label, description }) => (description ? `${label} | ${description}` : label));
  if (!poll.questions) return lines(poll.options ?? []).join('\n');
  return poll.questions
    .flatMap(({ question, type, min, max, options }) => {
      const counts = min != null && max != null ? ` | ${min}-${max}` : '';
      return [`# ${question} | ${type ?? 'single'}${counts}`, ...lines(options)];
    })
    .join('\n');
}

/** A short name from a label, other than those that are taken. */
function newId(label: string, taken: readonly { id: string }[]): string {
  const plain = label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
  const base = plain || 'val';
  let id = base;
  for (let number = 2; taken.some((each) => each.id === id); number += 1) id = `${base}-${number}`;
  return id;
}
