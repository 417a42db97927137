import type { Configuration } from 'openid-client';
import { toBase64Url } from '../base64url.js';

/** What a provider of OpenID Connect knows us by. */
export interface OidcClient {
  /** `https://login.stora.example`, from which everything else is discovered. */
  issuer: string;
  clientId: string;
  /** Without one we are a public client: PKCE alone protects the code. */
  clientSecret?: string | undefined;
  /** Also `http:`, for tests on one machine. */
  allowInsecure?: boolean | undefined;
}

/** What somebody who comes back has to bring, kept where only we can read it until then. */
export interface OidcChecks {
  state: string;
  nonce: string;
  /** PKCE's, 43 to 128 characters. */
  verifier: string;
}

export interface OidcPerson {
  issuer: string;
  /** The provider's name for somebody, `sub`. */
  subject: string;
  /** Of the ID token, which is checked; and of the provider's user info, where it was asked for. */
  claims: Record<string, unknown>;
}

/** `denied`: somebody chose not to. `refused`: what they came back with does not hold. */
export type OidcFailure = 'denied' | 'refused' | 'unreachable';

/** Its message never holds what a provider sent: that may name a person. */
export class OidcError extends Error {
  override readonly name = 'OidcError';
  readonly failure: OidcFailure;

  constructor(failure: OidcFailure, cause?: unknown) {
    super(`Signing in: ${failure}`, { cause });
    this.failure = failure;
  }
}

/** Seconds for each request to the provider. */
const patience = 10;

export function newChecks(): OidcChecks {
  const random = (): string => toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
  return { state: random(), nonce: random(), verifier: random() };
}

/** Signs people in with a provider: authorization code flow with PKCE, `state` and `nonce`. Keeps nothing of anyone. */
export class OidcProvider {
  readonly #client: OidcClient;
  #found: Promise<Configuration> | undefined;

  constructor(client: OidcClient) {
    this.#client = client;
  }

  /**
   * Where to send somebody, and where they come back to: `redirectUri` as the provider has it registered.
   * @throws {OidcError}
   */
  async signInUrl(redirectUri: string, checks: OidcChecks, scope = 'openid'): Promise<string> {
    const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await import('openid-client');
    const url = buildAuthorizationUrl(await this.#configuration(), {
      redirect_uri: redirectUri,
      scope,
      state: checks.state,
      nonce: checks.nonce,
      code_challenge: await calculatePKCECodeChallenge(checks.verifier),
      code_challenge_method: 'S256',
    });
    return url.href;
  }

  /**
   * Who came back to `address`, which is the whole address with its query. Most providers tell an address or groups at
   * `userInfo` only.
   * @throws {OidcError}
   */
  async personOf(
    address: string,
    checks: OidcChecks,
    { userInfo = false }: { userInfo?: boolean } = {},
  ): Promise<OidcPerson> {
    const { authorizationCodeGrant, fetchUserInfo } = await import('openid-client');
    const configuration = await this.#configuration();
    try {
      const tokens = await authorizationCodeGrant(configuration, new URL(address), {
        expectedState: checks.state,
        expectedNonce: checks.nonce,
        pkceCodeVerifier: checks.verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims()!;
      const { iss: issuer, sub: subject } = claims;
      const told = userInfo ? await fetchUserInfo(configuration, tokens.access_token, subject) : {};
      return { issuer, subject, claims: { ...told, ...claims } };
    } catch (error) {
      throw new OidcError(failureOf(error), error);
    }
  }

  async #configuration(): Promise<Configuration> {
    this.#found ??= this.#discover();
    try {
      return await this.#found;
    } catch (error) {
      // Whoever comes next may be luckier.
      this.#found = undefined;
      throw new OidcError('unreachable', error);
    }
  }

  async #discover(): Promise<Configuration> {
    // `allowInsecureRequests` is marked as deprecated only to stand out; settings allow it on this machine alone.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const { allowInsecureRequests, ClientSecretBasic, discovery, None } = await import('openid-client');
    const { issuer, clientId, clientSecret, allowInsecure } = this.#client;
    // What a client that was registered without saying how uses.
    const authentication = clientSecret === undefined ? None() : ClientSecretBasic(clientSecret);
    return discovery(new URL(issuer), clientId, undefined, authentication, {
      timeout: patience,
      // Marked as deprecated only to stand out; settings allow it on this machine alone.

      execute: allowInsecure ? [allowInsecureRequests] : [],
    });
  }
}

/** Whatever the provider, or the one who came back, says that does not hold is refused. */
function failureOf(error: unknown): OidcFailure {
  const { error: answer, code, cause } = error as { error?: unknown; code?: unknown; cause?: unknown };
  if (answer === 'access_denied') return 'denied';
  const isUnreachable = code === 'OAUTH_TIMEOUT' || code === 'OAUTH_RESPONSE_IS_NOT_CONFORM';
  return isUnreachable || (error instanceof TypeError && cause !== undefined) ? 'unreachable' : 'refused';
}
