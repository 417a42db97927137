/** Calls the command from its source: for tests that need a process. */
import { run } from '../../src/command/run.js';

process.exitCode = await run(process.argv.slice(2), {
  version: '0.0.0',
  print: (text) => process.stdout.write(`${text}\n`),
});
