import * as z from 'zod/mini';
import type { Relay } from './options.js';

const text = z.string('must be a text').check(z.minLength(1, 'must not be empty'));
const note = z.optional(z.union([z.string(), z.array(z.string())], 'must be a text, or several'));

const Entry = z.strictObject(
  {
    '//': note,
    id: z
      .string('must be given, as a text')
      .check(z.regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'may have 64 letters a–z, digits, "-" and "_" only')),
    endpoint: z.string('must be given: the address that services.json is under'),
    keyEnv: z.string('must be given: the name of the environment variable that holds the key'),
    jurisdiction: z.optional(text),
    format: z._default(z.enum(['json', 'xml'], 'must be json or xml'), 'json'),
    services: z._default(z.array(text, 'must be a list of service codes'), []),
    challenge: z._default(z.boolean('must be true or false'), false),
  },
  'must be an object',
);

const Configuration = z.strictObject(
  { '//': note, relays: z.array(Entry, 'must be given: a list of servers') },
  'must be an object with a list of relays',
);

/** Words that stand in the relays' own addresses. */
const reserved = new Set(['requests']);

/** What is wrong with a configuration, a sentence for each mistake; none holds a key. */
export class RelaysError extends Error {
  override readonly name = 'RelaysError';
}

/**
 * Reads the file that `OPEN311_RELAYS` names; `demo/open311.example.json` shows every member.
 * @throws {RelaysError}
 */
export function readRelays(
  json: unknown,
  env: Record<string, string | undefined>,
  allowLoopback: boolean,
): Relay[] {
  const result = z.safeParse(Configuration, json);
  if (!result.success) throw new RelaysError(result.error.issues.map(sentence).join('\n'));
  const mistakes: string[] = [];
  const relays = result.data.relays.map((entry, index): Relay => {
    const { id, keyEnv, jurisdiction, format, services, challenge } = entry;
    const wrong = (member: string, words: string): void => {
      mistakes.push(`relays[${index}].${member} ${words}.`);
    };
    const isTaken = result.data.relays.findIndex((other) => other.id === id) < index;
    if (isTaken || reserved.has(id)) wrong('id', `is "${id}", which is taken`);
    const endpoint = endpointOf(entry.endpoint, allowLoopback);
    if (endpoint === undefined) wrong('endpoint', 'must be an https:// address without a query');
    const apiKey = env[keyEnv];
    if (!apiKey) wrong('keyEnv', `names ${keyEnv}, which is not set`);
    return {
      id,
      endpoint: endpoint ?? '',
      apiKey: apiKey ?? '',
      jurisdiction,
      format,
      services,
      challenge,
    };
  });
  if (mistakes.length > 0) throw new RelaysError(mistakes.join('\n'));
  return relays;
}

function endpointOf(text: string, allowLoopback: boolean): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isHere = allowLoopback && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isHere);
  if (!isSafe || url.search || url.hash || url.username || url.password) return undefined;
  return url.href.replace(/\/*$/, '/');
}

function sentence(issue: z.core.$ZodIssue): string {
  const at = issue.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  if (issue.code === 'unrecognized_keys')
    return `${at}.${issue.keys.join()} is not a setting.`.replace(/^\./, '');
  return `${at.replace(/^\./, '') || 'It'} ${issue.message}.`;
}
