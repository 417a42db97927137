import { exampleFeed, exampleForm, examplePoll, exampleServices } from '../contracts/examples.js';

type Body = Record<string, unknown>;

/** What to paste for each contract. */
export const tags = {
  feed: (src: string) => `<civic-feed src="${src}"></civic-feed>`,
  service: (src: string) => `<civic-service-card src="${src}"></civic-service-card>`,
  services: (src: string) => `<civic-service-list src="${src}"></civic-service-list>`,
  form: (src: string) => `<civic-feedback src="${src}"></civic-feedback>`,
  poll: (src: string) => `<civic-poll src="${src}"></civic-poll>`,
};

const HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'Age, Date, ETag, Link, Retry-After',
};

const json = (body: Body, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: {
      ...HEADERS,
      'content-type':
        status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json; charset=utf-8',
      'cache-control': 'no-cache',
      ...headers,
    },
  });

const failed = (status: number, title: string, detail: string, errors?: Body[]): Response =>
  json({ type: 'about:blank', title, status, detail, ...(errors && { errors }) }, status);

/** As weak as it may be: enough to see that nothing has changed. */
function etagOf(body: Body): string {
  let hash = 0;
  for (const letter of JSON.stringify(body)) hash = (Math.imul(hash, 31) + letter.codePointAt(0)!) | 0;
  return `W/"${(hash >>> 0).toString(36)}"`;
}

const textOf = (data: FormData, name: string): string => {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
};

/** One endpoint for each contract, with the votes and submissions of as long as it runs. */
export function mockEndpoint(clock: () => Date = () => new Date()): (request: Request) => Promise<Response> {
  const began = clock();
  const ballots = new Map<string, string>();
  const receipts = new Map<string, Body>();

  const poll = (): Body => {
    const { options, ...definition } = examplePoll(began);
    const choices = [...ballots.values()];
    return {
      ...definition,
      options: options.map((each) => ({
        ...each,
        votes: each.votes + choices.filter((choice) => choice === each.id).length,
      })),
      voters: definition.voters + choices.length,
      now: clock().toISOString(),
    };
  };

  function vote(data: FormData): Response {
    const [choice, ...more] = data.getAll('choice').map(String);
    const ballot = textOf(data, 'ballot');
    if (ballots.has(ballot)) return json(poll());
    if (!ballot) return failed(422, 'No ballot', 'Send ballot, a UUID made once for each vote.');
    if (more.length || !examplePoll(began).options.some(({ id }) => id === choice))
      return failed(422, 'No such choice', 'Send one choice, the id of an option.');
    ballots.set(ballot, choice!);
    return json(poll());
  }

  function submit(data: FormData): Response {
    const submission = textOf(data, 'submission') || crypto.randomUUID();
    const known = receipts.get(submission);
    if (known) return json(known, 201);
    const errors = exampleForm()
      .fields.filter(({ name, required }) => required && !data.get(name))
      .map(({ name, label }) => ({ name, message: `${label}: please fill this in.` }));
    if (errors.length) return failed(422, 'Something is missing', 'Required fields are empty.', errors);
    const reference = `MOCK-${crypto.randomUUID().slice(0, 8).toUpperCase()}`;
    const receipt = { reference, message: 'Thank you. This is a sample: nobody reads it.' };
    receipts.set(submission, receipt);
    return json(receipt, 201);
  }

  const reads: Record<string, () => Body> = {
    '/feed': () => exampleFeed(began),
    '/service': () => exampleServices().services[0],
    '/services': () => exampleServices(),
    '/form': () => exampleForm(),
    '/poll': poll,
  };
  const sends: Record<string, (data: FormData) => Response> = {
    '/poll/votes': vote,
    '/form/submissions': submit,
  };

  return async (request) => {
    const { pathname } = new URL(request.url);
    const read = Object.hasOwn(reads, pathname) ? reads[pathname] : undefined;
    const send = Object.hasOwn(sends, pathname) ? sends[pathname] : undefined;
    if (read && (request.method === 'GET' || request.method === 'HEAD')) {
      const body = read();
      const { now: _, ...lasting } = body;
      const etag = etagOf(lasting);
      if (request.headers.get('if-none-match') === etag)
        return new Response(null, { status: 304, headers: { ...HEADERS, etag } });
      return json(body, 200, { etag });
    }
    if (send && request.method === 'POST') {
      try {
        return send(await request.formData());
      } catch {
        return failed(415, 'Not a form', 'Send application/x-www-form-urlencoded or multipart/form-data.');
      }
    }
    if (read || send) return failed(405, 'Method not allowed', `${request.method} is not answered here.`);
    return failed(404, 'Not found', `There are ${Object.keys(reads).join(', ')}.`);
  };
}
