import type { Upstream } from '../upstream.js';

export interface Open311Options {
  /** Who may post requests. Default: the town's. */
  apiKeys?: readonly string[];
  /** Default: the town's. */
  jurisdiction?: string;
  relays?: readonly Relay[];
  /** Asks those servers, with a body too. `node/upstream.ts` in Node. */
  ask?: Upstream;
}

/** Another Open311 server that requests are passed on to. */
export interface Relay {
  /** The part of its addresses here: `/api/open311/ID/`. */
  id: string;
  /** Where its `services.json` is, with a slash at the end. */
  endpoint: string;
  apiKey: string;
  jurisdiction: string | undefined;
  format: 'json' | 'xml';
  /** The codes that are passed on; all when there are none here. */
  services: readonly string[];
  /** Whether a page has to bring a proof of work. */
  challenge: boolean;
}
