import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compile, loadContracts } from '../../scripts/build/contracts.mjs';
import { check as compiledCheck } from '../../src/contracts/compiled-check.ts';
import { check } from '../../src/contracts/check.ts';

interface Def {
  type: string;
  shape: Record<string, Schema>;
  element: Schema;
  innerType: Schema;
  options: Schema[];
  valueType: Schema;
  entries: Record<string, string>;
}
interface Schema {
  _zod: { def: Def };
}

/** Repeatable chance (mulberry32). */
function chance(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const ODD = [
  null,
  undefined,
  0,
  -1,
  1.5,
  NaN,
  Infinity,
  '',
  'x',
  true,
  [],
  {},
  [null],
  { __proto__: null },
  '__proto__',
  ['a', 1],
];

/** A document that a schema takes, or, where `fault` says so, one that is wrong somewhere. */
function make({ _zod: { def } }: Schema, random: () => number, fault: number): unknown {
  if (random() < fault) return ODD[Math.floor(random() * ODD.length)];
  const of = (schema: Schema) => make(schema, random, fault);
  switch (def.type) {
    case 'string':
      return ['a', 'text', '2026-11-22'][Math.floor(random() * 3)];
    case 'number':
      return Math.floor(random() * 100);
    case 'boolean':
      return random() < 0.5;
    case 'unknown':
      return { any: 1 };
    case 'array':
      return Array.from({ length: 1 + Math.floor(random() * 3) }, () => of(def.element));
    case 'object': {
      const entries = Object.entries(def.shape).map(([key, schema]) => [key, of(schema)]);
      if (random() < 0.2) entries.push(['unknown-member', 1]);
      return Object.fromEntries(entries.filter(() => random() >= fault / 2));
    }
    case 'optional':
    case 'default':
      return random() < 0.3 ? undefined : of(def.innerType);
    case 'nullable':
      return random() < 0.3 ? null : of(def.innerType);
    case 'union':
      return of(def.options[Math.floor(random() * def.options.length)]!);
    case 'record':
      return { a: of(def.valueType), b: of(def.valueType) };
    default:
      return Object.values(def.entries)[0];
  }
}

describe('compiled contracts', async () => {
  const modules = (await loadContracts()) as Record<string, Record<string, Schema>>;
  const schemas = Object.values(modules).flatMap((each) => Object.entries(each));
  assert.ok(schemas.length > 15);

  for (const [name, schema] of schemas) {
    it(`${name} takes and refuses what zod takes and refuses, in the same places`, () => {
      const compiled = JSON.parse(JSON.stringify(compile(schema))) as never;
      const outcomes = { taken: 0, refused: 0 };
      const random = chance(7);
      for (let i = 0; i < 1500; i++) {
        const document = make(schema, random, i % 3 ? 0.04 : 0);
        const expected = check(schema as never, document, 'doc');
        const found = compiledCheck(compiled, document, 'doc');
        const paths = (problems: { path: string }[] | undefined) =>
          [...new Set(problems?.map(({ path }) => path))].sort();
        assert.deepEqual(paths(found.problems), paths(expected.problems), JSON.stringify(document));
        if (expected.problems) outcomes.refused++;
        else {
          assert.deepEqual(found.data, expected.data, JSON.stringify(document));
          outcomes.taken++;
        }
      }
      assert.ok(outcomes.taken > 300, JSON.stringify(outcomes));
    });
  }

  it('refuses a schema that it has no form for', () => {
    assert.throws(() => compile({ _zod: { def: { type: 'date' } } }), /date/);
    assert.throws(
      () =>
        compile({
          _zod: { def: { type: 'string', checks: [{ _zod: { def: { check: 'string_format' } } }] } },
        }),
      /string_format/,
    );
  });
});
