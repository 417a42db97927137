import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { openapi } from '../../scripts/build/openapi.js';
import { createApp } from '../../demo/server/app.js';
import { openPglite } from '../../demo/server/database/pglite.js';
import { town } from '../../demo/server/seed/index.js';

type Part = Record<string, never>;
interface Operation {
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

const document = await openapi('0.0.0');
const paths = document.paths as Record<string, Record<string, Operation>>;
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const operations = Object.entries(paths).flatMap(([path, item]) =>
  METHODS.filter((method) => item[method]).map((method) => `${method.toUpperCase()} ${path}`),
);

const app = createApp({ town, database: () => openPglite(), limits: false });

/** Pages, pictures and built files are no part of the protocol. */
const isProtocol = (path: string): boolean =>
  /^\/(?:api|open311)\/|^\/(?:healthz|openapi\.json|oembed)$/.test(path) &&
  !path.startsWith('/api/pictures/');

function validatorOf(path: string, method: string, status: number, type: string) {
  const schema = paths[path]?.[method]?.responses[String(status)]?.content?.[type]?.schema;
  if (!schema) return undefined;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  (formats as unknown as { default: (to: Ajv2020) => void }).default(ajv);
  ajv.addSchema({ $id: 'openapi', components: document.components });
  const text = JSON.stringify(schema).replaceAll('"#/components', '"openapi#/components');
  return ajv.compile(JSON.parse(text) as object);
}

async function conforms(method: string, path: string, request: Request, expected: number): Promise<Part> {
  const response = await app.fetch(request);
  const type = (response.headers.get('content-type') ?? '').split(';')[0]!;
  const validate = validatorOf(path, method, response.status, type);
  const body = (await response.json()) as Part;
  assert.equal(response.status, expected, JSON.stringify(body));
  assert.ok(validate, `${method} ${path} does not say that it answers ${response.status} with ${type}`);
  assert.ok(validate(body), JSON.stringify(validate.errors?.slice(0, 3)));
  return body;
}

const url = (path: string) => `http://town.test${path}`;
const post = (path: string, fields: Record<string, string>): Request =>
  new Request(url(path), {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { accept: 'application/json' },
  });

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(document);
    assert.ok(valid, JSON.stringify(errors));
    assert.equal(document.openapi, '3.1.0');
  });

  it('says of every route of the server that it is there, and of no other', () => {
    const routes = app.routes
      .filter(({ method, path }) => method !== 'ALL' && isProtocol(path))
      .map(
        ({ method, path }) =>
          `${method} ${path.replace(/:\w+\{(\w+)\(\?:[^}]*\}/, '$1').replace(/:(\w+)(?:\{[^}]*\})?/g, '{$1}')}`,
      );
    assert.deepEqual([...new Set(routes)].sort(), [...operations].sort());
  });

  it('has a name of its own for each operation', () => {
    const ids = Object.values(paths).flatMap((item) =>
      METHODS.flatMap(
        (method) => (item[method] as unknown as { operationId: string } | undefined)?.operationId ?? [],
      ),
    );
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(ids.length, operations.length);
  });
});

describe('the reference server keeps to it', () => {
  for (const [list, item] of [
    ['/api/polls', '/api/polls/{id}'],
    ['/api/forms', '/api/forms/{id}'],
    ['/api/services', '/api/services/{id}'],
  ] as const) {
    it(`in ${list} and everything that it lists`, async () => {
      const body = await conforms('get', list, new Request(url(list)), 200);
      const entries = Object.values(body)[0] as unknown as { id: string }[];
      assert.ok(entries.length > 0);
      for (const { id } of entries) await conforms('get', item, new Request(url(`${list}/${id}`)), 200);
    });
  }

  it('in its own feed', async () => {
    await conforms('get', '/api/feeds', new Request(url('/api/feeds')), 200);
    const response = await app.request('/api/feeds/nyheter');
    assert.equal(response.status, 200);
  });

  it('in a vote, once more with the same ballot, and in one that can not be', async () => {
    const ballot = crypto.randomUUID();
    const vote = (fields: Record<string, string>) => post('/api/polls/badplats/votes', fields);
    const { options } = (await (await app.request('/api/polls/badplats')).json()) as {
      options: { id: string }[];
    };
    for (let i = 0; i < 2; i += 1)
      await conforms('post', '/api/polls/{id}/votes', vote({ choice: options[0]!.id, ballot }), 200);
    await conforms(
      'post',
      '/api/polls/{id}/votes',
      vote({ choice: 'none', ballot: crypto.randomUUID() }),
      422,
    );
  });

  it('in a submission, its case, a message, and in what is wrong', async () => {
    await conforms('post', '/api/forms/{id}/submissions', post('/api/forms/feedback/submissions', {}), 422);
    await conforms(
      'get',
      '/api/submissions/{reference}',
      new Request(url('/api/submissions/AAAA-BBBB-CCCC')),
      404,
    );
    await conforms(
      'post',
      '/api/submissions',
      post('/api/submissions', { reference: 'AAAA-BBBB-CCCC' }),
      404,
    );
  });

  it('in ratings', async () => {
    const rating = { rating: 'yes', page: 'https://town.test/', submission: crypto.randomUUID() };
    await conforms('post', '/api/ratings', post('/api/ratings', rating), 201);
    await conforms('post', '/api/ratings', post('/api/ratings', { rating: '9' }), 422);
  });

  it('in what it says of itself', async () => {
    await conforms('get', '/healthz', new Request(url('/healthz')), 200);
    await conforms('get', '/api/polls/{id}', new Request(url('/api/polls/none')), 404);
  });
});
