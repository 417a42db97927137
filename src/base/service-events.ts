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

/** What happened with a service. */
class ServiceEvent extends Event {
  readonly service: string;
  readonly name: string;
  /** Which widget it was in. */
  readonly place: 'card' | 'list';

  constructor(type: string, { service, name, place }: Pick<ServiceEvent, 'service' | 'name' | 'place'>) {
    super(type, { bubbles: true, composed: true });
    this.service = service;
    this.name = name;
    this.place = place;
  }
}

/** A resident followed a service's link. */
export class CivicServiceOpenedEvent extends ServiceEvent {
  /** Where to, with the campaign's parameters. */
  readonly url: string;
  /** Which way to the service was taken; `online` is the call to action. */
  readonly channel: ServiceChannel['type'];

  constructor(opened: Pick<CivicServiceOpenedEvent, 'service' | 'name' | 'url' | 'place' | 'channel'>) {
    super('civic-service-opened', opened);
    this.url = opened.url;
    this.channel = opened.channel;
  }
}

/** Half of a service was to be seen for a second. Once for each, and only where the page has set `seen`. */
export class CivicServiceSeenEvent extends ServiceEvent {
  constructor(seen: Pick<ServiceEvent, 'service' | 'name' | 'place'>) {
    super('civic-service-seen', seen);
  }
}

declare global {
  interface HTMLElementEventMap {
    'civic-services-loaded': CivicServicesLoadedEvent;
    'civic-service-opened': CivicServiceOpenedEvent;
    'civic-service-seen': CivicServiceSeenEvent;
  }
}
