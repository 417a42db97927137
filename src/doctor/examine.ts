import { decode } from '../internal/decode.js';
import { object } from '../sources/json.js';
import { profileOf } from '../sources/profiles.js';
import { type DiagnoseOptions, diagnose } from './diagnose.js';
import { pageFaults } from './page.js';
import type { Exchange, Report } from './report.js';

/** Asks one address with `GET`, as a widget on a page of `origin` would. Never throws: a failure is in the exchange. */
export type Ask = (url: string) => Promise<Exchange>;

/** Of a profile's page, the address of its posts. */
async function dataAddress(url: string, ask: Ask): Promise<string> {
  const profile = profileOf(url);
  if (!profile?.then) return profile?.url ?? url;
  const { answer } = await ask(profile.url);
  try {
    const text = answer?.status === 200 ? decode(answer.bytes, answer.headers.get('content-type') ?? '') : '';
    return profile.then(object(JSON.parse(text))) ?? url;
  } catch {
    // Other sites have such addresses too.
    return url;
  }
}

/**
 * Reads an endpoint as a widget would, and says what is wrong with it. With `page`, whether that page may read it
 * too: CORS, its Content-Security-Policy and its allow list.
 */
export async function examine(url: string, ask: Ask, options: DiagnoseOptions = {}): Promise<Report> {
  const address = await dataAddress(url, ask);
  const report = { ...diagnose(await ask(address), options), url };
  if (!options.page) return report;
  const { answer } = await ask(options.page);
  if (answer?.status !== 200) return report;
  const problems = [...report.problems, ...pageFaults(answer, address)];
  return { ...report, problems, ok: !problems.some(({ level }) => level === 'error') };
}
