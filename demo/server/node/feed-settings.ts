import { readFileSync } from 'node:fs';
import { ConfigurationError, readSources } from '../feeds/configuration.js';
import type { FeedSource } from '../feeds/source.js';
import type { Upstream } from '../upstream.js';
import { SettingError } from './settings.js';
import { guardedUpstream } from './upstream.js';

export interface FeedSettings {
  sources: FeedSource[];
  upstream: Upstream;
}

type Environment = Record<string, string | undefined>;

const defaultFile = './feeds.json';

/** The feeds of other servers that `FEEDS_CONFIG` names; none where there is no such file by default. */
export function readFeedSettings(env: Environment): FeedSettings {
  const allowLoopback = env.FEEDS_ALLOW_LOOPBACK === '1';
  const sources = configured(env, allowLoopback);
  const origins = sources.map(({ url }) => new URL(url).origin);
  return { sources, upstream: guardedUpstream({ origins, allowLoopback }) };
}

function configured(env: Environment, allowLoopback: boolean): FeedSource[] {
  const file = env.FEEDS_CONFIG || defaultFile;
  const text = readText(file, !env.FEEDS_CONFIG);
  if (text === undefined) return [];
  try {
    return readSources(parse(text, file), env, { allowLoopback });
  } catch (error) {
    if (error instanceof ConfigurationError) throw new SettingError(`${file}:\n${error.message}`);
    throw error;
  }
}

function readText(file: string, isOptional: boolean): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (isOptional && code === 'ENOENT') return undefined;
    throw new SettingError(`The feeds' configuration ${file} cannot be read (${code}). Set FEEDS_CONFIG.`);
  }
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    // The parser's own words quote the file, which may hold secrets.
    throw new SettingError(`The feeds' configuration ${file} is not JSON.`);
  }
}
