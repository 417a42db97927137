import { parseArgs } from 'node:util';
import { examine } from '../doctor/examine.js';
import type { Report } from '../doctor/report.js';
import { originOf } from '../internal/safe-url.js';
import { ask } from './ask.js';
import type { Command } from './command.js';
import { WrongUse } from './wrong-use.js';

/** A page that nobody has: whoever answers it answers everybody. */
const ANYBODY = 'https://www.example.org';

function asText({ ok, url, format, items, problems }: Report): string {
  const verdict = ok ? `Usable: ${format ?? ''}, ${items} ${items === 1 ? 'item' : 'items'}.` : 'Not usable.';
  const lines = problems.map(({ level, code, path, message, tell }) =>
    [
      `${level === 'error' ? 'Error' : 'Warning'} (${code}${path && `, ${path}`}): ${message}`,
      ...(tell ? [`    Tell IT: ${tell}`] : []),
    ].join('\n'),
  );
  return [url, verdict, ...(lines.length ? ['', ...lines] : ['Nothing to improve.'])].join('\n');
}

export const check: Command = {
  name: 'check',
  usage: `civic-widgets check <url> [--page <address>] [--json]
    Reads an endpoint as a widget would, and says what is wrong with it.
    --page    the page where the widget will stand: checks CORS, its
              Content-Security-Policy and its allow list too
    --json    prints { ok, url, format, items, problems }
    Exit code 0: usable, 1: not usable, 2: wrong use.`,

  async run(args, { version, print }) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { page: { type: 'string' }, json: { type: 'boolean' } },
      allowPositionals: true,
    });
    const [url, ...more] = positionals;
    if (url === undefined || more.length) throw new WrongUse('check takes one address.');
    const { page } = values;
    if (page !== undefined && !/^https?:/.test(originOf(page)))
      throw new WrongUse(`“${page}” is not a complete web address.`);
    const origin = page === undefined ? ANYBODY : originOf(page);
    const userAgent = `civic-widgets/${version} check`;
    const report = await examine(url, (address) => ask(address, { origin, userAgent }), { page });
    print(values.json ? JSON.stringify(report, null, 2) : asText(report));
    return report.ok ? 0 : 1;
  },
};
