import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { town } from '../../demo/server/seed/index.ts';
import {
  open311Case,
  open311Definition,
  open311Errors,
  open311Receipt,
  open311Services,
  parseOpen311,
} from '../../src/sources/open311.ts';
import { testServer, type TestServer } from './server/helpers.ts';

const samples = fileURLToPath(new URL('../../../shared/corpora/open311/', import.meta.url));
const key = 'stora-demo-key';

describe('what the widgets’ own source reads of the server', () => {
  let server: TestServer;
  before(async () => (server = await testServer({ town })));
  after(() => server.close());

  for (const format of ['json', 'xml']) {
    const read = async (path: string, init?: RequestInit): Promise<unknown> =>
      parseOpen311(await (await server.app.request(`/open311/v2/${path}`, init)).text());

    test(`services, a definition, a receipt, a status and errors, in ${format}`, async () => {
      const services = open311Services(await read(`services.${format}`))!;
      assert.deepEqual(
        services.map(({ code, metadata }) => [code, metadata]),
        [
          ['hal', true],
          ['lampa', true],
          ['klotter', true],
          ['lekplats', true],
          ['sno', false],
        ],
      );
      assert.equal(services[0]!.group, 'Gator och vägar');
      const { fields, notes } = open311Definition(await read(`services/klotter.${format}`));
      assert.deepEqual(notes, []);
      assert.deepEqual(
        fields.map(({ name, type, required }) => [name, type, required]),
        [
          ['attribute[underlag][]', 'checkboxes', false],
          ['attribute[kranker]', 'select', false],
        ],
      );
      assert.equal(fields[0]!.options!.length, 4);

      const body = new URLSearchParams({ api_key: key, service_code: 'klotter', address_string: 'Bron' });
      for (const value of ['vagg', 'bro']) body.append('attribute[underlag][]', value);
      const { reference } = open311Receipt(await read(`requests.${format}`, { method: 'POST', body }));
      assert.match(reference!, /^\d{10}$/);
      const found = open311Case(await read(`requests/${reference}.${format}`))!;
      assert.equal(found.reference, reference);
      assert.equal(found.status, 'received');
      assert.equal(found.updated, '2026-11-22T10:20:30Z');
      assert.match(open311Errors(await read(`requests/1.${format}`)), /not found/);
    });
  }
});

describe('the samples of other servers', { skip: !existsSync(samples) && 'They are not here.' }, () => {
  const text = (name: string): string => readFileSync(samples + name, 'utf8');
  const sample = (name: string): unknown => parseOpen311(text(name));

  test('lists of services', () => {
    for (const name of ['spec-services.xml', 'spec-services.invalid-leading-zero.json']) {
      const services = open311Services(sample(name))!;
      assert.deepEqual(
        services.map(({ code }) => code),
        ['001', '002', '003'],
        name,
      );
    }
    assert.equal(open311Services(sample('merton-services.xml'))![0]!.code, 'GR');
    assert.deepEqual(
      open311Services(sample('fms-services-groups.xml'))!.map(({ group }) => group),
      ['sanitation', 'street'],
    );
  });

  test('definitions', () => {
    for (const name of ['spec-service_definition.xml', 'spec-service_definition.json']) {
      const { fields } = open311Definition(sample(name));
      assert.deepEqual(
        fields[0]!.options!.map(({ value }) => value),
        ['123', '124'],
        name,
      );
    }
    assert.deepEqual(
      open311Definition(sample('fms-definition-order.xml')).fields.map(({ name }) => name),
      ['attribute[type]', 'attribute[size]', 'attribute[colour]'],
    );
  });

  test('requests, receipts and errors', () => {
    for (const name of ['spec-requests.xml', 'spec-requests.invalid-leading-zero.json']) {
      assert.equal(open311Case(sample(name))!.status, 'closed', name);
    }
    assert.equal(open311Receipt(sample('spec-post_response.xml')).reference, '293944');
    assert.equal(open311Receipt(sample('spec-token.xml')).reference, '638344');
    assert.match(open311Errors(sample('fms-errors.xml')), /Service Code cannot be null/);
  });

  test('the specification’s own POST is understood, but for its key', async () => {
    const server = await testServer({ town });
    const response = await server.app.request('/open311/v2/requests.xml', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body: text('spec-post_request.form.txt').trim(),
    });
    assert.equal(response.status, 403);
    assert.match(open311Errors(parseOpen311(await response.text())), /api_key/);
    await server.close();
  });
});
