import { readFileSync, writeFileSync } from 'node:fs';
import { transform } from 'esbuild';

/** The optional style sheet that reserves heights before the script runs. */
export async function writeStyleSheet(): Promise<void> {
  const source = readFileSync('src/theme/civic-widgets.css', 'utf8');
  const { code } = await transform(source, { loader: 'css', minify: true, target: 'es2022' });
  writeFileSync('dist/civic-widgets.css', code);
}
