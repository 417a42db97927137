/**
 * Documents that others wrote, beside the project and never in it, with what a person or a small reader found in
 * them. Where they are not, the tests that read them are skipped.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Feed } from '../../src/contracts/feed.js';
import { decode } from '../../src/internal/decode.js';
import { SourceError } from '../../src/internal/errors.js';
import { readFeed } from '../../src/sources/read-feed.js';

const FOLDER = process.env.CORPORA ?? fileURLToPath(new URL('../../../shared/corpora/', import.meta.url));

export const MISSING = existsSync(`${FOLDER}/expected.json`) ? false : 'no corpora beside the project';

// Written by several readers, each with members of its own.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Expected = Record<string, any>;

export const ADDRESS = 'https://feed.example/dir/feed';

export const expected = (): Record<string, Expected> =>
  JSON.parse(readFileSync(`${FOLDER}/expected.json`, 'utf8')) as Record<string, Expected>;

export const bytesOf = (file: string): Uint8Array => readFileSync(`${FOLDER}/${file}`);

export const jsonOf = (file: string): unknown => JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8'));

export const linesOf = (file: string): string[] =>
  readFileSync(`${FOLDER}/${file}`, 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));

export function filesIn(folder: string): string[] {
  return readdirSync(`${FOLDER}/${folder}`, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
  );
}

/** The feed that a document is, or the words with which it is refused. */
export function readDocument(file: string): { feed: Feed; refused?: string } {
  try {
    return { feed: readFeed(decode(bytesOf(file)), ADDRESS) };
  } catch (error) {
    if (!(error instanceof SourceError) || error.cause) throw error;
    return { feed: { format: '', posts: [], problems: [] }, refused: error.message };
  }
}
