import { retentionOn } from './office-commands.js';
import { runCommand } from './run-command.js';
import { saying } from './saying.js';

/** `npm run retention` */
await saying(() => runCommand('retention', process.argv.slice(2), retentionOn));
