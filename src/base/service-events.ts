import type { ServiceChannel } from '../contracts/service.js';

/** Services are there to be read. Once per load. */
export class CivicServicesLoadedEvent extends Event {
  /** How many there are, shown or not. */
  readonly count: number;

  constructor(count: number) {
    super('civic-services-loaded', { bubbles: true, composed: true });
    this.count = count;
  }
}

/** A resident followed a service's link. */
export class CivicServiceOpenedEvent extends Event {
  readonly service: string;
  readonly name: string;
  readonly url: string;
  /** Which widget the link was in. */
  readonly place: 'card' | 'list';
  /** Which way to the service was taken; `online` is the call to action. */
  readonly channel: ServiceChannel['type'];

  constructor(opened: Pick<CivicServiceOpenedEvent, 'service' | 'name' | 'url' | 'place' | 'channel'>) {
    super('civic-service-opened', { bubbles: true, composed: true });
    this.service = opened.service;
    this.name = opened.name;
    this.url = opened.url;
    this.place = opened.place;
    this.channel = opened.channel;
  }
}

declare global {
  interface HTMLElementEventMap {
    'civic-services-loaded': CivicServicesLoadedEvent;
    'civic-service-opened': CivicServiceOpenedEvent;
  }
}
