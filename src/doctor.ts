/** What is wrong with an endpoint, for commands, servers and tools. Nothing here needs a document. */
export { connectionFailure } from './doctor/connection.js';
export { diagnose, type DiagnoseOptions } from './doctor/diagnose.js';
export { type Ask, examine } from './doctor/examine.js';
export type { Answer, Exchange, FailureCode, Finding, Level, Report } from './doctor/report.js';
export { type FindingCode, words as findingWords } from './doctor/words.js';
