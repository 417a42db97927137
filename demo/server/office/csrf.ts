import type { Context } from 'hono';
import { toBase64Url } from '../base64url.js';
import { keyedHash } from '../database/secret.js';
import { textsOf } from '../http/body.js';
import { markup, type Html } from '../markup.js';
import type { Server } from '../server.js';
import type { OfficeContext } from './section.js';

const field = 'csrf';

/** Stands in every form of the office that posts. */
export function csrfField(c: OfficeContext): Html {
  return markup`<input type="hidden" name="${field}" value="${c.get('csrf')}">`;
}

/** What only this session's pages hold. It can't be worked out from the session's cookie. */
export async function csrfToken(server: Server, session: string): Promise<string> {
  const { secret } = await server.store();
  return toBase64Url(await keyedHash(secret, 'office-csrf', session));
}

export function hasToken(form: FormData, token: string): boolean {
  const sent = textsOf(form, field);
  return sent.length === 1 && isSame(sent[0]!, token);
}

/** Whether a page of this site sent the request. A browser that says neither where from nor what for is an old one. */
export function isOwnOrigin(c: Context, server: Server): boolean {
  const site = c.req.header('Sec-Fetch-Site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = c.req.header('Origin');
  if (origin === undefined) return true;
  // The host alone: a proxy that ends TLS may not say that it did.
  const hosts = [new URL(server.origin(c)).host, new URL(c.req.url).host];
  return URL.canParse(origin) && hosts.includes(new URL(origin).host);
}

/** In a time that says nothing about how much of it is right. */
export function isSame(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let index = 0; index < b.length; index += 1) {
    difference |= (a.charCodeAt(index) || 0) ^ b.charCodeAt(index);
  }
  return difference === 0;
}
