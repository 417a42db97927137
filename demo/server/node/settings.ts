/** What somebody has to put right before the server can start, in one sentence. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}

export interface Settings {
  port: number;
  host: string;
  dataDir: string;
  trustProxy: number;
  /** Scheme, host and port as visitors see them. */
  origin: string | undefined;
}

type Environment = Record<string, string | undefined>;

export function readSettings(env: Environment): Settings {
  if (env.DATABASE_URL) {
    throw new SettingError(
      'DATABASE_URL is set, but this version keeps its data in DATA_DIR only. Unset DATABASE_URL to start.',
    );
  }
  return {
    port: readPort(env.PORT),
    host: env.HOST || '0.0.0.0',
    dataDir: env.DATA_DIR || './data',
    trustProxy: readHops(env.TRUST_PROXY),
    origin: readOrigin(env.PUBLIC_URL),
  };
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
