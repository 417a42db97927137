import { feeds } from './migrations/feeds.js';
import { foundation } from './migrations/foundation.js';
import { office } from './migrations/office.js';
import { open311 } from './migrations/open311.js';
import { polls } from './migrations/polls.js';
import { services } from './migrations/services.js';

/**
 * Numbered from 1 by their place; never change one that has been released, add another. Each is a list of
 * statements, because drivers take one at a time.
 */
export const migrations: readonly (readonly string[])[] = [
  foundation,
  feeds,
  office,
  polls,
  open311,
  services,
];
