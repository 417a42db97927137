/** Makes dist/. `npm start` and `npm test` call it when dist/ is older than what it is made of. */
import { existsSync, rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type RollupOptions, rollup } from 'rollup';
import { writeEditorData } from './build/editor-data.ts';
import { writeFrameworkTypes } from './build/framework-types.ts';
import { writeIntegrity } from './build/integrity.ts';
import { writeOpenapi } from './build/openapi.ts';
import { writeBuilder, writeThemes } from './build/static-files.ts';
import { writeSchemas } from './build/schemas.ts';
import { writeStyleSheet } from './build/style-sheet.ts';
import { filesUnder, newest } from './lib/files.ts';
import { tool } from './lib/run.ts';

/** Written last: it stands for a build that went through. */
const STAMP = 'dist/integrity.json';

async function writeScripts(): Promise<void> {
  const { default: configs } = (await import('../rollup.config.mjs')) as { default: RollupOptions[] };
  for (const { output = [], ...input } of configs) {
    const bundle = await rollup(input).catch((error: unknown) => {
      // Rollup's errors carry the whole bundle with them.
      throw new Error(error instanceof Error ? error.message : String(error));
    });
    for (const one of [output].flat()) await bundle.write(one);
    await bundle.close();
  }
}

export async function build(): Promise<void> {
  const start = Date.now();
  rmSync('dist', { recursive: true, force: true });
  await writeScripts();
  await writeStyleSheet();
  writeThemes();
  writeBuilder();
  await tool('@custom-elements-manifest/analyzer/cem.js', ['analyze', '--quiet']);
  writeEditorData();
  writeFrameworkTypes();
  await writeSchemas();
  await writeOpenapi();
  await tool('typescript/bin/tsc', [
    ...['--noEmit', 'false', '--emitDeclarationOnly', '--declaration'],
    ...['--rootDir', 'src', '--outDir', 'dist/types'],
  ]);
  writeIntegrity();
  console.log(`dist/ built in ${((Date.now() - start) / 1000).toFixed(1)} s`);
}

export async function buildIfStale(): Promise<void> {
  const sources = [
    ...filesUnder('src'),
    ...filesUnder('demo/builder'),
    ...filesUnder('scripts/build'),
    'rollup.config.mjs',
    'package.json',
  ];
  if (!existsSync(STAMP) || newest([STAMP]) < newest(sources)) await build();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await build();
