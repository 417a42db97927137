import { Builder } from './builder.js';
import type { Manifest } from './manifest.js';
import { languageFor, wordsIn } from './words/index.js';

const root = document.documentElement;
/** Where the built files are: given by the reference server, else the folder that the builder's own stands in. */
const base = new URL(root.dataset.widgets ?? '../', location.href).href;

async function json<T>(file: string): Promise<T> {
  const answer = await fetch(new URL(file, base));
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  return (await answer.json()) as T;
}

async function start(): Promise<void> {
  try {
    const [manifest, integrity] = await Promise.all([
      json<Manifest>('custom-elements.json'),
      json<Record<string, string>>('integrity.json'),
    ]);
    new Builder(document.body, { base, integrity }, manifest).start();
  } catch (error) {
    console.warn('[civic-widgets] The builder cannot read the built files:', error);
    const words = wordsIn(languageFor(navigator.languages));
    const message = document.createElement('p');
    message.setAttribute('role', 'alert');
    message.textContent = words.failed;
    const again = document.createElement('button');
    again.textContent = words.again;
    again.addEventListener('click', () => location.reload());
    document.body.replaceChildren(message, again);
  }
}

await start();
