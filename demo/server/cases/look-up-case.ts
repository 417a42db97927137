import type { Context } from 'hono';
import type { Case } from '../../../src/contracts/submission.js';
import type { Server } from '../server.js';
import { readReference } from './reference.js';
import { findCase } from './store.js';

/** The case of a reference as somebody typed it. Guessing is slow, wherever it is done. */
export function lookUpCase(c: Context, server: Server, typed: string | undefined): Promise<Case | undefined> {
  return server.lookUp(c, async () => {
    const reference = readReference(typed);
    return reference === undefined ? undefined : findCase(await server.database(), reference);
  });
}
