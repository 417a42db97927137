import { feeds } from './migrations/feeds.js';
import { foundation } from './migrations/foundation.js';

/**
 * Numbered from 1 by their place; never change one that has been released, add another. Each is a list of
 * statements, because drivers take one at a time.
 */
export const migrations: readonly (readonly string[])[] = [foundation, feeds];
