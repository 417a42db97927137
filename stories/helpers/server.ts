/** The demo's server in the page that shows the stories, on a database in memory: nothing leaves the browser. */
import type { Decorator } from '@storybook/web-components-vite';
import { createApp } from '../../demo/server/app.js';
import { openPglite } from '../../demo/server/database/pglite.js';
import { town } from '../../demo/server/seed/index.js';
import { configure } from '../../src/index.js';

const pictures: Record<string, string> = import.meta.glob('../../demo/site/media/*.svg', {
  query: '?url&no-inline',
  import: 'default',
  eager: true,
});

const app = createApp({ town, database: () => openPglite(), limits: false });

/** What stories tell of that the demo does not have, by path. */
const documents = new Map<string, string>();

/** The address of a document of the story's own. */
export function documentOf(json: object): string {
  const body = JSON.stringify(json);
  const known = [...documents].find(([, text]) => text === body)?.[0];
  const path = known ?? `/stories/documents/${documents.size + 1}`;
  documents.set(path, body);
  return path;
}

/** An address that never answers. */
export const SLOW = '/stories/slow';
/** An address that can't be reached. */
export const OFFLINE = '/stories/offline';
/** An address that always answers with a status. */
export const failing = (status: number): string => `/stories/status/${status}`;

/** Pictures are where the bundler put them. */
async function withPictures(response: Response): Promise<Response> {
  if (!response.headers.get('content-type')?.includes('json')) return response;
  const text = (await response.text()).replace(
    /"\/media\/([\w-]+\.svg)"/g,
    (all, name: string) => JSON.stringify(pictures[`../../demo/site/media/${name}`]) ?? all,
  );
  return new Response(text, response);
}

async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const text = documents.get(pathname);
  if (text !== undefined) return new Response(text, { headers: { 'content-type': 'application/json' } });
  if (pathname.startsWith(SLOW)) return new Promise<Response>(() => undefined);
  if (pathname.startsWith(OFFLINE)) throw new TypeError('Failed to fetch');
  const status = /^\/stories\/status\/(\d+)/.exec(pathname)?.[1];
  if (status) return new Response(null, { status: Number(status) });
  return app.fetch(request);
}

const fetchHere: typeof fetch = async (input, init) => withPictures(await answer(new Request(input, init)));

/** Lets the widgets of a story read from the demo's server and send to it. */
export const withServer: Decorator = (story) => {
  configure({ fetch: fetchHere });
  return story();
};
