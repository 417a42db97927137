import { CivicServiceCard } from './service-card.js';

if (!customElements.get('civic-service-card')) customElements.define('civic-service-card', CivicServiceCard);

declare global {
  interface HTMLElementTagNameMap {
    'civic-service-card': CivicServiceCard;
  }
}
