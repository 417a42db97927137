import type { Server } from '../server.js';
import type { Proof } from './proof.js';

/** The hidden field of a page of ours that a person without JavaScript fills in. */
export const stampField = 'stamp';

const validMinutes = 24 * 60;

/** When the page was made, so that only we can have said it. */
export function newStamp(server: Server, purpose: string): Promise<string> {
  const issued = server.now().getTime();
  return server.seal(`stamp:${purpose}`, `${issued} ${crypto.randomUUID()}`, validMinutes);
}

export async function checkStamp(server: Server, purpose: string, stamp: string): Promise<Proof | undefined> {
  const [issued, id] = (await server.unseal(`stamp:${purpose}`, stamp))?.split(' ') ?? [];
  if (issued === undefined || id === undefined) return undefined;
  return {
    id,
    issued: new Date(Number(issued)),
    expires: new Date(Number(issued) + validMinutes * 60_000),
  };
}
