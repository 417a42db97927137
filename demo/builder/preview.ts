import type { Shown } from './shown.js';

interface Api {
  configure: (options: { fetch?: typeof fetch; allowRead?: string[]; allow?: string[] }) => void;
}

/** A preview looks at everything and does nothing: votes and forms go nowhere. */
const readOnly: typeof fetch = (input, init) => {
  const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
  if (method === 'GET' || method === 'HEAD') return fetch(input, init);
  const body = {
    title: document.documentElement.dataset.note,
    status: 422,
    detail: document.documentElement.dataset.note,
  };
  return Promise.resolve(
    new Response(JSON.stringify(body), {
      status: 422,
      headers: { 'content-type': 'application/problem+json' },
    }),
  );
};

const api = (): Api => (globalThis as unknown as { civicWidgets: Api }).civicWidgets;

/** Languages are scripts that also run as modules; importing one twice does nothing. */
const load = (files: readonly string[]): Promise<unknown> =>
  Promise.all(files.map((file) => import(/* @vite-ignore */ file).catch(() => undefined)));

async function show({ configuration, scripts, allow, scheme, lang, theme, note }: Shown): Promise<void> {
  const root = document.documentElement;
  root.className = scheme;
  root.lang = lang;
  root.dir = new Intl.Locale(lang).maximize().script === 'Arab' ? 'rtl' : 'ltr';
  root.dataset.note = note;
  for (const name of [...root.style]) if (name.startsWith('--civic-')) root.style.removeProperty(name);
  for (const [name, value] of Object.entries(theme)) root.style.setProperty(name, value);
  await load(scripts);
  // Also for sending: else a vote would be refused before it could be said that this is a preview.
  api().configure({ fetch: readOnly, allow });
  const widget = document.createElement(configuration.widget);
  for (const [name, value] of Object.entries(configuration.attributes)) widget.setAttribute(name, value);
  if (configuration.text) {
    const link = document.createElement('a');
    // It says where it leads, and leads nowhere from here.
    link.setAttribute('role', 'link');
    link.textContent = configuration.text;
    widget.append(link);
  }
  document.querySelector('#preview')?.replaceChildren(widget);
}

// Only the builder around it may say what is shown: an address that shows a stranger's form here must not exist.
addEventListener('message', (event: MessageEvent<Shown>) => {
  const isBuilder = event.source === parent && event.origin === location.origin && parent !== window;
  // Tools that look into frames send messages of their own.
  if (isBuilder && typeof event.data === 'object' && 'configuration' in event.data) void show(event.data);
});
// Links lead out of the frame nowhere useful.
addEventListener('click', (event) => {
  const target = event.composedPath().find((each) => each instanceof HTMLAnchorElement);
  if (target && !(target.getAttribute('href') ?? '#').startsWith('#')) event.preventDefault();
});
if (parent !== window) {
  // The frame is as high as what is in it, when that has come to rest.
  let resting = 0;
  new ResizeObserver(([entry]) => {
    const [size] = entry?.borderBoxSize ?? [];
    clearTimeout(resting);
    resting = window.setTimeout(() => {
      if (size?.blockSize) parent.postMessage(Math.ceil(size.blockSize), location.origin);
    }, 200);
  }).observe(document.body, { box: 'border-box' });
  // Chromium now and then loses the layout of a widget when its frame changes; it makes a new one of what was hidden.
  addEventListener('resize', () => {
    const place = document.querySelector<HTMLElement>('#preview')!;
    place.hidden = true;
    place.getBoundingClientRect();
    place.hidden = false;
  });
  parent.postMessage('civic-preview-ready', location.origin);
}
