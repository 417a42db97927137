import { createAdaptorServer } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { existsSync } from 'node:fs';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../app.js';
import { tidyCopies } from '../feeds/copies.js';
import type { AppOptions } from '../options.js';
import type { Town } from '../seed/town.js';
import { described } from '../server.js';
import type { PollLogin } from '../polls/login.js';
import { takeCommands } from './control.js';
import { databaseCommands } from './database-commands.js';
import { readFeedSettings, type FeedSettings } from './feed-settings.js';
import { feedsOffice } from './feeds-office.js';
import { folderAssets } from './files.js';
import { freeSpace } from './free-space.js';
import { FolderInUse } from './folder-lock.js';
import { accountsOn, retentionOn } from './office-commands.js';
import { startOfficeJobs } from './office-jobs.js';
import { readOfficeSettings } from './office-settings.js';
import { readIntakeSettings } from './intake-settings.js';
import { openDatabase } from './open-database.js';
import { readPollLogin } from './poll-login-settings.js';
import { project, projectVersion } from './project.js';
import { servicesOffice, startLinkCheck } from './services-office.js';
import { readSettings, SettingError, type Settings } from './settings.js';

/** Connections get this long to finish what they began. */
const patience = 5000;

/** Serves the town until it is told to stop. What keeps it from starting is said in one sentence, with exit code 1. */
export async function start(town: Town, env: Record<string, string | undefined>): Promise<void> {
  try {
    await serve(town, readSettings(env), readFeedSettings(env), readPollLogin(env));
  } catch (error) {
    const expected = error instanceof SettingError || error instanceof FolderInUse;
    console.error(expected ? error.message : error);
    process.exitCode = 1;
  }
}

async function serve(
  town: Town,
  settings: Settings,
  feeds: FeedSettings,
  pollLogin: PollLogin | undefined,
): Promise<void> {
  const db = await openDatabase(settings, log);
  try {
    const options: AppOptions = {
      town,
      version: projectVersion(),
      database: () => Promise.resolve(db),
      assets: folderAssets([
        ['/widgets/', project('dist/')],
        ['/builder/', project('demo/builder/')],
        ['/builder/', project('dist/builder/')],
        ['/', project('demo/site/')],
      ]),
      clientAddress: (c) => getConnInfo(c).remote.address,
      trustProxy: settings.trustProxy,
      embedAllow: settings.embedAllow,
      ...(settings.origin !== undefined && { origin: settings.origin }),
      ...(settings.databaseUrl === undefined && { freeSpace: () => freeSpace(settings.dataDir) }),
      ...(pollLogin && { pollLogin }),
      ...feeds,
      office: readOfficeSettings(process.env),
      ...readIntakeSettings(process.env),
      log,
    };
    const app = createApp(options);
    // Tables and first content before the first visitor.
    if ((await app.request('/api/polls')).status === 503) {
      const where =
        settings.databaseUrl === undefined ? `in ${settings.dataDir}` : 'that DATABASE_URL leads to';
      throw new SettingError(`The data ${where} cannot be used; see the log.`);
    }
    await tidyCopies(db, feeds.sources);
    const server = createAdaptorServer({ fetch: app.fetch }) as Server;
    const port = await listen(server, settings);
    // A server's database can be reached by every process; an embedded one only through this.
    const commands =
      settings.databaseUrl === undefined
        ? await takeCommands(settings.dataDir, {
            feeds: feedsOffice(db, town.feeds, feeds),
            services: servicesOffice(db, { ...feeds, origin: settings.origin }),
            ...databaseCommands(db),
            account: accountsOn(db),
            retention: retentionOn(db),
          })
        : undefined;
    if (process.env.SMTP_URL && settings.origin === undefined) {
      console.error(`PUBLIC_URL is not set: links in mail lead to http://localhost:${port}.`);
    }
    const jobs = await startOfficeJobs(
      { ...options, origin: settings.origin ?? `http://localhost:${port}` },
      { isAlone: settings.databaseUrl === undefined },
    );
    const links = startLinkCheck(db, { ...feeds, origin: settings.origin, log });
    stopOnSignal(server, () =>
      Promise.all([commands?.close(), jobs.stop(), links.stop()]).finally(() => db.close()),
    );
    if (!existsSync(project('dist/civic-widgets.js'))) {
      console.error('dist/civic-widgets.js is missing: pages show no widgets until you run "npm run build".');
    }
    console.log(`Civic Widgets demo: http://localhost:${port}/`);
  } catch (error) {
    await db.close();
    throw error;
  }
}

function log(entry: object): void {
  console.error(JSON.stringify(entry));
}

function listen(server: Server, { port, host }: Settings): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        reject(new SettingError(`Port ${port} is in use. Set PORT to another one.`));
      } else if (error.code === 'EACCES') {
        reject(new SettingError(`Port ${port} needs more rights. Set PORT to one above 1023.`));
      } else {
        reject(error);
      }
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/** Takes no more connections, finishes what is under way, closes the database, and lets the process end. */
function stopOnSignal(server: Server, close: () => Promise<unknown>): void {
  let stopping = false;
  // A connection that is kept alive would go on asking, and one that was answered would wait to.
  server.prependListener('request', (_, response: ServerResponse) => {
    if (stopping) response.setHeader('Connection', 'close');
    response.on('close', () => stopping && setImmediate(() => server.closeIdleConnections()));
  });
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    const force = setTimeout(() => server.closeAllConnections(), patience);
    server.close(() => {
      clearTimeout(force);
      close().then(
        () => process.exit(0),
        (error: unknown) => {
          log({ level: 'error', event: 'close', ...described(error) });
          process.exit(1);
        },
      );
    });
    server.closeIdleConnections();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
