import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { loadContracts } from '../../scripts/build/contracts.mjs';
import { type JsonSchema, jsonSchemas } from '../../scripts/build/schemas.js';
import { check } from '../../src/contracts/check.js';

const schemas = await jsonSchemas();
const validator = (schema: JsonSchema): ValidateFunction => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  (formats as unknown as { default: (to: Ajv2020) => void }).default(ajv);
  return ajv.compile(schema);
};

/** Where zod and the published schema must agree. */
const DOCUMENTS: [file: string, module: string, schema: string, document: unknown, valid: boolean][] = [
  ['poll', 'poll', 'Poll', { id: 'a', question: 'Q', options: [{ id: 'x', label: 'X', votes: 0 }] }, true],
  ['poll', 'poll', 'Poll', { id: 'a', options: [{ id: 'x', label: 'X', votes: -1 }] }, false],
  ['poll', 'poll', 'Poll', { id: 'a', type: 'approval' }, false],
  ['poll', 'poll', 'Poll', { question: 'Q' }, false],
  ['form', 'form', 'Form', { id: 'f', fields: [] }, false],
  ['form', 'form', 'Form', { id: 'f', fields: [{ name: 'a', type: 'text' }] }, true],
  ['form', 'form', 'Form', { id: 'f', fields: [{ name: 'a', type: 'colour' }] }, false],
  ['service', 'service', 'Service', { id: 's', name: 'S', channels: [{ type: 'fax', value: '1' }] }, false],
  ['service', 'service', 'Service', { id: 's', name: 'S', deadline: null, unknown: 1 }, true],
  ['receipt', 'submission', 'Receipt', { reference: 'A', message: null }, true],
  ['case', 'submission', 'Case', { reference: 'A', status: 'lost', updated: '', messages: [] }, false],
];

describe('the published schemas', () => {
  for (const [name, schema] of Object.entries(schemas)) {
    it(`${name} is a valid schema that stands by itself`, () => {
      assert.equal(typeof validator(schema), 'function');
      assert.equal(schema.$schema, 'https://json-schema.org/draft/2020-12/schema');
    });
  }

  for (const name of ['feed', 'service', 'services', 'form', 'poll']) {
    it(`${name} takes its own example`, () => {
      const validate = validator(schemas[name]!);
      const examples = schemas[name]!.examples as unknown[];
      assert.equal(examples.length, 1);
      assert.ok(validate(examples[0]), JSON.stringify(validate.errors));
    });
  }

  for (const [file, module, name, document, valid] of DOCUMENTS) {
    it(`${file} ${valid ? 'takes' : 'refuses'} ${JSON.stringify(document)}, as zod does`, async () => {
      const modules = (await loadContracts()) as Record<string, Record<string, never>>;
      assert.equal(check(modules[module]![name]!, document).problems === undefined, valid);
      assert.equal(validator(schemas[file]!)(document), valid);
    });
  }

  it('look into the items of a list', () => {
    const validate = validator(schemas.feed!);
    assert.equal(validate({ version: '1.1', items: [{ id: '1', title: 5 }] }), false);
    assert.equal(validator(schemas.services!)({ services: [{ id: 's' }] }), false);
  });

  it('carry the words of the doc comments', () => {
    const { properties = {}, $defs = {} } = schemas.poll!;
    assert.match(String(properties.now!.description), /server's clock/);
    assert.match(String(properties.rounds!.description), /Ranked/);
    assert.match(String($defs.PollOption!.properties!.votes!.description), /Left out/);
  });
});
