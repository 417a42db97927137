import type { Server } from '../server.js';

/** Worked out once for each content of a file, so that a rebuilt one is noticed. */
const known = new WeakMap<object, Promise<string>>();

/** The `integrity` attribute for one of the built files; empty, which checks nothing, when there is no such file. */
export async function integrityOf(server: Server, file: string): Promise<string> {
  const given = Object.hasOwn(server.integrity, file) ? server.integrity[file] : undefined;
  if (given !== undefined) return given;
  const body = (await server.asset(`/widgets/${file}`))?.body;
  if (typeof body === 'string') return sha384(new TextEncoder().encode(body));
  if (!(body instanceof Uint8Array)) return '';
  const hash = known.get(body) ?? sha384(body);
  known.set(body, hash);
  return hash;
}

async function sha384(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-384', bytes));
  return `sha384-${btoa(String.fromCharCode(...hash))}`;
}
