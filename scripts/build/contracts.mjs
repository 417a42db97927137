/**
 * Zod is how contracts are written, published and checked everywhere but in the one script: there, what a schema
 * says is compiled to plain data, which a few lines read (src/contracts/compiled-check.ts). That is 1.4 kB instead of
 * 7.2. test/build/contracts.test.ts holds both against the same documents. See docs/decisions/0004.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = `${root}src/contracts/`;

/** Every contract's module, by file name without its ending. */
export async function loadContracts() {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.ts') && !/check|examples/.test(file));
  const outdir = `${root}node_modules/.cache/civic-contracts`;
  mkdirSync(outdir, { recursive: true });
  const { outputFiles } = await build({
    entryPoints: files.map((file) => FOLDER + file),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    write: false,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  });
  for (const { path, contents } of outputFiles) writeFileSync(path, contents);
  const modules = await Promise.all(
    files.map(async (file) => {
      const address = pathToFileURL(`${outdir}/${file.replace(/\.ts$/, '.mjs')}`);
      return [file.slice(0, -3), await import(`${address}?${Date.now()}`)];
    }),
  );
  return Object.fromEntries(modules);
}

const isSchema = (value) => typeof value === 'object' && value !== null && '_zod' in value;

/**
 * A schema as data: a simple type's name, else `[kind, …what it needs]`. What has no form here is an error, so
 * that no schema is ever checked less strictly in the script than elsewhere.
 */
export function compile(schema) {
  const { def } = schema._zod;
  const bounds = (def.checks ?? []).map((check) => check._zod.def);
  const bound = (name, key) => {
    const others = bounds.filter((each) => each.check !== name);
    if (others.length) throw new Error(`No compiled form of the check ${others[0].check}.`);
    return bounds.map((each) => each[key]);
  };
  switch (def.type) {
    case 'string':
      return bounds.length ? ['string', ...bound('min_length', 'minimum')] : 'string';
    case 'number':
      return bounds.length ? ['number', ...bound('greater_than', 'value')] : 'number';
    case 'boolean':
    case 'unknown':
      return def.type;
    case 'array':
      return ['[]', compile(def.element), ...bound('min_length', 'minimum')];
    case 'object':
      return Object.fromEntries(Object.entries(def.shape).map(([key, value]) => [key, compile(value)]));
    case 'optional':
    case 'nullable': {
      const inner = compile(def.innerType);
      // `nullish` is the one that is used everywhere, and mostly of a text.
      if (inner[0] !== 'nullable' || def.type !== 'optional') return [def.type, inner];
      return inner[1] === 'string' ? 0 : ['?', inner[1]];
    }
    case 'default':
      return ['default', compile(def.innerType), def.defaultValue];
    case 'enum':
      return ['enum', ...Object.values(def.entries)];
    case 'union':
      return ['union', ...def.options.map(compile)];
    case 'record':
      return ['record', compile(def.valueType)];
    default:
      throw new Error(`No compiled form of zod's ${def.type}.`);
  }
}

/** @returns {import('rollup').Plugin} */
export function compiledContracts() {
  let modules = {};
  return {
    name: 'compiled-contracts',
    async buildStart() {
      modules = await loadContracts();
    },
    load(id) {
      if (!id.startsWith(FOLDER)) return null;
      const name = id.slice(FOLDER.length, -3);
      this.addWatchFile(id);
      if (name === 'check') return `export { check } from './compiled-check.js';`;
      if (name === 'compiled-check') return null;
      const schemas = Object.entries(modules[name]).filter(([, value]) => isSchema(value));
      return schemas
        .map(([key, schema]) => `export const ${key} = ${JSON.stringify(compile(schema))};`)
        .join('\n');
    },
  };
}
