/**
 * `npm run size`: fails where the one script is larger than package.json's `sizeLimit`, and says what is in it. kB are 1,000 bytes.
 * The parts' shares are what a source map says of the minified code. How many of a compressed file's bytes belong to
 * a part has no true answer: "brotli" gives each part as much of the whole as it has of the minified code.
 */
import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { rollup } from 'rollup';
import { main } from '../rollup.config.mjs';
import { buildIfStale } from './build.ts';

const PARTS: [name: string, pattern: RegExp][] = [
  ['lit', /node_modules\/(lit|lit-html|lit-element|@lit\/reactive-element)\//],
  ['@lit/context, @lit/task', /node_modules\/@lit\/(context|task)\//],
  ['other libraries', /node_modules\//],
  ['widget: feed', /src\/widgets\/feed\//],
  ['widget: service-card', /src\/widgets\/service-card\//],
  ['widget: service-list', /src\/widgets\/service-list\//],
  ['widget: feedback', /src\/widgets\/feedback\//],
  ['widget: poll', /src\/widgets\/poll\//],
  ['sources', /src\/sources\//],
  ['contracts', /src\/contracts\//],
  ['messages, locale', /src\/locale\//],
  ['base, theme', /src\/(base|theme)\//],
  ['config', /src\/config\//],
  ['embed, entry', /src\/(embed\/|[^/]+\.ts)/],
  ['internal', /src\/internal\//],
];
const REST = 'helpers, glue';

const brotli = (code: string): number =>
  brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`.padStart(9);

/** Minified bytes by part. */
async function measure(): Promise<Map<string, number>> {
  const bundle = await rollup(main);
  const { output } = await bundle.generate({ format: 'es', inlineDynamicImports: true, sourcemap: true });
  await bundle.close();
  const { code, map } = output[0];
  if (!map) throw new Error('The build gave no source map.');
  const parts = new Map<string, number>();
  const sources = new SourceMap(JSON.parse(map.toString()) as SourceMapPayload);
  code.split('\n').forEach((line, row) => {
    for (let column = 0; column < line.length; column += 1) {
      const entry = sources.findEntry(row, column);
      const source = 'originalSource' in entry ? entry.originalSource : '';
      const part = PARTS.find(([, pattern]) => pattern.test(source))?.[0] ?? REST;
      parts.set(part, (parts.get(part) ?? 0) + 1);
    }
  });
  return parts;
}

await buildIfStale();
const { sizeLimit } = JSON.parse(readFileSync('package.json', 'utf8')) as { sizeLimit: number };
const script = readFileSync('dist/civic-widgets.js', 'utf8');
const compressed = brotli(script);

const parts = await measure();
const whole = [...parts.values()].reduce((a, b) => a + b, 0);
console.log('part                       minified    brotli (proportional share)');
for (const name of [...PARTS.map(([part]) => part), REST]) {
  const bytes = parts.get(name);
  if (bytes) console.log(`${name.padEnd(25)} ${kB(bytes)} ${kB((bytes / whole) * compressed)}`);
}
console.log(
  `\ndist/civic-widgets.js: ${kB(script.length).trim()}, gzip ${kB(gzipSync(script, { level: 9 }).length).trim()}, brotli ${kB(compressed).trim()}`,
);
if (compressed > sizeLimit) {
  console.error(
    `That is ${compressed - sizeLimit} bytes over the limit of ${kB(sizeLimit).trim()} (sizeLimit in package.json).`,
  );
  process.exit(1);
}
console.log(`${sizeLimit - compressed} bytes below the limit of ${kB(sizeLimit).trim()}.`);
