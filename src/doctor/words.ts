import type { Finding, Level } from './report.js';

/** Level, the sentence for an editor, and what to tell those who run the endpoint. `{name}` is filled in. */
export type Words = readonly [level: Level, message: string, tell?: string];

/** Every finding by its code, in the order in which a connection comes about and an answer is read. */
export const words = {
  address: ['error', '“{url}” is not a complete web address. It should begin with https://.'],
  credentials: [
    'error',
    'The address holds a user name or password, which every visitor could read. Remove it.',
  ],
  private: [
    'error',
    'The address leads into a private network ({detail}), which visitors cannot reach.',
    'Publish the endpoint on an address that is reachable from the internet.',
  ],
  dns: [
    'error',
    'There is no server by the name {host}. Look for a typing error.',
    'The name {host} does not resolve: check its DNS records.',
  ],
  refused: [
    'error',
    'The server {host} does not take connections. It may be down.',
    'Nothing listens on {host}, or a firewall rejects the connection.',
  ],
  tls: [
    'error',
    'The server’s certificate is not valid ({detail}). Browsers refuse it.',
    'Renew or repair the TLS certificate of {host}, with its intermediate certificates.',
  ],
  timeout: [
    'error',
    'There was no whole answer within {seconds} seconds. Widgets give up then.',
    'The endpoint is too slow, or never ends its answer: cache it.',
  ],
  unreachable: [
    'error',
    'The server could not be reached ({detail}).',
    'The connection to {host} fails: {detail}.',
  ],
  redirects: [
    'error',
    'The address leads from one to the next without end.',
    'The redirects of {host} go in circles.',
  ],
  'http-only': [
    'warning',
    'The address begins with http://. A page on https:// may not read it. Use https://.',
    'Serve the endpoint over HTTPS.',
  ],
  moved: ['warning', 'The address has moved to {to}. Use that one: it is faster.'],
  'moved-away': [
    'warning',
    'The address leads to another site, {origin}. That site has to be allowed too: add it to civic-allow, or use {to}.',
  ],
  login: [
    'error',
    'A sign-in page came instead of data. Visitors are not signed in: the address must be open to everybody.',
    'The endpoint must answer without signing in ({detail}).',
  ],
  forbidden: [
    'error',
    'The server refuses to give the data (status {status}). The address must be open to everybody.',
    'Allow anonymous GET requests, also those that carry no cookie and come from programs.',
  ],
  'not-found': ['error', 'There is nothing at this address (status {status}). Look for a typing error.'],
  busy: [
    'error',
    'The server says that it is too busy (status {status}).',
    'The endpoint limits or cannot serve requests: cache its answer.',
  ],
  'server-error': [
    'error',
    'The server failed (status {status}).',
    'The endpoint answers with status {status}: see its log.',
  ],
  http: ['error', 'The server answered with status {status} instead of data.'],
  'no-content': [
    'error',
    'The answer is empty: not one character came.',
    'The endpoint sends an empty body.',
  ],
  cut: [
    'warning',
    'The answer breaks off before its end. What came is shown.',
    'The answer is shorter than announced, or its end is missing.',
  ],
  'too-large': [
    'warning',
    'The answer is larger than {megabytes} MB. Widgets stop reading there.',
    'Send fewer items: some dozens are enough.',
  ],
  packed: [
    'error',
    'The answer is packed in a way that browsers cannot unpack.',
    'Content-Encoding has to say how the body is packed, and only that ({detail}).',
  ],
  jsonp: [
    'error',
    'The data is wrapped in a script, “{found}(…)”. Widgets run no scripts of others.',
    'Send plain JSON without a callback (JSONP); CORS headers do the rest.',
  ],
  lines: [
    'error',
    'Each of the {count} lines is a document of its own. Widgets read one document.',
    'Send one JSON document instead of JSON lines.',
  ],
  double: [
    'error',
    'The data is a text that holds data: it was encoded twice.',
    'Encode the JSON once, not the encoded text again.',
  ],
  noise: [
    'error',
    'Something that is not data stands beside it: “{found}”.',
    'The program prints something into the answer: mend what it complains of, and print only the data.',
  ],
  wrapped: [
    'error',
    'The data stands one level too deep, in “{found}”.',
    'Send what is in “{found}” as the whole document.',
  ],
  failure: [
    'error',
    'The endpoint reports a failure: “{found}”.',
    'See the endpoint’s log, and answer failures with their own status, not with 200.',
  ],
  html: [
    'error',
    'A web page came instead of data. {hint}',
    'The address answers with HTML where JSON or a feed is expected.',
  ],
  json: [
    'error',
    'The data is damaged: {detail}.',
    'The JSON cannot be parsed ({detail}). Produce it with a library, not by hand.',
  ],
  format: [
    'error',
    'This is no format that widgets know. {hint}',
    'See the data contracts for what an endpoint may answer.',
  ],
  document: [
    'error',
    'The data cannot be used: {path} should be {expected}, but is {found}.',
    '{path}: expected {expected}, found {found}.',
  ],
  empty: ['error', 'There is nothing in it to show: no {what}.'],
  item: [
    'warning',
    'Something is left out: {path} should be {expected}, but is {found}.',
    '{path}: expected {expected}, found {found}.',
  ],
  encoding: [
    'warning',
    'Letters such as å or ш may come out wrong: {detail}.',
    'Send UTF-8 and say so: {detail}.',
  ],
  'content-type': [
    'warning',
    'The server announces the data as “{found}”. Widgets read it all the same; other programs may not.',
    'Send Content-Type: {expected}.',
  ],
  cors: [
    'warning',
    'Only pages on {origin} itself can read this. Pages on other sites cannot. {detail}',
    'Send the header Access-Control-Allow-Origin: * with every answer, on failures too.',
  ],
  'cors-page': [
    'error',
    'The page {page} may not read this address. {detail}',
    'Send the header Access-Control-Allow-Origin: * (or {page}) with every answer, on failures too.',
  ],
  expose: [
    'warning',
    'Pages on other sites cannot see {missing}. Clocks and retries are less exact for them.',
    'Send Access-Control-Expose-Headers: Age, Date, ETag, Link, Retry-After.',
  ],
  csp: [
    'error',
    'The page’s security policy does not let it read {origin}.',
    'Add {origin} to {directive} of the page’s Content-Security-Policy.',
  ],
  allow: [
    'error',
    'The page does not allow widgets to read {origin}.',
    'Add <meta name="civic-allow" content="{origin}"> to the head of the page (civic-allow-read, if nothing is sent there).',
  ],
  cookie: [
    'warning',
    'The endpoint sets a cookie ({name}). Widgets need none, and a cookie may need consent.',
    'Remove Set-Cookie from this answer.',
  ],
  'no-store': [
    'warning',
    'The server forbids to keep the answer, so every visitor waits for it anew.',
    'Send Cache-Control: public, max-age=60 instead of {found}.',
  ],
  'no-validator': [
    'warning',
    'The answer carries neither ETag nor Last-Modified, so it is sent whole each time.',
    'Send an ETag, and answer 304 when it has not changed.',
  ],
  slow: ['warning', 'The answer took {seconds} seconds. People notice more than one.', 'Cache the answer.'],
  size: [
    'warning',
    'The answer is {kilobytes} kB. On a phone that takes a while.',
    'Send fewer items, and leave out what is not needed.',
  ],
  compression: [
    'warning',
    'The answer is sent uncompressed ({kilobytes} kB).',
    'Compress the answer with gzip or Brotli.',
  ],
  'no-alt': [
    'warning',
    '{count} pictures have no description, the first at {path}. People who cannot see them are told “no description”.',
  ],
  'unsafe-link': ['warning', '{count} addresses are unsafe (“{found}”) and are left out.'],
  'insecure-media': [
    'warning',
    '{count} pictures or films begin with http://. A page on https:// may not show them.',
    'Use https:// addresses for media.',
  ],
  'no-date': ['warning', '{count} posts have no date that can be read, so they come last.'],
  'same-id': ['warning', '{count} items have the same id, “{found}”. Only one of them may be shown.'],
  stale: ['warning', 'The newest post is from {date}. Is this the right feed?'],
  future: ['warning', '{count} posts are dated in the future, up to {date}. They stand above all others.'],
  date: [
    'warning',
    '“{found}” is no date that can be read ({path}), so it does not count.',
    'Write dates as 2026-05-31T18:00:00+02:00 (RFC 3339).',
  ],
  over: ['warning', 'The poll closed on {date}. Its results are shown, and nobody can vote.'],
  'no-way-to-send': [
    'error',
    'The form does not say where to send it. Give the widget an action, or the form a submitUrl.',
    'Add submitUrl to the form.',
  ],
  'no-way-to-vote': ['error', 'The poll is open and does not say where to vote.', 'Add voteUrl to the poll.'],
  'no-privacy': ['warning', 'Nothing says what happens to what people send: {missing}.', 'Add {missing}.'],
  'no-choice': ['error', '“{label}” offers nothing to choose from.', 'Add options to {path}.'],
  'same-name': ['error', 'Two fields have the name {found}; one would overwrite the other.'],
  'show-if': ['error', '{path} is shown if the field {found} has a value, but there is no such field.'],
  dates: ['error', 'The poll closes before it opens.'],
  'early-results': [
    'warning',
    'The results are in the data although they are not to be shown yet ({rule}). Anybody can read them.',
    'Leave votes and voters out until they may be shown.',
  ],
} as const satisfies Record<string, Words>;

export type FindingCode = keyof typeof words;

const filled = (sentence: string, values: Record<string, string>): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '').trim();

/** A finding in words. `values.path` is where it is. */
export function finding(code: FindingCode, values: Record<string, string | number> = {}): Finding {
  const [level, message, tell]: Words = words[code];
  const texts = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
  return {
    code,
    level,
    path: texts.path ?? '',
    message: filled(message, texts),
    ...(tell && { tell: filled(tell, texts) }),
    values: texts,
  };
}
