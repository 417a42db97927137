/** `npm run build:wordpress`: dist-wordpress/civic-widgets-<version>.zip, from integrations/wordpress/ and dist/. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { buildIfStale } from './build.ts';
import { readPo, writeMo } from './build/gettext.ts';
import { valuesOf } from './build/manifest.ts';
import { zip } from './build/zip.ts';
import { filesUnder } from './lib/files.ts';

const SOURCE = 'integrations/wordpress';
const FOLDER = 'dist-wordpress';

interface Manifest {
  modules: {
    declarations?: {
      tagName?: string;
      attributes?: { name: string; description?: string; type?: { text: string } }[];
    }[];
  }[];
}

/** As PHP writes an array: nested objects of texts, numbers and lists. */
function php(value: unknown): string {
  if (typeof value === 'string') return `'${value.replace(/[\\']/g, '\\$&')}'`;
  if (Array.isArray(value)) return `array( ${value.map(php).join(', ')} )`;
  if (value && typeof value === 'object') {
    return `array( ${Object.entries(value)
      .map(([key, each]) => `${php(key)} => ${php(each)}`)
      .join(', ')} )`;
  }
  return String(value);
}

const ownName = (tag: string) => new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;

/** The first sentence: what an editor has room for. */
const short = (text = '') =>
  /^.*?[.:](?=\s|$)/s.exec(text.replace(/[`*]/g, ''))?.[0].replace(/:$/, '.') ?? text;

const typeOf = (type = 'string') =>
  /^boolean/.test(type) ? 'boolean' : /^number/.test(type) ? 'number' : 'string';

function widgets(): Record<string, Record<string, object>> {
  const { modules } = JSON.parse(readFileSync('dist/custom-elements.json', 'utf8')) as Manifest;
  const found: Record<string, Record<string, object>> = {};
  for (const { tagName, attributes = [] } of modules.flatMap(({ declarations = [] }) => declarations)) {
    if (!tagName || tagName === 'civic-config') continue;
    found[tagName] = Object.fromEntries(
      attributes.map(({ name, type, description }) => {
        const values = valuesOf(type?.text);
        return [
          name,
          { type: typeOf(type?.text), ...(values && { values }), description: short(description) },
        ];
      }),
    );
    // Of every element, but of no class.
    found[tagName].lang = { type: 'string', description: 'Language of the widget, such as sv.' };
  }
  return found;
}

function manifest(version: string, scripts: string[]): string {
  const hashes = JSON.parse(readFileSync('dist/integrity.json', 'utf8')) as Record<string, string>;
  const integrity = Object.fromEntries(scripts.map((file) => [file, hashes[file] ?? '']));
  const languages = Object.fromEntries(
    scripts.flatMap((file) => {
      const tag = /^locales\/(.+)\.js$/.exec(file)?.[1];
      return tag ? [[tag, ownName(tag)]] : [];
    }),
  );
  return `<?php
/**
 * Made by the build.
 *
 * @package CivicWidgets
 */

defined( 'ABSPATH' ) || exit;

return ${php({ version, integrity, languages, widgets: widgets() })};
`;
}

/** @returns the path of the archive */
export async function buildWordPress(): Promise<string> {
  await buildIfStale();
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const files = new Map<string, Uint8Array>();
  const put = (path: string, content: string | Uint8Array) =>
    files.set(`civic-widgets/${path}`, typeof content === 'string' ? Buffer.from(content) : content);

  for (const path of filesUnder(SOURCE)) {
    const name = path.slice(SOURCE.length + 1);
    const text = readFileSync(path, 'utf8').replaceAll('{{version}}', version);
    put(name, text);
    if (name.endsWith('.po')) put(name.replace(/\.po$/, '.mo'), writeMo(readPo(text)));
  }
  const scripts = filesUnder('dist/locales')
    .filter((path) => path.endsWith('.js'))
    .map((path) => path.slice('dist/'.length));
  for (const file of ['civic-widgets.js', ...scripts])
    put(`assets/${version}/${file}`, readFileSync(`dist/${file}`));
  put('includes/manifest.php', manifest(version, ['civic-widgets.js', ...scripts]));
  put('LICENSE', readFileSync('LICENSE'));
  put('third-party-licenses.txt', readFileSync('dist/third-party-licenses.txt'));

  const archive = `${FOLDER}/civic-widgets-${version}.zip`;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(archive, zip(files));
  console.log(`${archive}: ${files.size} files`);
  return archive;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildWordPress();
