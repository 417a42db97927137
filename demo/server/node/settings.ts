/** What somebody has to put right before the server can start, in one sentence. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}

export interface Settings {
  port: number;
  host: string;
  /** Of the embedded database. */
  dataDir: string;
  /** A PostgreSQL server, instead of the embedded database. */
  databaseUrl: string | undefined;
  /** Connections to it that this process has at most. */
  poolSize: number;
  trustProxy: number;
  /** Scheme, host and port as visitors see them. */
  origin: string | undefined;
  /** Origins beside the town's own that its pages for frames may use. */
  embedAllow: string[];
}

type Environment = Record<string, string | undefined>;

export function readSettings(env: Environment): Settings {
  return {
    port: readPort(env.PORT),
    host: env.HOST || '0.0.0.0',
    dataDir: env.DATA_DIR || './data',
    databaseUrl: readDatabaseUrl(env.DATABASE_URL),
    poolSize: readPoolSize(env.DATABASE_POOL),
    trustProxy: readHops(env.TRUST_PROXY),
    origin: readOrigin(env.PUBLIC_URL),
    embedAllow: readOrigins(env.EMBED_ALLOW),
  };
}

function readDatabaseUrl(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text)) {
    // Not the address itself: it may hold a password.
    throw new SettingError(
      'DATABASE_URL must be an address such as postgres://user:password@host:5432/name.',
    );
  }
  return text;
}

function readPoolSize(text: string | undefined): number {
  const size = Number(text || 10);
  if (!Number.isInteger(size) || size < 1 || size > 1000) {
    throw new SettingError(`DATABASE_POOL must be a number of connections from 1 to 1000, and is "${text}".`);
  }
  return size;
}

function readPort(text: string | undefined): number {
  const port = Number(text || 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new SettingError(`PORT must be a number from 0 to 65535, and is "${text}".`);
  }
  return port;
}

function readHops(text: string | undefined): number {
  if (!text || text === 'false') return 0;
  const hops = text === 'true' ? 1 : Number(text);
  if (!Number.isInteger(hops) || hops < 0) {
    throw new SettingError(`TRUST_PROXY must be the number of proxies in front, and is "${text}".`);
  }
  return hops;
}

function readOrigin(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (!URL.canParse(text) || !/^https?:/.test(text)) {
    throw new SettingError(`PUBLIC_URL must be a web address such as https://example.org, and is "${text}".`);
  }
  return new URL(text).origin;
}

function readOrigins(text: string | undefined): string[] {
  return (text ?? '')
    .split(/\s+/)
    .filter(Boolean)
    .map((address) => {
      if (URL.canParse(address) && /^https?:/.test(address)) return new URL(address).origin;
      throw new SettingError(
        `EMBED_ALLOW must list origins such as https://api.example.org, and has "${address}".`,
      );
    });
}
