import { decode } from '../internal/decode.js';
import { originOf } from '../internal/safe-url.js';
import type { Answer, Finding } from './report.js';
import { finding } from './words.js';

/** The source list that governs reading, by CSP 3: connect-src, else default-src. */
function sources(policy: string): { directive: string; list: string[] } | undefined {
  const directives = new Map(
    policy.split(';').map((each) => {
      const [name = '', ...list] = each.trim().split(/\s+/);
      return [name.toLowerCase(), list] as const;
    }),
  );
  for (const directive of ['connect-src', 'default-src']) {
    const list = directives.get(directive);
    if (list) return { directive, list };
  }
  return undefined;
}

function matches(source: string, target: URL, self: URL): boolean {
  if (source === "'self'") return target.origin === self.origin;
  if (source === '*') return /^https?:$/.test(target.protocol);
  if (/^[a-z][a-z\d+.-]*:$/i.test(source)) return target.protocol === source.toLowerCase();
  const [, scheme, host = '', port, path = ''] =
    /^(?:([a-z][a-z\d+.-]*):\/\/)?(\*|(?:\*\.)?[\w.-]+|\[[\da-f:.]+\])(?::(\d+|\*))?(\/.*)?$/i.exec(source) ??
    [];
  if (!host) return false;
  const expected = scheme ? `${scheme.toLowerCase()}:` : self.protocol;
  const isUpgrade = expected === 'http:' && target.protocol === 'https:';
  if (expected !== target.protocol && !isUpgrade) return false;
  const isHost = host.startsWith('*.')
    ? target.hostname.endsWith(host.slice(1).toLowerCase())
    : host === '*' || target.hostname === host.toLowerCase();
  const isPort = port === '*' || (port ?? '') === target.port || (port === '443' && !target.port);
  const isPath = !path || (path.endsWith('/') ? target.pathname.startsWith(path) : target.pathname === path);
  return isHost && isPort && isPath;
}

const attribute = (tag: string, name: string): string =>
  (new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag) ?? [])
    .slice(1)
    .find((value) => value !== undefined) ?? '';

/** Whether a page lets its widgets read an address: its Content-Security-Policy, and the allow list in its head. */
export function pageFaults(page: Answer, address: string): Finding[] {
  const html = decode(page.bytes, page.headers.get('content-type') ?? '');
  const self = new URL(page.url);
  const target = new URL(address);
  const origin = originOf(address);
  const [head = ''] = html.split(/<\/head|<body/i);
  const metas = head.match(/<meta\b[^>]*>/gi) ?? [];
  const inMeta = metas
    .filter((tag) => /content-security-policy$/i.test(attribute(tag, 'http-equiv')))
    .map((tag) => attribute(tag, 'content'));
  // Policies in one header are parted by commas; each of them has to let it through.
  const policies = [...(page.headers.get('content-security-policy') ?? '').split(','), ...inMeta];
  const found: Finding[] = [];
  for (const policy of policies) {
    const rule = sources(policy.replaceAll('&#39;', "'"));
    if (rule && !rule.list.some((source) => matches(source, target, self)))
      found.push(finding('csp', { origin, directive: rule.directive }));
  }
  const allowed = metas
    .filter((tag) => /^civic-allow(?:-read)?$/i.test(attribute(tag, 'name')))
    .flatMap((tag) => attribute(tag, 'content').split(/\s+/));
  if (origin !== self.origin && !allowed.map(originOf).includes(origin))
    found.push(finding('allow', { origin }));
  return found;
}
