/** Endpoints with one fault each, served for real on this machine. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

export const GOOD_HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'Age, Date, ETag, Link, Retry-After',
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'public, max-age=60',
  etag: '"1"',
};

const item = (id: string, more: object = {}) => ({
  id,
  url: `https://town.example/${id}`,
  title: `News ${id}`,
  content_html: '<p>Text</p>',
  date_published: new Date().toISOString(),
  ...more,
});

export const feed = (...items: unknown[]) => ({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'Town',
  items: items.length ? items : [item('1'), item('2')],
});

export const poll = (more: object = {}) => ({
  id: 'p',
  question: 'Which?',
  options: [
    { id: 'a', label: 'A' },
    { id: 'b', label: 'B' },
  ],
  results: 'after-close',
  voteUrl: '/votes',
  privacyUrl: '/privacy',
  ...more,
});

export const form = (more: object = {}) => ({
  id: 'f',
  submitUrl: '/send',
  purpose: 'To mend it.',
  retention: '24 months',
  privacyUrl: '/privacy',
  fields: [{ name: 'message', type: 'textarea', label: 'What?' }],
  ...more,
});

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export const send =
  (body: unknown, headers: Record<string, string | undefined> = {}, status = 200): Handler =>
  (_, response) => {
    const all = Object.entries({ ...GOOD_HEADERS, ...headers }).filter(([, value]) => value !== undefined);
    response.writeHead(status, Object.fromEntries(all) as Record<string, string>);
    response.end(typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body));
  };

const rss = (items: string, head = '<?xml version="1.0" encoding="UTF-8"?>') =>
  `${head}<rss version="2.0"><channel><title>Kommun på nätet</title><link>https://town.example/</link>${items}</channel></rss>`;
const rssItem = `<item><title>Grönt torg åter öppet på våren</title><link>https://town.example/1</link><pubDate>${new Date().toUTCString()}</pubDate></item>`;
const xml = { 'content-type': 'application/rss+xml; charset=utf-8' };

const redirect =
  (to: string, status = 301): Handler =>
  (_, response) => {
    response.writeHead(status, { location: to });
    response.end();
  };

/** Sends something now and then, for ever. */
const endless: Handler = (_, response) => {
  response.writeHead(200, GOOD_HEADERS);
  response.write('{"items":[');
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};

/** Path, what it answers, and the finding that names the cause. */
export const BROKEN: [path: string, code: string, ok: boolean, handler: Handler][] = [
  ['no-cors', 'cors', true, send(feed(), { 'access-control-allow-origin': undefined })],
  [
    'html',
    'html',
    false,
    send('<!doctype html><title>Town</title><p>Welcome', { 'content-type': 'text/html' }),
  ],
  ['login', 'login', false, redirect('/sso/login?next=%2Flogin', 302)],
  [
    'sso/login',
    'login',
    false,
    send('<!doctype html><form><input type="password"></form>', { 'content-type': 'text/html' }),
  ],
  ['unauthorised', 'login', false, send('', {}, 401)],
  ['forbidden', 'forbidden', false, send('No', {}, 403)],
  ['gone', 'not-found', false, send('Not here', {}, 404)],
  ['failing', 'server-error', false, send('Oops', {}, 500)],
  ['busy', 'busy', false, send('Later', { 'retry-after': '10' }, 503)],
  ['nothing', 'no-content', false, send('')],
  ['empty', 'empty', false, send(feed(...([] as unknown[])).items.length ? { ...feed(), items: [] } : {})],
  ['latin1', 'encoding', true, send(Buffer.from(rss(rssItem), 'latin1'), xml)],
  ['twice', 'encoding', true, send(Buffer.from(Buffer.from(rss(rssItem)).toString('latin1')), xml)],
  ['wrong-item', 'item', true, send(feed(item('1'), item('2', { title: { sv: 'Nej' } }), 'text'))],
  ['wrong-type', 'content-type', true, send(feed(), { 'content-type': 'text/html' })],
  ['damaged', 'json', false, send('{"id":"p","question":"Which?","options":[{"id":"a",}]}')],
  ['other', 'format', false, send({ temperature: 12, unit: 'C' })],
  ['cut', 'cut', true, send(rss(rssItem + rssItem).slice(0, -60), xml)],
  ['no-alt', 'no-alt', true, send(feed(item('1', { image: 'https://town.example/1.jpg' })))],
  ['unsafe', 'unsafe-link', true, send(feed(item('1', { url: 'javascript:alert(1)' }), item('2')))],
  ['cookie', 'cookie', true, send(feed(), { 'set-cookie': 'session=1; Path=/' })],
  ['never-kept', 'no-store', true, send(feed(), { 'cache-control': 'no-store' })],
  ['no-etag', 'no-validator', true, send(feed(), { etag: undefined })],
  ['uncompressed', 'compression', true, send(feed(item('1', { content_text: 'x'.repeat(80_000) })))],
  [
    'huge',
    'too-large',
    true,
    send(
      feed(...Array.from({ length: 4500 }, (_, i) => item(String(i), { content_text: 'x'.repeat(1000) }))),
    ),
  ],
  ['circles', 'redirects', false, redirect('/circles', 302)],
  ['moved', 'moved', true, redirect('/good')],
  ['old', 'stale', true, send(feed(item('1', { date_published: '2015-01-01T00:00:00Z' })))],
  ['undated', 'no-date', true, send(feed(item('1', { date_published: undefined })))],
  ['insecure', 'insecure-media', true, send(feed(item('1', { image: 'http://town.example/1.jpg' })))],
  [
    'same',
    'same-id',
    true,
    send({
      services: [
        { id: 'a', name: 'A' },
        { id: 'a', name: 'B' },
      ],
    }),
  ],
  ['poll-shape', 'document', false, send(poll({ options: [{ id: 1, label: 'A' }] }))],
  ['poll-mute', 'no-way-to-vote', false, send(poll({ voteUrl: null }))],
  [
    'poll-leak',
    'early-results',
    true,
    send(
      poll({
        options: [
          { id: 'a', label: 'A', votes: 1 },
          { id: 'b', label: 'B' },
        ],
      }),
    ),
  ],
  [
    'poll-dates',
    'dates',
    false,
    send(poll({ opens: '2026-02-01T00:00:00Z', closes: '2026-01-01T00:00:00Z' })),
  ],
  ['form-mute', 'no-way-to-send', false, send(form({ submitUrl: null }))],
  ['form-silent', 'no-privacy', true, send(form({ purpose: null, privacyUrl: null }))],
  ['form-choice', 'no-choice', false, send(form({ fields: [{ name: 'a', type: 'select', label: 'Area' }] }))],
  [
    'form-names',
    'same-name',
    false,
    send(
      form({
        fields: [
          { name: 'a', type: 'text' },
          { name: 'a', type: 'text' },
        ],
      }),
    ),
  ],
  [
    'form-if',
    'show-if',
    false,
    send(form({ fields: [{ name: 'a', type: 'text', showIf: { name: 'b', value: 'x' } }] })),
  ],
  ['packed', 'packed', false, send(feed(), { 'content-encoding': 'gzip' })],
  ['packed-twice', 'packed', false, send(gzipSync(JSON.stringify(feed())))],
  ['script', 'jsonp', false, send(`town.show(${JSON.stringify(feed())});`)],
  ['lines', 'lines', false, send([item('1'), item('2')].map((each) => JSON.stringify(each)).join('\n'))],
  ['text-of-data', 'double', false, send(JSON.stringify(JSON.stringify(feed())))],
  [
    'complaint',
    'noise',
    false,
    send(`<br />\n<b>Warning</b>: No such file in <b>/feed.php</b><br />\n${JSON.stringify(feed())}`),
  ],
  ['comment', 'noise', false, send(`${JSON.stringify(feed())}\n<!-- cached -->`)],
  ['wrapped', 'wrapped', false, send({ data: feed(), ok: true })],
  ['failed', 'failure', false, send({ error: { code: 17, message: 'The token has expired.' } })],
  ['endless', 'timeout', false, endless],
  [
    'insecure-text',
    'insecure-media',
    true,
    send(feed(item('1', { content_html: '<p><img src="http://town.example/1.jpg" alt="A bridge"></p>' }))),
  ],
  ['tomorrow', 'future', true, send(feed(item('1', { date_published: '2099-01-01T00:00:00Z' })))],
  ['poll-over', 'over', true, send(poll({ closes: '2020-01-01T00:00:00Z' }))],
  ['poll-when', 'date', true, send(poll({ closes: 'next Friday' }))],
  [
    'one-of-many',
    'item',
    true,
    send(feed(...Array.from({ length: 50 }, (_, i) => (i === 25 ? null : item(String(i)))))),
  ],
  ['for-another', 'cors', true, send(feed(), { 'access-control-allow-origin': 'https://other.example' })],
];

export interface Endpoints {
  origin: string;
  /** A port that nobody listens on. */
  closed: string;
  close(): Promise<void>;
}

/** `BROKEN`, a good feed at `/good`, and whatever else is given, by path. */
export async function serveEndpoints(more: Record<string, Handler> = {}): Promise<Endpoints> {
  const handlers = new Map<string, Handler>([
    ['good', send(feed())],
    ...BROKEN.map(([path, , , handler]) => [path, handler] as const),
    ...Object.entries(more),
  ]);
  const server = createServer((request, response) => {
    const handler = handlers.get(new URL(request.url ?? '/', 'http://x').pathname.slice(1));
    (handler ?? send('Unknown', {}, 404))(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const unused = createTcpServer().listen(0, '127.0.0.1');
  await once(unused, 'listening');
  const { port } = unused.address() as AddressInfo;
  unused.close();
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    closed: `http://127.0.0.1:${port}/`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
