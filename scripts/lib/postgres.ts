/** A PostgreSQL server of its own in a temporary folder, for tests and measurements, where its programs are installed. */
import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

export interface PostgresServer {
  /** Of a new and empty database. */
  newDatabase(): string;
  /** As after a power cut: nothing is written down first. */
  crash(): void;
  /** Ends every connection in an orderly way. */
  stop(): void;
  start(): void;
  /** Stops it, and removes all that it kept. */
  end(): void;
}

export const NO_POSTGRES =
  'PostgreSQL’s server programs are not installed: what needs them is not tested. On Debian: apt-get install postgresql.';

/** Where the server's programs are, the newest first; nothing where there are none. */
export function findPostgres(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env.POSTGRES_BIN ? [process.env.POSTGRES_BIN] : []),
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(':'),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')));
}

/** @param settings beside the defaults, as `name=value` */
export async function startPostgres(settings: readonly string[] = []): Promise<PostgresServer> {
  const bin = findPostgres();
  if (bin === undefined) throw new Error(NO_POSTGRES);
  const folder = mkdtempSync(join(tmpdir(), 'civic-pg-'));
  // The server refuses to run as root.
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? unprivileged() : undefined;
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const port = await freePort();
  const run = (program: string, ...args: string[]): void => {
    const { status, stderr } = spawnSync(join(bin, program), args, {
      cwd: folder,
      encoding: 'utf8',
      // pg_ctl's server would keep a pipe open for ever.
      stdio: ['ignore', 'ignore', program === 'pg_ctl' ? 'ignore' : 'pipe'],
      env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
      ...user,
    });
    if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr ?? ''}`);
  };
  const start = (): void => {
    const options = [
      'listen_addresses=127.0.0.1',
      `port=${port}`,
      `unix_socket_directories=${folder}`,
      ...settings,
    ]
      .map((setting) => `-c ${setting}`)
      .join(' ');
    run('pg_ctl', '-D', data, '-l', join(folder, 'log'), '-o', options, '-t', '60', '-w', 'start');
  };
  const stop = (mode: 'fast' | 'immediate'): void => run('pg_ctl', '-D', data, '-m', mode, '-w', 'stop');
  run('initdb', '-D', data, '-A', 'trust', '-U', 'civic', '-E', 'UTF8', '--no-sync', '--locale=C.UTF-8');
  start();
  let databases = 0;
  return {
    newDatabase: () => {
      databases += 1;
      const name = `town_${databases}`;
      run('createdb', '-h', '127.0.0.1', '-p', String(port), '-U', 'civic', name);
      return `postgres://civic@127.0.0.1:${port}/${name}`;
    },
    crash: () => stop('immediate'),
    stop: () => stop('fast'),
    start,
    end: () => {
      try {
        stop('immediate');
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

function unprivileged(): { uid: number; gid: number } {
  for (const name of ['postgres', 'nobody']) {
    const { status, stdout } = spawnSync('id', ['-u', name], { encoding: 'utf8' });
    const group = spawnSync('id', ['-g', name], { encoding: 'utf8' });
    if (status === 0 && group.status === 0) return { uid: Number(stdout), gid: Number(group.stdout) };
  }
  throw new Error('PostgreSQL does not run as root, and there is no other user to run it as.');
}
