/**
 * `npm test`: everything that can be checked by running it, in Node (files that import node:test) and in every browser
 * engine on this machine (all others).
 *   npm test -- --only-browser=firefox        one browser (chromium, firefox, webkit), nothing in Node
 *   npm test -- --only-node                   nothing in browsers
 *   npm test -- --files 'poll|embed'          files whose path matches
 *   npm run coverage                          Chromium only, and how much of src/ the tests reach
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildIfStale } from './build.ts';
import { HOW_TO_GET_CHROMIUM, chromiumOrInstall } from './lib/browsers.ts';
import { filesUnder } from './lib/files.ts';
import { type Counts, inWords, sum } from './test/counts.ts';
import { inChromium, inFirefox, inWebKit } from './test/in-browser.ts';
import { runInNode } from './test/in-node.ts';

const { values: options } = parseArgs({
  options: {
    'only-browser': { type: 'string' },
    'only-node': { type: 'boolean', default: false },
    files: { type: 'string' },
    coverage: { type: 'boolean', default: false },
  },
});

const only = options.coverage ? 'chromium' : options['only-browser'];
const wanted = new RegExp(options.files ?? '');
const tests = filesUnder('test').filter((path) => path.endsWith('.test.ts') && wanted.test(path));
const isForNode = (path: string) => readFileSync(path, 'utf8').includes(`from 'node:test'`);
const nodeTests = only ? [] : tests.filter((path) => isForNode(path));
const browserTests = options['only-node'] ? [] : tests.filter((path) => !isForNode(path));

const results: [runner: string, Counts | undefined][] = [];

async function ran(runner: string, result: Promise<Counts> | undefined): Promise<void> {
  results.push([runner, await result]);
}

// Some tests in Node open pages too.
const chromium = chromiumOrInstall();
if (!chromium) {
  console.error(HOW_TO_GET_CHROMIUM);
  process.exit(1);
}
process.env.CHROME_PATH = chromium;

if (nodeTests.length) {
  try {
    await buildIfStale();
    console.log('— Node —');
    await ran('Node', runInNode(nodeTests));
  } catch (error) {
    console.error(error);
    results.push(['Node (the build failed)', { passed: 0, failed: nodeTests.length, skipped: 0 }]);
  }
}
if (browserTests.length) {
  if (!only || only === 'chromium')
    await ran('Chromium', inChromium(browserTests, chromium, options.coverage));
  // Two at a time, for two cores: more, and tests wait for each other longer than they may.
  await Promise.all([
    !only || only === 'firefox' ? ran('Firefox', inFirefox(browserTests)) : undefined,
    !only || only === 'webkit' ? ran('WebKit', inWebKit(browserTests)) : undefined,
  ]);
}

console.log('');
for (const [runner, counts] of results) {
  console.log(`${runner}: ${counts ? inWords(counts) : 'not on this machine, not tested'}`);
}
const counted = results.flatMap(([, counts]) => counts ?? []);
const empty = counted.filter(({ passed, failed }) => passed + failed === 0).length;
if (!counted.length || empty)
  console.log('A runner that ran no test proves nothing: that counts as a failure.');
const total = sum(counted);
total.failed += counted.length ? empty : 1;
console.log(inWords(total));
process.exit(total.failed ? 1 : 0);
