export {
  CivicServiceOpenedEvent,
  CivicServiceSeenEvent,
  CivicServicesLoadedEvent,
} from '../../base/service-events.js';
