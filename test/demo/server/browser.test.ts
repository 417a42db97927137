import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { build } from 'esbuild';

const path = (file: string): string =>
  fileURLToPath(new URL(`../../../demo/server/${file}`, import.meta.url));

test('the server needs nothing but web standards', async () => {
  const { metafile, outputFiles } = await build({
    entryPoints: [path('app.ts')],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    metafile: true,
  });
  const inputs = Object.keys(metafile.inputs);
  assert.ok(inputs.some((input) => input.endsWith('demo/server/polls/cast-vote.ts')));
  assert.deepEqual(
    inputs.filter((input) =>
      /demo\/server\/(node|seed)\/|node_modules\/(?!(?:hono|zod|altcha-lib|openid-client|oauth4webapi|jose)\/)/.test(
        input,
      ),
    ),
    [],
  );
  assert.doesNotMatch(outputFiles[0]!.text, /\b(Buffer|process)\.\w|["']node:/);
});
