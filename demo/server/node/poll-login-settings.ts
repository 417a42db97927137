import type { PollLogin } from '../polls/login.js';
import { SettingError } from './settings.js';

/** The provider with which residents sign in to vote: `POLL_OIDC_ISSUER` and what belongs to it; nothing without. */
export function readPollLogin(env: Record<string, string | undefined>): PollLogin | undefined {
  const issuer = env.POLL_OIDC_ISSUER;
  if (!issuer) return undefined;
  const clientId = env.POLL_OIDC_CLIENT_ID;
  if (!clientId) throw new SettingError('POLL_OIDC_ISSUER is set, so POLL_OIDC_CLIENT_ID is needed too.');
  return {
    issuer: readIssuer(issuer),
    clientId,
    clientSecret: env.POLL_OIDC_CLIENT_SECRET || undefined,
    allowInsecure: isOnThisMachine(issuer),
    returnOrigins: readOrigins(env.POLL_RETURN_ORIGINS),
  };
}

function readIssuer(issuer: string): string {
  const isSafe = URL.canParse(issuer) && (issuer.startsWith('https:') || isOnThisMachine(issuer));
  if (isSafe) return issuer;
  throw new SettingError(
    `POLL_OIDC_ISSUER must be an address that begins with https://, and is "${issuer}".`,
  );
}

/** Where nobody can listen in between: a provider for tries and tests. */
function isOnThisMachine(issuer: string): boolean {
  if (!URL.canParse(issuer)) return false;
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function readOrigins(text: string | undefined): string[] {
  const addresses = (text ?? '').split(/[\s,]+/).filter(Boolean);
  return addresses.map((address) => {
    if (!URL.canParse(address) || !/^https?:/.test(address)) {
      throw new SettingError(
        `POLL_RETURN_ORIGINS must list origins such as https://www.example.org, and has "${address}".`,
      );
    }
    return new URL(address).origin;
  });
}
