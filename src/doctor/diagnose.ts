import { originOf } from '../internal/safe-url.js';
import { contentsOf } from './contents.js';
import { cors, delivery } from './headers.js';
import type { Exchange, Report } from './report.js';
import { textOf } from './text.js';
import { transport } from './transport.js';

export interface DiagnoseOptions {
  /** Address of the page where the widget stands or will stand. */
  page?: string | undefined;
  /** Milliseconds since 1970. Default: now. */
  now?: number;
  /** False where whoever asked is a page, which can't see all headers. */
  seesHeaders?: boolean;
}

const report = (
  url: string,
  problems: Report['problems'],
  format: string | null = null,
  items = 0,
): Report => ({
  ok: !problems.some(({ level }) => level === 'error'),
  url,
  format,
  items,
  problems,
});

/** What a widget would make of an answer, and what is wrong with it. Asks nobody. */
export function diagnose(exchange: Exchange, options: DiagnoseOptions = {}): Report {
  const { page, now = Date.now(), seesHeaders = true } = options;
  const { url, answer, origin = '' } = exchange;
  const problems = transport(exchange);
  if (!answer || problems.some(({ level }) => level === 'error')) return report(url, problems);
  const text = textOf(answer);
  problems.push(...text.findings);
  const isDamagedJson = text.findings.some(({ code }) => code === 'json');
  const unreadable = text.findings.some(({ code, level }) => level === 'error' && code !== 'json');
  const contents = unreadable ? undefined : contentsOf(text, answer, now);
  // Damaged data that nothing can be read of is no format either, which nobody needs to hear.
  if (contents && (contents.items || !isDamagedJson)) problems.push(...contents.findings);
  // What can be mended is no error: whole items of a feed that breaks off are shown.
  const usable = isDamagedJson && contents?.items ? problems.filter(({ code }) => code !== 'json') : problems;
  if (seesHeaders) usable.push(...cors(answer, origin, page));
  else if (page && originOf(page) !== originOf(answer.url))
    usable.push(...cors(answer, originOf(page), page));
  usable.push(...delivery(answer, seesHeaders));
  return report(url, usable, contents?.format ?? null, contents?.items ?? 0);
}
