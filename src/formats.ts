/**
 * Reading what towns publish outside of a page: for servers and commands. Nothing here needs a document.
 */
export type { Feed, ItemProblem } from './contracts/feed.js';
export type { Post } from './contracts/post.js';
export { type ErrorCode, SourceError } from './internal/errors.js';
export { type ReadOptions } from './internal/request.js';
export { safeLink, safeResource } from './internal/safe-url.js';
export { decodeEntities, escapeHtml, htmlToText, textToHtml } from './internal/text.js';
export { loadFeed } from './sources/load-feed.js';
export { readFeed } from './sources/read-feed.js';
export { serviceJsonLd } from './sources/service-json-ld.js';
export { type Services, parseServices, services as readServices } from './sources/services.js';
export { ServiceIndex } from './widgets/service-list/find-services.js';
