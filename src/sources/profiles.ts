import { type Json, words } from './json.js';

/** What to read instead of the page of a profile. */
export interface Profile {
  /** Address of the posts, or of what `then` needs to know. */
  url: string;
  /** From the answer there, the address of the posts. */
  then?: (answer: Json) => string | undefined;
}

const API = 'https://public.api.bsky.app/xrpc/';
/** https://atproto.com/specs/handle and did */
const HANDLE = /^(?=.{1,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z](?:[a-z\d-]{0,61}[a-z\d])?$/i;
const DID = /^did:[a-z]+:[\w.:%-]+$/;
/** By the part of the page's address: method, its parameter, collection. */
const LISTS = new Map([
  ['feed', ['getFeed', 'feed', 'app.bsky.feed.generator'] as const],
  ['lists', ['getListFeed', 'list', 'app.bsky.graph.list'] as const],
  ['post', ['getPosts', 'uris', 'app.bsky.feed.post'] as const],
]);

function bluesky(path: string): Profile | undefined {
  const [, actor = '', part, key] =
    /^\/profile\/([^/]+)(?:\/(feed|lists|post)\/([\w.~:-]+))?\/?$/.exec(path) ?? [];
  const isDid = DID.test(actor);
  if (!isDid && !HANDLE.test(actor)) return undefined;
  const list = LISTS.get(part ?? '');
  if (!list) return { url: `${API}app.bsky.feed.getAuthorFeed?limit=30&actor=${encodeURIComponent(actor)}` };
  const [method, parameter, collection] = list;
  const of = (did: string) =>
    `${API}app.bsky.feed.${method}?${part === 'post' ? '' : 'limit=30&'}${parameter}=${encodeURIComponent(`at://${did}/${collection}/${key}`)}`;
  return isDid
    ? { url: of(actor) }
    : {
        url: `${API}com.atproto.identity.resolveHandle?handle=${actor}`,
        then: ({ did }) => (DID.test(words(did) ?? '') ? of(words(did)!) : undefined),
      };
}

/** `https://host/@user`, also one of another host, `/web/@user` and `/users/user`; files beside them are none. */
function mastodon({ origin, pathname }: URL): Profile | undefined {
  const [, user] = /^\/(?:(?:web\/)?@|users\/)([\w.-]+(?:@[\w.-]+)?)\/?$/.exec(pathname) ?? [];
  if (!user || /\.(?:rss|atom|json|xml)$/.test(user)) return undefined;
  return {
    url: `${origin}/api/v1/accounts/lookup?acct=${encodeURIComponent(user)}`,
    then: ({ id }) =>
      words(id) ? `${origin}/api/v1/accounts/${encodeURIComponent(words(id)!)}/statuses?limit=40` : undefined,
  };
}

/** The API behind the page of a Mastodon or Bluesky profile, known by the page's address. */
export function profileOf(address: string): Profile | undefined {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return undefined;
  }
  if (url.host === 'bsky.app') {
    try {
      return bluesky(decodeURIComponent(url.pathname));
    } catch {
      return undefined;
    }
  }
  return mastodon(url);
}
