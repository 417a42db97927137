import type { LookupAddress } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { DeliveryError } from '../queue/delivery-error.js';
import { UpstreamError } from '../upstream.js';
import type { PostWebhook, WebhookRequest } from '../webhooks/webhook.js';
import { checkedAddresses } from './upstream.js';

/**
 * Posts to servers of the open internet, by https; with `allowPrivate` also to those of the town's own network, where
 * case systems mostly are. Redirects are not followed: what is signed is for one address.
 */
export function postWebhook({ allowPrivate = false } = {}): PostWebhook {
  return async (request, signal) => {
    try {
      const url = new URL(request.url);
      if (url.protocol !== 'https:' && !allowPrivate)
        throw new DeliveryError('The address is not https.', true);
      const addresses = await checkedAddresses(url, signal, { allowPrivate });
      return await post(url, request, addresses, signal);
    } catch (error) {
      if (error instanceof DeliveryError) throw error;
      if (signal.aborted) throw new DeliveryError('It took too long.');
      if (error instanceof UpstreamError && error.failure === 'refused') {
        throw new DeliveryError(error.message, true);
      }
      const { code } = error as { code?: string };
      throw new DeliveryError(`The connection failed (${code ?? 'unknown'}).`);
    }
  };
}

function post(
  url: URL,
  { headers, body }: WebhookRequest,
  addresses: readonly LookupAddress[],
  signal: AbortSignal,
): Promise<number> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const pinned: LookupFunction = (_, options, answer) => {
    const [first] = addresses;
    if (options.all) answer(null, [...addresses]);
    else answer(null, first!.address, first!.family);
  };
  const bytes = Buffer.from(body);
  const sent = { ...headers, 'Content-Length': bytes.length };
  return new Promise((resolve, reject) => {
    request(url, { method: 'POST', agent: false, headers: sent, lookup: pinned, signal })
      .on('response', (response) => {
        // The status is all that counts.
        response.destroy();
        resolve(response.statusCode ?? 0);
      })
      .on('error', reject)
      .end(bytes);
  });
}
