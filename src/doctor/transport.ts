import { originOf } from '../internal/safe-url.js';
import type { Exchange, Finding } from './report.js';
import { finding } from './words.js';

const LOGIN = /\b(?:log-?in|log-?on|sign-?in|signin|sso|oauth2?|saml2?|adfs|authorize|auth|cas)\b/i;

export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

/** Where the address leads, whoever asks. */
function redirected({ url, hops, answer }: Exchange): Finding[] {
  const to = answer?.url ?? url;
  if (to === url) return [];
  if (originOf(to) !== originOf(url)) return [finding('moved-away', { to, origin: originOf(to) })];
  return hops.some(({ status }) => status === 301 || status === 308) || !hops.length
    ? [finding('moved', { to })]
    : [];
}

/** Whether an address, or a page that came, wants somebody to sign in. */
export const isLogin = (url: string, html = ''): boolean => {
  const { pathname = '', hostname = '' } = URL.canParse(url) ? new URL(url) : {};
  return LOGIN.test(`${hostname} ${pathname}`) || /<input[^>]+type\s*=\s*["']?password/i.test(html);
};

function badStatus({ url, hops }: Exchange, status: number): Finding {
  if (status === 401) return finding('login', { detail: `status ${status}`, url });
  if (status === 403 || status === 407 || status === 451) return finding('forbidden', { status });
  if (status === 404 || status === 410) return finding('not-found', { status });
  if (status === 429 || status === 503) return finding('busy', { status });
  if (status >= 500) return finding('server-error', { status });
  if (hops.some(({ to }) => isLogin(to))) return finding('login', { detail: `status ${status}`, url });
  return finding('http', { status });
}

/** From the address to the status line: everything that happens before there is something to read. */
export function transport(exchange: Exchange): Finding[] {
  const { url, failure, answer } = exchange;
  const found: Finding[] = [];
  if (URL.canParse(url)) {
    const { protocol, username, password, hostname } = new URL(url);
    if (username || password) found.push(finding('credentials'));
    // The machine in front of the person is as safe as https.
    if (protocol === 'http:' && !/^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname))
      found.push(finding('http-only'));
  }
  if (failure && !answer) {
    // Nothing came of it: then it does not matter that it broke off.
    const code = failure.code === 'cut' || failure.code === 'too-large' ? 'unreachable' : failure.code;
    const { detail } = failure;
    return [...found, finding(code, { url, host: hostOf(url), detail, seconds: detail })];
  }
  if (!answer) return [...found, finding('unreachable', { host: hostOf(url), detail: 'no answer' })];
  found.push(...redirected(exchange));
  if (failure) found.push(finding(failure.code, { megabytes: 4, seconds: failure.detail }));
  if (answer.status < 200 || answer.status > 299) found.push(badStatus(exchange, answer.status));
  return found;
}
