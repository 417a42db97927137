import { readFileSync, writeFileSync } from 'node:fs';
import { type JsonSchema, jsonSchemas } from './schemas.ts';

type Part = Record<string, unknown>;

const ref = (name: string): Part => ({ $ref: `#/components/schemas/${name}` });
const text = (description: string, more: Part = {}): Part => ({ type: 'string', description, ...more });
const uuid = (description: string): Part => text(description, { format: 'uuid' });

const path = (name: string, description: string): Part => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
});
const query = (name: string, description: string, schema: Part = { type: 'string' }): Part => ({
  name,
  in: 'query',
  description,
  schema,
});

const content = (schema: Part, type = 'application/json'): Part => ({ [type]: { schema } });
const problem = (description: string): Part => ({
  description,
  content: content(ref('Problem'), 'application/problem+json'),
});
const PROBLEMS: Record<string, Part> = {
  400: problem('It cannot be read.'),
  403: problem('Not allowed.'),
  404: problem('There is no such thing.'),
  409: problem('Not now: the poll is not open, or the code is used.'),
  413: problem('Too large.'),
  415: problem('Not sent as a form.'),
  422: problem('Something in it is wrong: `errors` says which field, and what.'),
  429: problem('Too many at once: see `Retry-After`.'),
  503: problem('Not now: see `Retry-After`.'),
};
const problems = (...statuses: number[]): Part =>
  Object.fromEntries([...statuses, 503].map((status) => [status, PROBLEMS[status]]));

const ok = (description: string, schema: Part, type?: string): Part => ({
  description,
  content: content(schema, type),
});

/** What anybody may read: same for all, so that caches take it. */
const read = (id: string, summary: string, schema: Part, parameters: Part[] = [], type?: string): Part => ({
  get: {
    operationId: id,
    summary,
    ...(parameters.length && { parameters }),
    responses: {
      200: {
        ...ok('With `ETag` and `Cache-Control`.', schema, type),
        headers: { ETag: { schema: { type: 'string' } }, 'Cache-Control': { schema: { type: 'string' } } },
      },
      304: { description: 'Unchanged since the `ETag` in `If-None-Match`.' },
      ...problems(...(parameters.some((each) => each.in === 'path') ? [404] : [])),
    },
  },
});

/** A sending that a plain HTML form could make. */
const form = (properties: Part, required: string[], more: Part = {}): Part => {
  const schema = { type: 'object', properties, required, ...more };
  return {
    required: true,
    content: { 'application/x-www-form-urlencoded': { schema }, 'multipart/form-data': { schema } },
  };
};
const PAGE = { 303: { description: 'To a page, where `Accept` prefers HTML.' } };

/** GeoReport v2, http://wiki.open311.org/GeoReport_v2/ */
const OPEN311 = {
  description: 'As GeoReport v2 has it.',
  content: { 'application/json': { schema: {} }, 'text/xml': { schema: {} } },
};
const OPEN311_ERRORS = { ...OPEN311, description: 'A list of `code` and `description`.' };
const open311 = (id: string, summary: string, parameter?: string): Part => ({
  get: {
    operationId: `open311-${id}`,
    summary,
    ...(parameter && { parameters: [path(parameter, 'With `.json` or `.xml`')] }),
    responses: { 200: OPEN311, 400: OPEN311_ERRORS, 404: OPEN311_ERRORS },
  },
});
const REQUEST: Part = {
  service_code: text('Of the service.'),
  lat: { type: 'number', description: 'WGS 84 degrees; or `address_string`, or `address_id`.' },
  long: { type: 'number' },
  address_string: text('Where, in words.'),
  description: text('What is wrong.'),
  email: text('Of whoever reports. Never published.'),
  media_url: text('Address of a picture. Kept as text, never fetched.'),
  submission: uuid('Made once for each report.'),
};

const PATHS: Part = {
  '/api/feeds': read('listFeeds', 'The feeds that there are', ref('FeedIndex')),
  '/api/feeds/{id}': read(
    'readFeed',
    'A feed: JSON Feed 1.1 with `_civic`, or as it was published (RSS, Atom, …)',
    ref('Feed'),
    [path('id', 'As in the list')],
    'application/feed+json',
  ),
  '/api/services': read('listServices', 'The catalogue of e-services', ref('Services'), [
    query('q', 'Words to search for'),
    query('topic', 'One of the topics'),
    query('lang', 'BCP 47: only services in this language'),
    query('limit', 'How many at most', { type: 'integer', minimum: 1 }),
  ]),
  '/api/services/{id}': read('readService', 'One e-service', ref('Service'), [path('id', 'Of the service')]),
  '/api/polls': read('listPolls', 'The polls that there are', ref('PollIndex')),
  '/api/polls/{id}': read('readPoll', 'A poll, with results where they may be shown', ref('Poll'), [
    path('id', 'Of the poll'),
  ]),
  '/api/polls/{id}/votes': {
    post: {
      operationId: 'vote',
      summary: 'Votes. The same ballot again changes nothing and gives the same answer',
      parameters: [path('id', 'Of the poll')],
      requestBody: form(
        {
          choice: {
            type: 'array',
            items: { type: 'string' },
            description:
              'An option’s id; repeated for several, in order of preference for `ranked`. `QUESTION:OPTION` for several questions.',
          },
          blank: text('A blank vote, where the poll allows it.', { const: '1' }),
          ballot: uuid('Made once for each vote.'),
          revision: { type: 'integer', minimum: 0, description: 'Higher for each change of mind.' },
          code: text('The one-time voting code, for `ballotPolicy` `code`.'),
          token: text('What came back from signing in, for `ballotPolicy` `login`.'),
          altcha: text('The solved proof of work, where the poll has a `challengeUrl`.'),
        },
        ['ballot'],
      ),
      responses: {
        200: ok('The poll as it now is.', ref('Poll')),
        ...PAGE,
        ...problems(404, 409, 413, 415, 422, 429),
      },
    },
  },
  '/api/forms': read('listForms', 'The forms that there are', ref('FormIndex')),
  '/api/forms/{id}': read('readForm', 'A form’s definition', ref('Form'), [path('id', 'Of the form')]),
  '/api/forms/{id}/challenge': {
    get: {
      operationId: 'challenge',
      summary: 'A proof of work (ALTCHA v2) to solve before sending',
      parameters: [path('id', 'Of the form')],
      responses: { 200: ok('A challenge.', { type: 'object' }), ...problems(404, 429) },
    },
  },
  '/api/forms/{id}/submissions': {
    post: {
      operationId: 'submit',
      summary: 'Sends a filled form. The same submission again changes nothing and gives the same answer',
      parameters: [path('id', 'Of the form')],
      requestBody: form(
        {
          submission: uuid('Made once for each filled form. A plain HTML form has none.'),
          page: text('Address of the page, without query and fragment.'),
          altcha: text('The solved proof of work, where the form has a `challengeUrl`.'),
        },
        [],
        { additionalProperties: true, description: 'The form’s own fields, by name.' },
      ),
      responses: { 201: ok('Taken.', ref('Receipt')), ...PAGE, ...problems(400, 404, 413, 415, 422, 429) },
    },
  },
  '/api/submissions': {
    post: {
      operationId: 'findCase',
      summary: 'The case of a reference that somebody typed',
      requestBody: form({ reference: text('As on the receipt; spaces, dashes and case do not matter.') }, [
        'reference',
      ]),
      responses: { 200: ok('Never cached.', ref('Case')), ...PAGE, ...problems(404, 422, 429) },
    },
  },
  '/api/submissions/{reference}': {
    parameters: [path('reference', 'Whoever has it has the case')],
    get: {
      operationId: 'readCase',
      summary: 'A resident’s own case',
      responses: { 200: ok('Never cached.', ref('Case')), ...problems(404, 429) },
    },
    post: {
      operationId: 'addMessage',
      summary: 'Adds a message. The same submission again changes nothing',
      requestBody: form(
        { message: text('What the resident says.'), submission: uuid('Made once for each message.') },
        ['message'],
      ),
      responses: { 200: ok('The case as it now is.', ref('Case')), ...PAGE, ...problems(404, 413, 422, 429) },
    },
  },
  '/api/ratings': {
    post: {
      operationId: 'rate',
      summary: 'Rates a page, or adds a comment to a rating',
      requestBody: form(
        {
          rating: text('`yes`, `no`, or 1 to 5.', { enum: ['yes', 'no', '1', '2', '3', '4', '5'] }),
          comment: text('What could be better.'),
          page: text('Address of the page, without query and fragment.'),
          submission: uuid('Made once for each sending.'),
          follows: uuid('The `submission` of the rating that a comment belongs to.'),
        },
        ['submission'],
      ),
      responses: { 201: ok('Taken.', ref('Receipt')), ...PAGE, ...problems(413, 415, 422, 429) },
    },
  },
  '/api/polls/{id}/login': {
    get: {
      operationId: 'signIn',
      summary:
        'Leads to the town’s OpenID Connect provider, and back to a registered page with a one-time token',
      parameters: [path('id', 'Of the poll'), query('return', 'The page to come back to')],
      responses: { 302: { description: 'To the provider.' }, ...problems(400, 404, 409) },
    },
  },
  '/api/login/callback': {
    get: {
      operationId: 'signedIn',
      summary: 'Where the provider comes back to',
      parameters: [query('code', 'From the provider'), query('state', 'From the provider')],
      responses: { 302: { description: 'To the page, with `#civic-token=…`.' }, ...problems(400) },
    },
  },
  '/api/open311/requests': {
    post: {
      operationId: 'report',
      summary: 'A service request to the town’s own Open311 server; the key is added here',
      requestBody: form(REQUEST, ['service_code'], { additionalProperties: true }),
      responses: {
        201: ok('Taken.', ref('ServiceRequestReceipt')),
        ...PAGE,
        ...problems(404, 413, 415, 422, 429),
      },
    },
  },
  '/api/open311/{relay}/requests': {
    post: {
      operationId: 'reportElsewhere',
      summary: 'A service request to another Open311 server that is configured here; its key is added here',
      parameters: [path('relay', 'As configured')],
      requestBody: form(REQUEST, ['service_code'], { additionalProperties: true }),
      responses: {
        201: ok('Taken.', ref('ServiceRequestReceipt')),
        ...PAGE,
        ...problems(404, 413, 415, 422, 429),
      },
    },
  },
  '/api/open311/{relay}/challenge': {
    get: {
      operationId: 'relayChallenge',
      summary: 'A proof of work (ALTCHA v2) to solve before reporting elsewhere',
      parameters: [path('relay', 'As configured')],
      responses: { 200: ok('A challenge.', { type: 'object' }), ...problems(404, 429) },
    },
  },
  '/api/open311/{relay}/{path}': {
    get: {
      operationId: 'readElsewhere',
      summary: 'What another Open311 server answers, for pages that its CORS keeps out',
      parameters: [path('relay', 'As configured'), path('path', 'As there, e.g. `services.json`')],
      responses: { 200: OPEN311, ...problems(404) },
    },
  },
  '/open311/discovery': open311('discovery', 'Where the endpoints are (also `.json`, `.xml`)'),
  '/open311/v2/services': open311('services', 'The services that can be requested (also `.json`, `.xml`)'),
  '/open311/v2/services/{code}': open311(
    'definition',
    'What a service asks (`CODE.json`, `CODE.xml`)',
    'code',
  ),
  '/open311/v2/requests': {
    ...open311('requests', 'Requests, without personal fields (also `.json`, `.xml`)'),
    post: {
      operationId: 'open311Request',
      summary: 'Makes a request, with an `api_key`',
      requestBody: form(
        { ...REQUEST, api_key: text('As the town gave it.'), jurisdiction_id: text('Of the town.') },
        ['api_key', 'service_code'],
      ),
      responses: { 201: OPEN311, 400: OPEN311_ERRORS, 403: OPEN311_ERRORS, 404: OPEN311_ERRORS },
    },
  },
  '/open311/v2/requests/{id}': open311('request', 'One request (`ID.json`, `ID.xml`)', 'id'),
  '/open311/v2/tokens/{token}': open311('token', 'The id that a token became', 'token'),
  '/oembed': {
    get: {
      operationId: 'oembed',
      summary: 'A page of a poll, form or service as a frame (oEmbed 1.0)',
      parameters: [
        { ...query('url', 'Address of the page'), required: true },
        query('format', '`json` or `xml`', { enum: ['json', 'xml'] }),
        query('maxwidth', 'Pixels', { type: 'integer' }),
        query('maxheight', 'Pixels', { type: 'integer' }),
      ],
      responses: { 200: ok('What to put there.', { type: 'object' }), ...problems(404) },
    },
  },
  '/healthz': {
    get: {
      operationId: 'health',
      summary: 'Whether the server can serve',
      responses: { 200: ok('It can.', ref('Health')), ...problems() },
    },
  },
  '/openapi.json': {
    get: {
      operationId: 'openapi',
      summary: 'This document',
      responses: { 200: ok('OpenAPI 3.1.', { type: 'object' }) },
    },
  },
};

const index = (member: string, name: string, more: Part = {}): Part => ({
  type: 'object',
  required: [member],
  properties: {
    [member]: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', name, 'src'],
        properties: {
          id: { type: 'string' },
          [name]: { type: 'string' },
          src: text('Address for the widget’s `src`.'),
          ...more,
        },
      },
    },
  },
});

/** Names of the schemas here, by that of their file in dist/schemas. */
const NAMES: Record<string, string> = {
  feed: 'Feed',
  service: 'Service',
  services: 'Services',
  form: 'Form',
  receipt: 'Receipt',
  case: 'Case',
  poll: 'Poll',
  problem: 'Problem',
};

/** Refers to what stands beside it instead of within it. */
const shared = (schema: unknown): JsonSchema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as JsonSchema;

/** The protocol of contracts.md, as OpenAPI 3.1. */
export async function openapi(version: string): Promise<Part> {
  const schemas: Part = {};
  for (const [file, whole] of Object.entries(await jsonSchemas())) {
    const { $schema: _, $id: __, $defs = {}, examples: ___, ...schema } = whole;
    for (const [name, each] of Object.entries($defs)) schemas[name] ??= shared(each);
    schemas[NAMES[file]!] = shared(schema);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'What Civic Widgets expect of an endpoint',
      version,
      license: { name: 'MIT', identifier: 'MIT' },
      description:
        'Reading is a plain GET. Sending is what an HTML form sends, so no preflight is needed, and the same endpoint serves a page without JavaScript. Failures are RFC 9457 problem details.',
    },
    servers: [{ url: '/' }],
    paths: PATHS,
    components: {
      schemas: {
        ...schemas,
        FeedIndex: index('feeds', 'title'),
        PollIndex: index('polls', 'question'),
        FormIndex: index('forms', 'title'),
        ServiceRequestReceipt: {
          type: 'object',
          properties: {
            service_request_id: { type: ['string', 'null'] },
            token: { type: ['string', 'null'] },
            reference: { type: ['string', 'null'] },
            message: { type: ['string', 'null'] },
            statusUrl: { type: ['string', 'null'] },
          },
        },
        Health: {
          type: 'object',
          required: ['status', 'version'],
          properties: { status: { type: 'string' }, version: { type: 'string' } },
        },
      },
    },
  };
}

export async function writeOpenapi(): Promise<void> {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  writeFileSync('dist/openapi.json', `${JSON.stringify(await openapi(version), null, 2)}\n`);
}
