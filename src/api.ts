import { configure } from './config/page-config.js';
import { scan } from './embed/upgrade.js';
import { registerMessages } from './locale/registry.js';

declare const __CIVIC_VERSION__: string;

const EVENTS = [
  'civic-feed-loaded',
  'civic-services-loaded',
  'civic-poll-loaded',
  'civic-feedback-loaded',
  'civic-feed-post-opened',
  'civic-service-opened',
  'civic-service-seen',
  'civic-feedback-submitted',
  'civic-feedback-rated',
  'civic-poll-voted',
  'civic-error',
] as const;

export type CivicEventName = (typeof EVENTS)[number];

/**
 * Calls back for every event of every widget on the page, for the page's own analytics; the library itself sends
 * nothing anywhere.
 * @returns what stops it
 */
export function onEvent(listener: (event: HTMLElementEventMap[CivicEventName]) => void): () => void {
  const listen = listener as (event: Event) => void;
  for (const name of EVENTS) globalThis.addEventListener(name, listen);
  return () => {
    for (const name of EVENTS) globalThis.removeEventListener(name, listen);
  };
}

/** Version of this library. */
export const version: string = __CIVIC_VERSION__;

/** `globalThis.civicWidgets` of the one script. */
export const api = { version, scan, configure, registerMessages, onEvent };
