export { CivicServiceOpenedEvent, CivicServicesLoadedEvent } from '../../base/service-events.js';
