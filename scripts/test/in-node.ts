import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { type Counts, none } from './counts.ts';

interface TestEvent {
  name: string;
  skip?: string | boolean;
  todo?: string | boolean;
  details: { type?: string };
}

/** Runs `node:test` files; a file that breaks off counts as a failed test. */
export async function runInNode(files: string[]): Promise<Counts> {
  const counts = none();
  const count = (outcome: 'passed' | 'failed') => (event: TestEvent) => {
    if (event.details.type === 'suite') return;
    if (event.skip !== undefined || event.todo !== undefined) counts.skipped += 1;
    else counts[outcome] += 1;
  };
  // Test files import TypeScript: they inherit `--import tsx` from this process.
  // Two at a time: most wait for a server, a database or a page.
  const stream = run({ files, concurrency: 2, timeout: 10 * 60_000 });
  stream.on('test:pass', count('passed') as () => void);
  stream.on('test:fail', count('failed') as () => void);
  for await (const text of stream.compose(new spec())) process.stdout.write(text as string);
  return counts;
}
