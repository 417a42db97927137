import type { OfficeOptions, OfficeProvider } from '../office/options.js';
import { roles } from '../office/member.js';
import { scryptPasswords } from './passwords.js';
import { postWebhook } from './post-webhook.js';
import { SettingError } from './settings.js';
import { smtpMail } from './smtp.js';

type Environment = Record<string, string | undefined>;

/** What the environment says about the office. */
export function readOfficeSettings(env: Environment): OfficeOptions {
  const mail = readMail(env);
  const oidc = readProvider(env);
  return {
    passwords: scryptPasswords(),
    webhook: postWebhook({ allowPrivate: env.WEBHOOK_ALLOW_PRIVATE === '1' }),
    ...(mail && { mail: smtpMail(mail) }),
    ...(oidc && { oidc }),
  };
}

function readMail(env: Environment): { url: string; from: string } | undefined {
  const { SMTP_URL: url, MAIL_FROM: from } = env;
  if (!url) return undefined;
  if (!/^smtps?:/.test(url) || !URL.canParse(url)) {
    throw new SettingError('SMTP_URL must be an address such as smtp://user:password@mail.example.org:587.');
  }
  if (!from?.includes('@'))
    throw new SettingError('SMTP_URL is set, so MAIL_FROM must say who mail comes from.');
  return { url, from };
}

function readProvider(env: Environment): OfficeProvider | undefined {
  const issuer = env.OFFICE_OIDC_ISSUER;
  if (!issuer) return undefined;
  const clientId = env.OFFICE_OIDC_CLIENT_ID;
  const allowInsecure = env.OFFICE_OIDC_ALLOW_HTTP === '1';
  if (!URL.canParse(issuer) || !(issuer.startsWith('https:') || allowInsecure)) {
    throw new SettingError('OFFICE_OIDC_ISSUER must be the https address of the provider.');
  }
  if (!clientId) throw new SettingError('OFFICE_OIDC_ISSUER is set, so OFFICE_OIDC_CLIENT_ID must be too.');
  return {
    issuer,
    clientId,
    ...(env.OFFICE_OIDC_CLIENT_SECRET && { clientSecret: env.OFFICE_OIDC_CLIENT_SECRET }),
    ...(env.OFFICE_OIDC_NAME && { name: env.OFFICE_OIDC_NAME }),
    ...(env.OFFICE_OIDC_SCOPE && { scope: env.OFFICE_OIDC_SCOPE }),
    ...(env.OFFICE_OIDC_GROUP_CLAIM && { groupClaim: env.OFFICE_OIDC_GROUP_CLAIM }),
    groups: readGroups(env.OFFICE_OIDC_GROUPS),
    allowInsecure,
  };
}

/** `GROUP=role,role@Department,Department; GROUP=…` */
function readGroups(text: string | undefined): NonNullable<OfficeProvider['groups']> {
  const groups: Record<string, { roles: string[]; departments: string[] }> = {};
  for (const part of (text ?? '').split(';').filter((entry) => entry.trim())) {
    const [, group = '', given = '', departments = ''] = /^([^=]+)=([^@]+)(?:@(.+))?$/.exec(part) ?? [];
    const listed = (list: string): string[] =>
      list
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean);
    const isKnown = listed(given).every((role) => roles.some((known) => known === role));
    if (!group || !isKnown) {
      throw new SettingError(
        `OFFICE_OIDC_GROUPS must read GROUP=role,role@Department; a role is one of ${roles.join(', ')}.`,
      );
    }
    groups[group.trim()] = { roles: listed(given), departments: listed(departments) };
  }
  return groups;
}
