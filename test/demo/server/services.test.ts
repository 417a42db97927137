import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it, test } from 'node:test';
import jsonld from 'jsonld';
import type { Service } from '../../../src/contracts/service.js';
import { serviceJsonLd } from '../../../src/formats.js';
import { services } from '../../../src/sources/services.js';
import { readCatalogue } from '../../../demo/server/node/read-catalogue.js';
import { guardedUpstream } from '../../../demo/server/node/upstream.js';
import { serviceCommand, type ServiceCommandOptions } from '../../../demo/server/services/command.js';
import { checkLinks, linkStates } from '../../../demo/server/services/links.js';
import { findService, putService, removeService } from '../../../demo/server/services/store.js';
import { UpstreamError, type Upstream } from '../../../demo/server/upstream.js';
import { fullService } from '../../fixtures/service.js';
import { json, start, testServer, type TestServer } from './helpers.js';

const catalogue = (changes: Partial<Service> = {}) => [
  {
    id: 'pool',
    name: 'Swimming pool',
    summary: 'Swim.',
    url: 'https://pool.example/',
    cost: '5 €',
    ...changes,
  },
  { id: 'bus', name: 'Bus card', url: 'https://bus.example/' },
];

describe('/api/services', () => {
  let server: TestServer;
  before(async () => {
    server = await testServer();
    // Opens the database, with what the town has.
    await server.app.request('/api/services');
    for (let i = 1; i <= 5; i++)
      await putService(server.db, { id: `x${i}`, name: `Extra ${i}`, topics: ['Extra'] });
  });
  after(() => server.close());

  const ask = async (query: string) => {
    const response = await server.app.request(`/api/services${query}`);
    const { services: found, total } = (await json(response)) as unknown as {
      services: Service[];
      total: number;
    };
    return {
      ids: found.map(({ id }) => id),
      total,
      link: response.headers.get('link'),
      etag: response.headers.get('etag'),
    };
  };

  it('is paged, and says where the next page is', async () => {
    const first = await ask('?topic=extra&limit=2');
    assert.deepEqual([first.ids, first.total], [['x1', 'x2'], 5]);
    assert.equal(first.link, '</api/services?topic=extra&limit=2&offset=2>; rel="next"');
    const last = await ask('?topic=extra&limit=2&offset=4');
    assert.deepEqual([last.ids, last.link], [['x5'], null]);
    assert.deepEqual((await ask('?limit=none&offset=-3')).link, null);
  });

  it('is searched as the widget searches: with slips, and by name first', async () => {
    assert.deepEqual((await ask('?q=extar')).ids, ['x1', 'x2', 'x3', 'x4', 'x5']);
    assert.deepEqual((await ask('?q=nothing-like-it')).ids, []);
  });

  it('is answered with 304 to who has it', async () => {
    const { etag } = await ask('?topic=extra');
    const again = await server.app.request('/api/services?topic=extra', {
      headers: { 'If-None-Match': etag! },
    });
    assert.equal(again.status, 304);
  });
});

describe('import of a catalogue', () => {
  let server: TestServer;
  let found: { services: Service[]; notes: string[] };
  before(async () => {
    server = await testServer();
    await server.app.request('/api/services');
  });
  after(() => server.close());

  const run = (...words: string[]) =>
    serviceCommand(words, {
      db: server.db,
      now: () => start,
      read: () => Promise.resolve(found),
    } as unknown as ServiceCommandOptions);

  it('shows what would change, and keeps nothing of it', async () => {
    found = { services: catalogue(), notes: [] };
    const { text } = await run('import', 'https://catalogue.example/', '--dry-run');
    assert.match(
      text,
      /pool \(Swimming pool\): new\n.*bus \(Bus card\): new\nNothing is kept. It would be: 2 new/,
    );
    assert.equal(await findService(server.db, 'pool'), undefined);
  });

  it('adds, changes, and loses nothing that the office wrote', async () => {
    await run('import', 'https://catalogue.example/');
    const imported = (await findService(server.db, 'pool'))!;
    await putService(server.db, { ...imported, summary: 'Swim, says the office.' });
    found = { services: catalogue({ summary: 'Swim more.', cost: '6 €' }), notes: [] };
    const { text } = await run('import', 'https://catalogue.example/');
    assert.match(text, /pool .*: changed; takes over cost; keeps the office's summary/);
    assert.match(text, /bus .*: as before/);
    const pool = (await findService(server.db, 'pool'))!;
    assert.deepEqual([pool.summary, pool.cost], ['Swim, says the office.', '6 €']);
    // The office's words stay also when the source goes on changing its own.
    found = { services: catalogue({ summary: 'Swim even more.', cost: '6 €' }), notes: [] };
    await run('import', 'https://catalogue.example/');
    assert.equal((await findService(server.db, 'pool'))!.summary, 'Swim, says the office.');
  });

  it('brings back nothing that the office took away, and takes away nothing itself', async () => {
    await removeService(server.db, 'bus');
    found = { services: catalogue().slice(1), notes: [] };
    const { text } = await run('import', 'https://catalogue.example/');
    assert.match(text, /bus .*: stays removed by the office/);
    assert.match(text, /pool .*: no longer there; the office decides/);
    assert.equal(await findService(server.db, 'bus'), undefined);
    assert.notEqual(await findService(server.db, 'pool'), undefined);
  });

  it('leaves the town’s own service of the same id alone', async () => {
    const own = (await findService(server.db, 'bygglov'))!;
    found = { services: [{ id: 'bygglov', name: 'Another' }], notes: [] };
    assert.match((await run('import', 'file.json')).text, /bygglov .*: left alone/);
    assert.deepEqual(await findService(server.db, 'bygglov'), own);
  });

  it('says how it is used', async () => {
    for (const words of [[], ['import'], ['import', 'a', 'b'], ['import', 'a', '--lang'], ['fly']]) {
      const { isDone, text } = await run(...words);
      assert.deepEqual([isDone, text.startsWith('npm run services')], [false, true]);
    }
    found = { services: [], notes: ['Left out: a.'] };
    assert.deepEqual(await run('import', 'a'), {
      isDone: false,
      text: 'There is no service in it.\nLeft out: a.',
    });
  });
});

describe('where services lead', () => {
  let server: TestServer;
  const answers = new Map<string, number[]>();
  const asked: string[] = [];
  const pauses: number[] = [];
  const upstream: Upstream = (url, { method = 'GET' }) => {
    asked.push(`${method} ${url}`);
    const [first, ...rest] = answers.get(`${method} ${url}`) ?? [200];
    if (rest.length > 0) answers.set(`${method} ${url}`, rest);
    if (!first) return Promise.reject(new UpstreamError('unreachable', 'No.'));
    return Promise.resolve({
      url,
      status: first,
      headers: new Headers(),
      body: new Uint8Array(),
      isCut: false,
    });
  };
  const look = () =>
    checkLinks(server.db, {
      upstream,
      now: () => server.clock.now,
      version: '1',
      isAll: true,
      pause: (milliseconds) => {
        pauses.push(milliseconds);
        return Promise.resolve();
      },
    });

  before(async () => {
    server = await testServer({
      town: { name: 'T', feeds: [], forms: [], polls: () => [], services: () => catalogue() },
    });
    await server.app.request('/api/services');
  });
  after(() => server.close());

  it('is asked politely: HEAD, then GET where that tells nothing', async () => {
    answers.set('HEAD https://pool.example/', [404]);
    answers.set('HEAD https://bus.example/', [0]);
    answers.set('GET https://bus.example/', [0]);
    const found = await look();
    assert.deepEqual(
      found.map(({ address, answer, failures }) => [address, answer, failures]),
      [
        ['https://bus.example/', 'no answer', 1],
        ['https://pool.example/', '200', 0],
      ],
    );
    assert.ok(asked.includes('GET https://pool.example/') && pauses.every((pause) => pause >= 1000));
  });

  it('is marked when it is dead twice in a row, and no more when it is back', async () => {
    const { text: before } = await serviceCommand(['list'], { db: server.db } as ServiceCommandOptions);
    assert.doesNotMatch(before, /leads nowhere/);
    await look();
    const { text } = await serviceCommand(['list'], { db: server.db } as ServiceCommandOptions);
    assert.match(text, /bus; Bus card; leads nowhere \(no answer\)/);
    assert.equal(
      (await findService(server.db, 'bus'))!.status,
      undefined,
      'residents are told by the office only',
    );
    answers.clear();
    await look();
    assert.deepEqual(
      (await linkStates(server.db)).map(({ failures }) => failures),
      [0, 0],
    );
  });

  it('is busy, and not dead, where it says so', async () => {
    answers.set('HEAD https://bus.example/', [429]);
    const [bus] = await look();
    assert.deepEqual([bus?.answer, bus?.failures], ['429', 0]);
    answers.clear();
  });

  it('is forgotten when no service leads there', async () => {
    await removeService(server.db, 'bus');
    await look();
    assert.deepEqual(
      (await linkStates(server.db)).map(({ address }) => address),
      ['https://pool.example/'],
    );
  });
});

describe('a catalogue elsewhere', () => {
  let elsewhere: Server;
  let origin: string;
  const asked: string[] = [];
  const documents: Record<string, string> = {
    '/catalogue.jsonld': JSON.stringify({
      '@context': '/context.jsonld',
      '@graph': [
        {
          '@id': '#a',
          '@type': 'Dienst',
          naam: 'Parkeren',
          omschrijving: { nl: 'Parkeer hier.' },
          link: 'parkeren',
        },
      ],
    }),
    '/context.jsonld': JSON.stringify({
      '@context': {
        Dienst: 'http://purl.org/vocab/cpsv#PublicService',
        naam: { '@id': 'http://purl.org/dc/terms/title', '@language': 'nl' },
        omschrijving: { '@id': 'http://purl.org/dc/terms/description', '@container': '@language' },
        link: { '@id': 'http://schema.org/url', '@type': '@id' },
      },
    }),
    '/page.html': `<!doctype html><title>T</title><script type="application/ld+json">{"@context":"https://schema.org","@type":"GovernmentService","name":"In a page","url":"start"}</script>`,
    '/lost.jsonld': JSON.stringify({ '@context': '/none', '@type': 'PublicService', title: 'By its names' }),
  };
  before(async () => {
    elsewhere = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      const document = documents[request.url ?? ''];
      response.statusCode = document === undefined ? 404 : 200;
      response.end(document);
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  });
  after(() => elsewhere.close());

  const read = (path: string, upstream = guardedUpstream({ allowLoopback: true })) =>
    readCatalogue(origin + path, ['nl'], { upstream, version: '1' });

  it('is expanded with the context that it names', async () => {
    const { services: found, notes } = await read('/catalogue.jsonld');
    assert.deepEqual(notes, []);
    assert.deepEqual(
      found.map(({ name, summary, url, language }) => [name, summary, url, language]),
      [['Parkeren', 'Parkeer hier.', `${origin}/parkeren`, 'nl']],
    );
  });

  it('is read by its names where the context can’t be had', async () => {
    const { services: found, notes } = await read('/lost.jsonld');
    assert.equal(found[0]?.name, 'By its names');
    assert.match(notes.join(), /context could not be had/);
  });

  it('may be a page', async () => {
    const { services: found } = await read('/page.html');
    assert.deepEqual(
      found.map(({ name, url }) => [name, url]),
      [['In a page', `${origin}/start`]],
    );
  });

  it('is asked through the guard only', async () => {
    asked.length = 0;
    await assert.rejects(read('/catalogue.jsonld', guardedUpstream()));
    assert.deepEqual(asked, []);
  });

  it('is asked with HEAD where only that is wanted', async () => {
    asked.length = 0;
    const upstream = guardedUpstream({ allowLoopback: true });
    await upstream(`${origin}/page.html`, { method: 'HEAD', signal: AbortSignal.timeout(5000), maxBytes: 1 });
    assert.deepEqual(asked, ['HEAD /page.html']);
  });
});

test('a JSON-LD processor reads of a card what the card was made of', async () => {
  const documentLoader = (address: string) => {
    assert.match(address, /^https?:\/\/schema\.org\/?$/);
    return Promise.resolve({
      documentUrl: address,
      document: { '@context': { '@vocab': 'http://schema.org/' } },
    });
  };
  const options = { documentLoader } as unknown as jsonld.Options.Expand;
  const document = JSON.parse(
    serviceJsonLd({ ...fullService, language: 'sv' }, 'en'),
  ) as jsonld.JsonLdDocument;
  const expanded = await jsonld.expand(document, options);
  assert.deepEqual(expanded[0]?.['@type'], ['http://schema.org/GovernmentService']);
  assert.deepEqual(services(expanded, ['sv']).services, [{ ...fullService, language: 'sv' }]);
  const quads = await jsonld.toRDF(document, { ...options, format: 'application/n-quads' });
  assert.match(quads as unknown as string, /<http:\/\/schema\.org\/name> "Ansök om bygglov"@sv/);
});
