/**
 * `npm run pack:server -- FOLDER`: the server and its commands as plain JavaScript, with the site, the built widgets and
 * the one package that can't be in a bundle, because it brings files of its own. It needs Node and nothing else.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../', import.meta.url));
const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('npm run pack:server -- FOLDER');
  process.exit(2);
}

/** Its programs are in files beside its own. */
const kept = '@electric-sql/pglite';

const node = join(root, 'demo/server/node');
const commands = readdirSync(node).filter(
  (name) => name.endsWith('-command.ts') && name !== 'run-command.ts',
);
await build({
  entryPoints: [join(root, 'demo/server/main.ts'), ...commands.map((name) => join(node, name))],
  // One folder, as deep as the sources: the server finds the site from where it stands.
  outdir: join(folder, 'demo/server/node'),
  entryNames: '[name]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: [kept],
  // Some packages are CommonJS, and ask for Node's own modules when they run.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  logLevel: 'warning',
});
for (const path of ['demo/site', 'dist', `node_modules/${kept}`, 'LICENSE']) {
  cpSync(join(root, path), join(folder, path), { recursive: true });
}
mkdirSync(join(folder, 'demo/builder'), { recursive: true });
cpSync(join(root, 'demo/builder'), join(folder, 'demo/builder'), {
  recursive: true,
  // What is compiled is in dist/builder.
  filter: (path) => !path.endsWith('.ts'),
});
const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
  string,
  string
>;
const run = (command: string, ...words: string[]): string =>
  ['node', `demo/server/node/${command}`, ...words].join(' ');
const scripts: Record<string, string> = {
  start: run('main.js'),
  codes: run('database-command.js', 'codes'),
  recount: run('database-command.js', 'recount'),
  backup: run('database-command.js', 'backup'),
};
for (const file of commands.filter((each) => each !== 'database-command.ts')) {
  scripts[basename(file, '-command.ts')] = run(file.replace('.ts', '.js'));
}
writeFileSync(
  join(folder, 'package.json'),
  `${JSON.stringify({ name, version, license, private: true, type: 'module', scripts }, null, 2)}\n`,
);
