import { readFileSync } from 'node:fs';
import type { Open311Options } from '../open311/options.js';
import { readRelays, RelaysError } from '../open311/read-relays.js';
import { SettingError } from './settings.js';
import { guardedUpstream } from './upstream.js';

type Environment = Record<string, string | undefined>;

/** `OPEN311_KEYS`, `OPEN311_JURISDICTION` and the file that `OPEN311_RELAYS` names. */
export function readOpen311Settings(env: Environment): Open311Options {
  const allowLoopback = env.OPEN311_ALLOW_LOOPBACK === '1';
  const relays = env.OPEN311_RELAYS ? fromFile(env.OPEN311_RELAYS, env, allowLoopback) : [];
  const keys = (env.OPEN311_KEYS ?? '').split(',').map((key) => key.trim());
  const origins = relays.map(({ endpoint }) => new URL(endpoint).origin);
  return {
    relays,
    ask: guardedUpstream({ origins, allowLoopback }),
    ...(env.OPEN311_KEYS && { apiKeys: keys.filter(Boolean) }),
    ...(env.OPEN311_JURISDICTION && { jurisdiction: env.OPEN311_JURISDICTION }),
  };
}

function fromFile(
  file: string,
  env: Environment,
  allowLoopback: boolean,
): NonNullable<Open311Options['relays']> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SettingError(`The Open311 relays' file ${file} cannot be read (${code}). Set OPEN311_RELAYS.`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw new SettingError(`The Open311 relays' file ${file} is not JSON.`);
  }
  try {
    return readRelays(json, env, allowLoopback);
  } catch (error) {
    if (error instanceof RelaysError) throw new SettingError(`${file}:\n${error.message}`);
    throw error;
  }
}
