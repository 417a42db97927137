import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { exampleFeed, exampleForm, examplePoll, exampleServices } from '../../src/contracts/examples.ts';
import { loadContracts } from './contracts.mjs';
import { type Described, docComments } from './doc-comments.ts';

export type JsonSchema = Record<string, unknown> & {
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  $defs?: Record<string, JsonSchema>;
};

const DAY = new Date('2026-11-22T09:00:00Z');
const examples: Record<string, unknown> = {
  feed: exampleFeed(DAY),
  service: exampleServices().services[0],
  services: exampleServices(),
  form: exampleForm(),
  poll: examplePoll(DAY),
};

/** What is published, by file name: the schema of a whole document, and what it is. */
const DOCUMENTS: Record<string, { schema: string; title: string; items?: [member: string, schema: string] }> =
  {
    feed: { schema: 'JsonFeed', title: 'Feed', items: ['items', 'JsonFeedItem'] },
    service: { schema: 'Service', title: 'Service' },
    services: { schema: 'ServiceList', title: 'Catalogue of services', items: ['services', 'Service'] },
    form: { schema: 'Form', title: 'Form' },
    receipt: { schema: 'Receipt', title: 'Answer to a submission' },
    case: { schema: 'Case', title: 'A resident’s own case' },
    poll: { schema: 'Poll', title: 'Poll' },
    problem: { schema: 'Problem', title: 'Problem details (RFC 9457)' },
  };

function describe(schema: JsonSchema | undefined, { text, members }: Described): void {
  if (!schema) return;
  if (text) schema.description = text;
  const objects = [schema, ...(schema.anyOf ?? [])].flatMap((each) => [each, each.items ?? {}]);
  for (const { properties = {} } of objects) {
    for (const [name, described] of members) describe(properties[name], described);
  }
}

/** Every contract as a JSON Schema (2020-12) that stands by itself, with the words of its doc comments. */
export async function jsonSchemas(): Promise<Record<string, JsonSchema>> {
  const modules = (await loadContracts()) as Record<string, Record<string, z.ZodMiniType>>;
  const named = new Map(
    Object.values(modules)
      .flatMap((module) => Object.entries(module))
      .filter(([, value]) => typeof value === 'object' && '_zod' in value),
  );
  const comments = new Map(
    readdirSync('src/contracts').flatMap((file) => [...docComments(`src/contracts/${file}`)]),
  );
  const convert = (name: string): JsonSchema => {
    const root = named.get(name);
    if (!root) throw new Error(`No contract is called ${name}.`);
    const metadata = z.registry<{ id: string }>();
    for (const [id, schema] of named) if (schema !== root) metadata.add(schema, { id });
    const schema = z.toJSONSchema(root, { io: 'input', metadata }) as JsonSchema;
    for (const [id, each] of [[name, schema] as const, ...Object.entries(schema.$defs ?? {})]) {
      const described = comments.get(id);
      if (described) describe(each, described);
    }
    return schema;
  };
  return Object.fromEntries(
    Object.entries(DOCUMENTS).map(([file, { schema: name, title, items }]) => {
      const { $schema, $defs, ...schema } = convert(name);
      // Each item is checked by itself, so that one never spoils the rest: the schema holds them as unknown.
      const { $schema: _, $defs: inner, ...item } = items ? convert(items[1]) : ({} as JsonSchema);
      const defs = { ...$defs, ...inner, ...(items && { [items[1]]: item }) };
      const list = items && schema.properties?.[items[0]];
      if (list) list.items = { $ref: `#/$defs/${items[1]}` };
      const example = examples[file];
      const whole = {
        ...{ $schema, $id: `urn:civic-widgets:${file}`, title, ...schema },
        ...(example !== undefined && { examples: [example] }),
      };
      return [file, Object.keys(defs).length ? { ...whole, $defs: defs } : whole];
    }),
  );
}

/** dist/schemas/: what an endpoint's answers are checked against. */
export async function writeSchemas(): Promise<void> {
  mkdirSync('dist/schemas', { recursive: true });
  for (const [name, schema] of Object.entries(await jsonSchemas()))
    writeFileSync(`dist/schemas/${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`);
}
