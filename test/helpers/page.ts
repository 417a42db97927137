import { configure } from '../../src/config/page-config.js';

/** A `<meta>` in the head, as a webmaster writes it, until the test is over. */
export function meta(name: string, content: string): HTMLMetaElement {
  const element = document.createElement('meta');
  element.name = name;
  element.content = content;
  document.head.append(element);
  leftovers.push(element);
  return element;
}

/** Markup in the body, without a component library's wrapper around it, until the test is over. */
export function body(markup: string): HTMLElement {
  const element = document.createElement('main');
  element.innerHTML = markup;
  document.body.append(element);
  leftovers.push(element);
  return element;
}

const leftovers: Element[] = [];

/** The page as it was before the test. */
export function clean(): void {
  for (const element of leftovers.splice(0)) element.remove();
  const none = undefined;
  configure({
    fetch: none,
    allow: none,
    allowRead: none,
    endpoint: none,
    lang: none,
    media: none,
    storage: none,
    debug: none,
  });
}

/** What the console was told while something ran. */
export async function consoleOf(run: () => unknown): Promise<string[]> {
  const lines: string[] = [];
  const { warn } = console;
  console.warn = (...parts) => void lines.push(parts.join(' '));
  try {
    await run();
  } finally {
    console.warn = warn;
  }
  return lines;
}
