import type * as z from 'zod/mini';
import { check } from '../contracts/check.js';
import type { ItemProblem } from '../contracts/feed.js';
import { SourceError } from '../internal/errors.js';
import { decode } from '../internal/decode.js';
import { type Answer, read } from '../internal/request.js';
import type { LoadContext } from './load-controller.js';

export interface LoadedJson {
  json: unknown;
  /** The final address: what relative addresses in the document resolve against. */
  url: string;
  headers: Headers;
}

/**
 * Reads a JSON document from an address as written in the page.
 * @param readText what makes JSON of other notations too
 * @throws {SourceError} what {@link read} throws, and `format` where it is no JSON
 */
export async function loadJson(
  address: string,
  { config, lang, signal }: LoadContext,
  readText: (text: string) => unknown = JSON.parse,
): Promise<LoadedJson> {
  const url = config.resolve(address, lang);
  if (!url) throw new SourceError('format', `“${address}” is not an address.`, { url: address });
  const answer: Answer = await read(url, { fetch: config.fetch, allowed: config.mayRead, signal });
  const text = decode(answer.bytes, answer.headers.get('content-type') ?? '');
  try {
    return { json: readText(text), url: answer.url, headers: answer.headers };
  } catch (cause) {
    const seen = /^\s*</.test(text)
      ? 'a page (HTML or XML)'
      : answer.truncated
        ? 'JSON that breaks off'
        : 'no JSON';
    throw new SourceError('format', `Expected JSON, found ${seen}.`, { url, cause });
  }
}

/**
 * What a schema makes of a document that is useless unless it is whole.
 * @throws {SourceError} `format`, with path, expected and found
 */
export function parse<Out>(schema: z.ZodMiniType<Out>, { json, url }: LoadedJson): Out {
  const { data, problems } = check(schema, json);
  if (!problems) return data;
  throw unusable(problems, url);
}

/** The error of a document that nothing can be shown of. */
export function unusable(problems: readonly ItemProblem[], url: string): SourceError {
  const [first] = problems;
  const message = `${first?.path || 'The document'} should be ${first?.expected}, found ${first?.found}.`;
  return new SourceError('format', message, { url, problems });
}
