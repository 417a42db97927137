#!/usr/bin/env node
import { run } from './run.js';

declare const __CIVIC_VERSION__: string;

process.exitCode = await run(process.argv.slice(2), {
  version: __CIVIC_VERSION__,
  print: (text) => process.stdout.write(`${text}\n`),
});
