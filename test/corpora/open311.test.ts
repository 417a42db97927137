/** Other people's Open311 documents, read as the feedback form reads them. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  open311Case,
  open311Definition,
  open311Errors,
  open311Receipt,
  open311Services,
  parseOpen311,
} from '../../src/sources/open311.js';

const folder = fileURLToPath(new URL('../../../shared/corpora/open311/', import.meta.url));
const read = (file: string) => parseOpen311(readFileSync(folder + file, 'utf8'));

describe('Open311 documents', { skip: !existsSync(folder) }, () => {
  it('lists of services', () => {
    const codes = (file: string) => open311Services(read(file))?.map(({ code, group }) => `${code} ${group}`);
    const spec = ['001 sanitation', '002 street', '003 street'];
    assert.deepEqual(codes('spec-services.xml'), spec);
    assert.deepEqual(codes('spec-services.invalid-leading-zero.json'), spec);
    assert.deepEqual(codes('fms-services-groups.xml'), ['100 sanitation', '002 street']);
    assert.deepEqual(codes('merton-services.xml'), ['GR Street Cleaning Problems or Weeds']);
  });

  it('definitions', () => {
    const expected = {
      name: 'attribute[WHISHETN]',
      type: 'select',
      label: 'What is the ticket/tag/DL number?',
      help: '',
      required: true,
      options: [
        { value: '123', label: 'Ford' },
        { value: '124', label: 'Chrysler' },
      ],
    };
    for (const file of ['spec-service_definition.xml', 'spec-service_definition.json']) {
      assert.deepEqual(open311Definition(read(file)), { fields: [expected], notes: [] });
    }
    const ordered = open311Definition(read('fms-definition-order.xml')).fields;
    assert.deepEqual(
      ordered.map(({ name }) => name),
      ['attribute[type]', 'attribute[size]', 'attribute[colour]'],
    );
    // All that Merton asks for is filled in by programs.
    assert.deepEqual(open311Definition(read('merton-service.xml')), { fields: [], notes: [] });
  });

  it('requests and what came of them', () => {
    for (const file of ['spec-requests.xml', 'spec-requests.invalid-leading-zero.json']) {
      const found = open311Case(read(file));
      assert.deepEqual([found?.reference, found?.status], ['638344', 'closed']);
      assert.deepEqual(
        found?.messages.map(({ text }) => text),
        ['Duplicate request.'],
      );
    }
    assert.equal(open311Case(read('fms-requests-nonstandard-status.xml'))?.status, 'received');
    assert.equal(open311Case(read('fms-requests-non_public.xml'))?.reference, '22032542');
    const taken = open311Receipt(read('spec-post_response.xml'));
    assert.equal(taken.reference, '293944');
    assert.match(taken.message ?? '', /^The City will inspect/);
    assert.equal(open311Receipt(read('spec-token.xml')).reference, '638344');
    assert.equal(open311Receipt(read('fms-post-nested-id.xml')).reference, '');
  });

  it('errors', () => {
    assert.equal(
      open311Errors(read('fms-errors.xml')),
      "Service Code cannot be null -- can't proceed with the request.",
    );
    assert.match(open311Errors(read('fms-errors-malformed.xml')), /^There was an error/);
  });
});
