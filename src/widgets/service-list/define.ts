import { CivicServiceList } from './service-list.js';

if (!customElements.get('civic-service-list')) customElements.define('civic-service-list', CivicServiceList);

declare global {
  interface HTMLElementTagNameMap {
    'civic-service-list': CivicServiceList;
  }
}
