import type { Service, ServiceChannel } from '../../../src/contracts/service.js';
import { safeLink } from '../../../src/formats.js';
import { textOf } from '../http/body.js';
import { filled, type OfficeLanguage } from '../office/language.js';
import { serviceWords } from './office-words.js';

export const lines = ['audience', 'topics', 'lifeEvents', 'login', 'need', 'languages'] as const;
export const texts = [
  'actionLabel',
  'cost',
  'duration',
  'processingTime',
  'deadline',
  'language',
  'timeZone',
] as const;
export const kinds: readonly ServiceChannel['type'][] = [
  'online',
  'phone',
  'email',
  'office',
  'chat',
  'post',
];
export const states = ['available', 'maintenance', 'closed', 'upcoming'] as const;

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(Date.parse(text));

const linesIn = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);

/** What was filled in on the page of a service, over what there is; what the page does not show stays. */
export function readEditor(
  form: FormData,
  before: Service,
  language: OfficeLanguage,
): { service: Service; errors: string[] } {
  const words = serviceWords(language);
  const errors: string[] = [];
  const said = (name: string): string => textOf(form, name)?.trim() ?? '';
  const service: Record<string, unknown> = { ...before, name: said('name') };
  const set = (key: string, value: unknown): void => {
    const isEmpty = value === '' || value === undefined || (Array.isArray(value) && value.length === 0);
    // JSON leaves out what is undefined.
    service[key] = isEmpty ? undefined : value;
  };
  if (!said('name')) errors.push(words.needsName);
  for (const key of ['summary', ...texts]) set(key, said(key));
  for (const key of lines) set(key, linesIn(textOf(form, key)));
  set('url', said('url'));
  if (said('url') && !safeLink(said('url'), 'https://town.example')) {
    errors.push(filled(words.badUrl, { address: said('url') }));
  }
  if (said('deadline') && !isDay(said('deadline')))
    errors.push(filled(words.badDate, { date: said('deadline') }));
  set('provider', said('provider') && { ...before.provider, name: said('provider') });
  const channels = linesIn(textOf(form, 'channels')).map((line) => {
    const [type = '', label, value, hours] = line.split('|').map((part) => part.trim());
    const kind = kinds.find((each) => each === type);
    if (!kind || !(value || label)) errors.push(filled(words.badLine, { line }));
    return { type: kind ?? 'online', ...(label && { label }), value: value ?? '', ...(hours && { hours }) };
  });
  set('channels', channels);
  const special = linesIn(textOf(form, 'special')).map((line) => {
    const [date = '', hours] = line.split('|').map((part) => part.trim());
    if (!isDay(date)) errors.push(filled(words.badDate, { date }));
    return { date, hours: hours || null };
  });
  set('specialHours', special);
  const state = states.find((each) => each === said('state')) ?? 'available';
  set('status', {
    state,
    ...(said('message') && { message: said('message') }),
    ...(said('until') && { until: said('until') }),
  });
  return { service: service as Service, errors };
}
