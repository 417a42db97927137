import { CivicFeedback } from './feedback.js';

if (!customElements.get('civic-feedback')) customElements.define('civic-feedback', CivicFeedback);

declare global {
  interface HTMLElementTagNameMap {
    'civic-feedback': CivicFeedback;
  }
}
