// First, so that they stand beside each other: what is alike compresses better (0.2 kB).
import './theme/base.styles.js';
import './theme/fields.styles.js';
import './base/service-view.styles.js';
import './widgets/feed/feed.styles.js';
import './widgets/feedback/feedback.styles.js';
import './widgets/poll/poll.styles.js';
import './widgets/service-card/service-card.styles.js';
import './widgets/service-list/service-list.styles.js';
import './config/define.js';
import './widgets/feed/define.js';
import './widgets/service-card/define.js';
import './widgets/service-list/define.js';
import './widgets/feedback/define.js';
import './widgets/poll/define.js';
import type { CivicElement } from './base/civic-element.js';
import { checkContrast } from './base/contrast-guard.js';
import { watchMeta } from './config/page-config.js';
import { watchFrames } from './embed/frame.js';
import { scan } from './embed/upgrade.js';
import { api } from './api.js';
import type { Messages } from './locale/messages.js';

declare global {
  var civicWidgets: typeof api | undefined;
  /** Languages whose scripts ran before the main one. */
  var civicWidgetsMessages: [tag: string, messages: Partial<Messages>][] | undefined;
}

globalThis.civicWidgets = api;
const waiting = globalThis.civicWidgetsMessages;
// An element of that id would be there instead.
if (Array.isArray(waiting)) for (const [tag, messages] of waiting) api.registerMessages(tag, messages);
watchMeta();
scan();
watchFrames();
// A page's colours are what they are once data is there.
api.onEvent((event) => {
  const [widget] = event.composedPath();
  if (event.type.endsWith('-loaded')) requestAnimationFrame(() => checkContrast(widget as CivicElement));
});
