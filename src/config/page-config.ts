import { type CivicOptions, Config, said } from './options.js';

const listeners = new Set<() => void>();
let configured: CivicOptions = {};
let current: Config | undefined;
let watching: MutationObserver | undefined;

const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** `<meta name="civic-…">` of the head. Only there: the body is where content authors write. */
function metaOptions(): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  // Not `document.head`: a form or a picture of that name takes its place.
  for (const meta of document.querySelectorAll<HTMLMetaElement>(':root>head>meta[name^="civic-" i]')) {
    options[camel(meta.name.slice(6).toLowerCase())] = meta.content;
  }
  if ('debug' in options) options.debug = options.debug !== 'false';
  // A function can't be written into a page.
  delete options.fetch;
  return options;
}

function build(): Config {
  return new Config({ ...(metaOptions() as CivicOptions), ...configured });
}

/** The page-wide options as they are now. */
export const pageConfig = (): Config => (current ??= build());

/** Calls back when the page-wide options, or what provides nested ones, may have changed. */
export function onConfigChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function configChanged(): void {
  for (const listener of [...listeners]) listener();
}

/**
 * Sets options for the whole page; what is not named stays as it is, what is `undefined` is no longer set here.
 * Beats `<meta>`.
 */
export function configure(options: { [Key in keyof CivicOptions]: CivicOptions[Key] | undefined }): void {
  configured = said({ ...configured, ...options });
  current = build();
  configChanged();
}

/** Follows `<meta>` elements that come, go or change late (tag managers, single-page applications). */
export function watchMeta(): void {
  let seen = JSON.stringify(metaOptions());
  const look = () => {
    const now = JSON.stringify(metaOptions());
    if (now === seen) return;
    seen = now;
    current = build();
    configChanged();
  };
  // Looking takes less than finding out in each record whether to look.
  watching ??= new MutationObserver(look);
  watching.observe(document, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['content', 'name'],
  });
}
