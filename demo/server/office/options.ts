import type { SendMail } from '../mail/mail.js';
import type { PostWebhook } from '../webhooks/webhook.js';
import type { Passwords } from './accounts/passwords.js';

/** What the office needs of the machine it runs on. Without one of these, what needs it is not possible. */
export interface OfficeOptions {
  passwords?: Passwords;
  mail?: SendMail;
  webhook?: PostWebhook;
  /** The town's OpenID Connect provider, for staff. */
  oidc?: OfficeProvider;
}

export interface OfficeProvider {
  /** `https://login.stora.example` */
  issuer: string;
  clientId: string;
  clientSecret?: string;
  /** On the button. Default: "the town's sign-in". */
  name?: string;
  /** Claim that lists somebody's groups. Default `groups`. */
  groupClaim?: string;
  /** Scopes beside `openid` and `email`, for the claim with the groups. */
  scope?: string;
  /** What a group may do, where no account has somebody's address. */
  groups?: Readonly<Record<string, { roles: readonly string[]; departments: readonly string[] }>>;
  /** Also `http:`, for tests on one machine. */
  allowInsecure?: boolean;
}
