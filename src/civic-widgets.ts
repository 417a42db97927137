import './config/define.js';
import './widgets/feed/define.js';
import './widgets/service-card/define.js';
import './widgets/service-list/define.js';
import './widgets/feedback/define.js';
import './widgets/poll/define.js';
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
