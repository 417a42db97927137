import type { ErrorCode, SourceError } from '../internal/errors.js';

/**
 * Something could not be read or sent. Fired once per source and load; cancel it to keep the console quiet.
 * Where an answer was usable but for some of its items, `code` is `format` and `problems` lists what was left out.
 */
export class CivicErrorEvent extends Event {
  readonly code: ErrorCode;
  readonly url: string | undefined;
  /** HTTP status, where there was an answer. */
  readonly status: number | undefined;
  /** For webmasters, in English. */
  readonly message: string;
  readonly problems: readonly unknown[];

  constructor(error: SourceError) {
    super('civic-error', { bubbles: true, composed: true, cancelable: true });
    this.code = error.code;
    this.url = error.url;
    this.status = error.status;
    this.message = error.message;
    this.problems = error.problems;
  }
}

declare global {
  interface HTMLElementEventMap {
    'civic-error': CivicErrorEvent;
  }
}
