import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { presetCss, presets } from '../../src/themes.ts';

/** dist/themes/: each look as a style sheet. */
export function writeThemes(): void {
  mkdirSync('dist/themes', { recursive: true });
  for (const [name, preset] of Object.entries(presets))
    writeFileSync(`dist/themes/${name}.css`, presetCss(preset));
}

/** What the snippet builder needs beside its scripts. Elsewhere than on the reference server, the built files are one folder up. */
export function writeBuilder(): void {
  for (const file of ['builder.css', 'icon.svg', 'preview.css'])
    cpSync(`demo/builder/${file}`, `dist/builder/${file}`);
  for (const file of ['index.html', 'preview.html']) {
    const page = readFileSync(`demo/builder/${file}`, 'utf8');
    writeFileSync(`dist/builder/${file}`, page.replaceAll('/widgets/{{version}}/', '../'));
  }
}
