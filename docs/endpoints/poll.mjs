/**
 * A poll for Civic Widgets in Node, without packages: node poll.mjs [port] [file]
 *
 * One line of the file is one ballot. It is only ever appended to, so a crash loses nothing that was answered.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [port = '8000', file = 'votes.txt'] = process.argv.slice(2);
const options = { jetty: 'The jetty', sauna: 'The sauna' };
const closes = '2099-01-01T00:00:00Z';

/** Choice by ballot: the first line of a ballot counts. */
const votes = new Map();
for (const line of existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []) {
  const [ballot, choice] = line.split('\t');
  if (choice && !votes.has(ballot)) votes.set(ballot, choice);
}

function poll() {
  const chosen = [...votes.values()];
  return {
    id: 'bathing-place',
    question: 'What should we repair first?',
    language: 'en',
    options: Object.entries(options).map(([id, label]) => ({
      id,
      label,
      votes: chosen.filter((choice) => choice === id).length,
    })),
    voters: chosen.length,
    closes,
    voteUrl: '/poll/votes',
    ballotPolicy: 'browser',
    privacyUrl: '/privacy',
    now: new Date().toISOString(),
  };
}

function answer(response, status, body, type = 'application/json') {
  response.writeHead(status, {
    'Content-Type': `${type}; charset=utf-8`,
    'Cache-Control': 'no-cache',
    ETag: `"${body.voters ?? 0}"`,
    // Pages of other sites may read it, and see these headers.
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': 'Age, Date, ETag, Link, Retry-After',
  });
  response.end(JSON.stringify(body));
}

const problem = (response, status, title, detail) =>
  answer(response, status, { type: 'about:blank', title, status, detail }, 'application/problem+json');

async function bodyOf(request) {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > 10_000) return undefined;
  }
  return new URLSearchParams(text);
}

createServer(async (request, response) => {
  if (request.url === '/poll' && request.method === 'GET') return answer(response, 200, poll());
  if (request.url !== '/poll/votes' || request.method !== 'POST')
    return problem(response, 404, 'Not found', 'There are /poll and /poll/votes.');
  const sent = await bodyOf(request);
  if (!sent) return problem(response, 413, 'Too large', 'A vote is short.');
  const ballot = sent.get('ballot') ?? '';
  const choices = sent.getAll('choice');
  if (!/^[\da-z-]{1,36}$/i.test(ballot))
    return problem(response, 422, 'No ballot', 'Send ballot, a UUID made once for each vote.');
  // The same ballot again is answered before anything else is looked at, and changes nothing.
  if (!votes.has(ballot)) {
    if (Date.now() >= Date.parse(closes)) return problem(response, 409, 'Closed', 'The poll is closed.');
    if (choices.length !== 1 || !Object.hasOwn(options, choices[0]))
      return problem(response, 422, 'No such choice', 'Send one choice, the id of an option.');
    // Nothing else runs between looking and writing.
    appendFileSync(file, `${ballot}\t${choices[0]}\n`);
    votes.set(ballot, choices[0]);
  }
  answer(response, 200, poll());
}).listen(Number(port), '127.0.0.1');
