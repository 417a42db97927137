import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { filesUnder } from '../lib/files.ts';

/** What a page's `integrity` attribute says of a file. */
export const integrityOf = (path: string): string =>
  `sha384-${createHash('sha384').update(readFileSync(path)).digest('base64')}`;

/** Hashes of every classic script, by name relative to dist/. */
export function writeIntegrity(): void {
  const scripts = filesUnder('dist').filter((path) =>
    /^dist\/(civic-widgets[^/]*|locales\/[^/]+)\.js$/.test(path),
  );
  const hashes = Object.fromEntries(scripts.map((path) => [path.slice('dist/'.length), integrityOf(path)]));
  writeFileSync('dist/integrity.json', `${JSON.stringify(hashes, null, 2)}\n`);
}
