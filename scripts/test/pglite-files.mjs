import { createReadStream, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';

/** @type {Promise<Buffer> | undefined} */
let fresh;

async function makeFresh() {
  const database = await PGlite.create();
  const dump = await database.dumpDataDir('none');
  await database.close();
  return Buffer.from(await dump.arrayBuffer());
}

/**
 * PGlite in the browser: its files go out as they are (the server would take some of them for text), and
 * `new PGlite({ loadDataDir: await (await fetch('/__pglite/fresh.tar')).blob() })` starts in a fifth of the time
 * that a database made from nothing takes.
 * @type {import('@web/test-runner').Middleware}
 */
export async function pgliteFiles(context, next) {
  if (context.path === '/__pglite/fresh.tar') {
    fresh ??= makeFresh();
    context.body = await fresh;
    context.type = 'application/x-tar';
  } else if (/^\/node_modules\/@electric-sql\/[\w./-]+\.(wasm|data|tar\.gz)$/.test(context.path)) {
    const file = fileURLToPath(new URL(`../..${context.path}`, import.meta.url));
    context.body = createReadStream(file);
    context.type = file.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream';
    context.length = statSync(file).size;
  } else {
    return next();
  }
  context.set('cache-control', 'max-age=3600');
}
