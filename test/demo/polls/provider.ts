import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import Provider, { type Configuration } from 'oidc-provider';

export interface RunningProvider {
  issuer: string;
  /** How often somebody was asked to sign in. */
  signIns: number;
  close(): Promise<void>;
}

/**
 * A real OpenID Connect provider on this machine, with the sign-in page that comes with it: whoever types a name is that
 * person.
 */
export async function startProvider(
  redirectUris: readonly string[],
  more: Configuration = {},
): Promise<RunningProvider> {
  const http = createServer();
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'stora',
        client_secret: 'only for this test',
        redirect_uris: [...redirectUris],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    pkce: { required: () => true },
    cookies: { keys: ['for this test'] },
    features: { devInteractions: { enabled: true } },
    ...more,
  });
  const running: RunningProvider = {
    issuer,
    signIns: 0,
    close: () => closed(http),
  };
  const callback = provider.callback();
  http.on('request', (request, response) => {
    if (request.method === 'POST' && request.url?.startsWith('/interaction/')) running.signIns += 1;
    void callback(request, response);
  });
  return running;
}

function closed(http: Server): Promise<void> {
  http.closeAllConnections();
  return new Promise((resolve) => http.close(() => resolve()));
}

/** A browser without JavaScript, as far as signing in needs one: it follows redirects, keeps cookies and fills forms. */
export class Visitor {
  readonly #cookies = new Map<string, string>();
  readonly #name: string;
  /** Every address that it was at. */
  readonly history: string[] = [];

  constructor(name: string) {
    this.#name = name;
  }

  /**
   * Goes to an address, signs in with the provider where it is asked to, and stops at the first address that `isThere`.
   * @param refuse presses "cancel" instead
   */
  async signIn(
    start: string,
    isThere: (address: string) => boolean,
    { refuse = false }: { refuse?: boolean } = {},
  ): Promise<string> {
    let address = start;
    let body: URLSearchParams | undefined;
    for (let step = 0; step < 20; step += 1) {
      this.history.push(address);
      if (isThere(address)) return address;
      const response = await this.#fetch(address, body);
      body = undefined;
      const location = response.headers.get('Location');
      if (location !== null) {
        address = new URL(location, address).href;
        continue;
      }
      const page = await response.text();
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
      if (response.status !== 200 || prompt === undefined) {
        throw new Error(`No sign-in at ${new URL(address).pathname}: ${response.status} ${page}`);
      }
      const abort = /href="([^"]+\/abort)"/.exec(page)?.[1];
      if (refuse) address = new URL(abort!, address).href;
      else {
        body = new URLSearchParams({ prompt, login: this.#name, password: 'x' });
        address = new URL(/<form[^>]+action="([^"]+)"/.exec(page)![1]!, address).href;
      }
    }
    throw new Error(`It goes round in circles: ${this.history.join(' ')}`);
  }

  async #fetch(address: string, body: URLSearchParams | undefined): Promise<Response> {
    const response = await fetch(address, {
      redirect: 'manual',
      headers: {
        Accept: 'text/html',
        Cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      ...(body && { method: 'POST', body }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value) this.#cookies.set(name, value);
      else this.#cookies.delete(name);
    }
    return response;
  }
}
