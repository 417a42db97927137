import * as z from 'zod/mini';
import { shortestSecret } from './redacted.js';
import type { FeedSource } from './source.js';

type Environment = Record<string, string | undefined>;

/** Headers that the connection needs for itself, or that change what an answer means. */
const ownHeaders =
  /^(host|connection|content-length|transfer-encoding|accept-encoding|upgrade|te|trailer|range|expect|if-.+)$/i;
/** Members of an address that hold a key, by their usual names. */
const secretNames = /^(access_?token|auth|api_?key|key|secret|sig|signature|token|password)$/i;

const note = z.optional(z.union([z.string(), z.array(z.string())], 'must be a text, or several'));

const between = (unit: string, least: number, most: number) =>
  z
    .int(`must be a whole number of ${unit}`)
    .check(
      z.minimum(least, `must be at least ${least} ${unit}`),
      z.maximum(most, `must be at most ${most} ${unit}`),
    );

const SourceEntry = z.strictObject(
  {
    '//': note,
    id: z
      .string('must be given, as a text')
      .check(z.regex(/^[a-z0-9][a-z0-9_-]{0,63}$/i, 'may have 64 letters a–z, digits, "-" and "_" only')),
    url: z.string('must be given: the address of a feed or of a profile'),
    title: z.optional(z.string('must be a text').check(z.minLength(1, 'must not be empty'))),
    tokenEnv: z.optional(z.string('must be the name of an environment variable')),
    tokenParameter: z.optional(
      z.string('must be the name of a query parameter').check(z.minLength(1, 'must not be empty')),
    ),
    headers: z.optional(z.record(z.string(), z.string('must be a text'), 'must be an object of texts')),
    refresh: z._default(between('seconds', 60, 86_400), 300),
    maxBytes: z._default(between('bytes', 10_000, 20_000_000), 4_000_000),
    proxyImages: z._default(z.boolean('must be true or false'), true),
  },
  'must be an object',
);
type SourceEntry = z.infer<typeof SourceEntry>;

const Configuration = z.strictObject(
  { '//': note, sources: z.array(SourceEntry, 'must be given: a list of sources') },
  'must be an object with a list of sources',
);

export interface ConfigurationOptions {
  /** Secrets may go to this machine without encryption. */
  allowLoopback?: boolean;
}

/** What is wrong with a configuration, a sentence for each mistake; none holds anything of an address or a secret. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/**
 * Reads what the configuration file holds; `docs` of each member are in the README.
 * @throws {ConfigurationError}
 */
export function readSources(
  json: unknown,
  env: Environment,
  options: ConfigurationOptions = {},
): FeedSource[] {
  const result = z.safeParse(Configuration, json);
  if (!result.success) throw new ConfigurationError(result.error.issues.flatMap(sentences).join('\n'));
  const mistakes: string[] = [];
  const known = new Set<string>();
  const sources = result.data.sources.map((entry, index) => {
    const wrong = (member: string, words: string): void => {
      mistakes.push(`sources[${index}].${member} ${words}.`);
    };
    if (known.has(entry.id)) wrong('id', `is "${entry.id}", which another source has already`);
    known.add(entry.id);
    return sourceOf(entry, env, options, wrong);
  });
  if (mistakes.length > 0) throw new ConfigurationError(mistakes.join('\n'));
  return sources;
}

function sentences(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  const at = path.replace(/^\./, '') || 'It';
  if (issue.code !== 'unrecognized_keys') return [`${at} ${issue.message}.`];
  return issue.keys.map((key) => `${at === 'It' ? '' : `${at}.`}${key} is not a setting.`);
}

type Wrong = (member: string, words: string) => void;

function sourceOf(
  entry: SourceEntry,
  env: Environment,
  options: ConfigurationOptions,
  wrong: Wrong,
): FeedSource {
  const { url, query } = addressOf(entry, wrong);
  const headers = headersOf(entry, wrong);
  const token = tokenOf(entry, env, wrong);
  if (token !== undefined && entry.tokenParameter !== undefined) query[entry.tokenParameter] = token;
  else if (token !== undefined) headers.Authorization = `Bearer ${token}`;
  const isSecret = Object.keys(query).length + Object.keys(headers).length > 0;
  if (url?.protocol === 'http:' && isSecret && !(options.allowLoopback && isThisMachine(url))) {
    wrong('url', 'must begin with https:// where a token or headers are sent');
  }
  return {
    id: entry.id,
    title: entry.title,
    url: url?.href ?? '',
    query,
    headers,
    refresh: entry.refresh,
    maxBytes: entry.maxBytes,
    proxyImages: entry.proxyImages,
  };
}

/** What is a secret in the address is taken out of it, so that the address itself can be shown. */
function addressOf(
  entry: SourceEntry,
  wrong: Wrong,
): { url: URL | undefined; query: Record<string, string> } {
  const query: Record<string, string> = {};
  if (!URL.canParse(entry.url) || !/^https?:/i.test(entry.url)) {
    wrong('url', 'must be a web address that begins with https:// or http://');
    return { url: undefined, query };
  }
  const url = new URL(entry.url);
  url.hash = '';
  if (url.username || url.password) {
    wrong('url', 'must have no user name or password: use headers');
    return { url: undefined, query };
  }
  for (const [name, value] of [...url.searchParams]) {
    if (!secretNames.test(name) || value.length < shortestSecret) continue;
    query[name] = value;
    url.searchParams.delete(name);
  }
  return { url, query };
}

function headersOf({ headers = {} }: SourceEntry, wrong: Wrong): Record<string, string> {
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) wrong('headers', `has "${name}", which no header can be called`);
    else if (ownHeaders.test(name)) wrong(`headers.${name}`, 'is not for you to set');
    // Not the value: it may be a secret.
    if (!/^[\t\x20-\x7e]*$/.test(value)) wrong(`headers.${name}`, 'may have plain ASCII text only');
  }
  return { ...headers };
}

function tokenOf(
  { tokenEnv, tokenParameter, headers = {} }: SourceEntry,
  env: Environment,
  wrong: Wrong,
): string | undefined {
  if (tokenEnv === undefined) {
    if (tokenParameter !== undefined)
      wrong('tokenParameter', 'needs tokenEnv, which names where the token is');
    return undefined;
  }
  const token = env[tokenEnv]?.trim();
  if (!token) wrong('tokenEnv', `names ${tokenEnv}, which is not set in the environment`);
  else if (token.length < shortestSecret) {
    wrong('tokenEnv', `names ${tokenEnv}, which is shorter than ${shortestSecret} characters`);
  } else if (!/^[\x21-\x7e]+$/.test(token)) {
    wrong('tokenEnv', `names ${tokenEnv}, which may have plain ASCII letters, digits and signs only`);
  }
  if (tokenParameter === undefined && Object.keys(headers).some((name) => /^authorization$/i.test(name))) {
    wrong('tokenEnv', 'is sent as Authorization, which headers has already');
  }
  return token;
}

function isThisMachine({ hostname }: URL): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
