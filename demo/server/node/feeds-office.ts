import type { Database } from '../database/database.js';
import type { FeedSeed } from '../seed/town.js';
import { tellOffice } from '../feeds/office.js';
import { FeedRelay } from '../feeds/relay.js';
import type { Command } from './control.js';
import type { FeedSettings } from './feed-settings.js';
import { projectVersion } from './project.js';

/** `npm run feeds` on a database, whoever holds it. Servers look at the database, so they need not be told. */
export function feedsOffice(db: Database, own: readonly FeedSeed[], feeds: FeedSettings): Command {
  const now = (): Date => new Date();
  const relay = new FeedRelay({
    ...feeds,
    timeout: 10_000,
    version: projectVersion(),
    database: () => Promise.resolve(db),
    now,
    // The answer says it.
    log: () => undefined,
  });
  return (words) => tellOffice(words, { db, relay, own, now });
}
