import { accountWords } from './ask-password.js';
import { accountsOn } from './office-commands.js';
import { runCommand } from './run-command.js';
import { saying } from './saying.js';

/** `npm run account -- …` */
await saying(async () => runCommand('account', await accountWords(process.argv.slice(2)), accountsOn));
