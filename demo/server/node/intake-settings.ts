import { defaultChallenge, type ChallengeOptions } from '../challenge/options.js';
import type { AppOptions } from '../options.js';
import { readOpen311Settings } from './open311-settings.js';
import { readScanner } from './scanner.js';
import { SettingError } from './settings.js';

type Environment = Record<string, string | undefined>;

/** How what residents send is let in: `CHALLENGE_COST`, `SCAN_COMMAND` and those of Open311. */
export function readIntakeSettings(env: Environment): Pick<AppOptions, 'challenge' | 'open311' | 'scan'> {
  const scan = readScanner(env);
  return {
    challenge: readChallenge(env.CHALLENGE_COST),
    open311: readOpen311Settings(env),
    ...(scan && { scan }),
  };
}

function readChallenge(text: string | undefined): ChallengeOptions | false {
  if (text === 'off') return false;
  const cost = Number(text || defaultChallenge.cost);
  if (Number.isInteger(cost) && cost > 0 && cost <= 1_000_000) return { cost };
  throw new SettingError(`CHALLENGE_COST must be a number from 1 to 1000000, or "off", and is "${text}".`);
}
