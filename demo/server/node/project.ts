import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where a file of the project is. */
export function project(path: string): string {
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url));
}

export function projectVersion(): string {
  return (JSON.parse(readFileSync(project('package.json'), 'utf8')) as { version: string }).version;
}
