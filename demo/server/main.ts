import { start } from './node/start.js';
import { town } from './seed/index.js';

await start(town, process.env);
