import { CivicFeed } from './feed.js';

if (!customElements.get('civic-feed')) customElements.define('civic-feed', CivicFeed);

declare global {
  interface HTMLElementTagNameMap {
    'civic-feed': CivicFeed;
  }
}
