import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../database/database.js';
import { serviceCommand } from '../services/command.js';
import { checkLinks, type LinkOptions } from '../services/links.js';
import type { Upstream } from '../upstream.js';
import type { Command } from './control.js';
import { projectVersion } from './project.js';
import { readCatalogue } from './read-catalogue.js';

const day = 24 * 3_600_000;
/** A server that has just started has other things to do. */
const firstCheck = 10 * 60_000;

export interface ServicesOfficeOptions {
  upstream: Upstream;
  origin?: string | undefined;
}

function linkOptions({ upstream, origin }: ServicesOfficeOptions): LinkOptions {
  const version = projectVersion();
  return { upstream, origin, version, now: () => new Date(), pause: (milliseconds) => pause(milliseconds) };
}

/** `npm run services` on a database, whoever holds it. */
export function servicesOffice(db: Database, options: ServicesOfficeOptions): Command {
  const links = linkOptions(options);
  const read = (place: string, languages: readonly string[]) => readCatalogue(place, languages, links);
  return (words) => serviceCommand(words, { ...links, db, read });
}

/** Looks once a day where the services lead. What any process has asked within a day is not asked again. */
export function startLinkCheck(
  db: Database,
  options: ServicesOfficeOptions & { log: (entry: object) => void },
): { stop: () => Promise<void> } {
  const { log } = options;
  let running: Promise<unknown> = Promise.resolve();
  const run = (): void => {
    running = checkLinks(db, linkOptions(options)).catch((error: unknown) => {
      log({ level: 'error', event: 'link-check', error: error instanceof Error ? error.name : typeof error });
    });
  };
  const first = setTimeout(run, firstCheck).unref();
  const timer = setInterval(run, day).unref();
  return {
    stop: async () => {
      clearTimeout(first);
      clearInterval(timer);
      await running;
    },
  };
}
