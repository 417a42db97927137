/** Why something could not be read or sent; the codes of `civic-error`. */
export type ErrorCode =
  'network' | 'timeout' | 'http' | 'not-allowed' | 'format' | 'empty' | 'rejected' | 'busy';

export interface SourceErrorDetail {
  url?: string | undefined;
  status?: number | undefined;
  /** From `Retry-After`, seconds. */
  retryAfter?: number | undefined;
  /** What was left out of an answer that is otherwise usable, or what a server said of each field. */
  problems?: readonly unknown[] | undefined;
  cause?: unknown;
}

/** The one error that loading and sending throw. `message` is for webmasters; residents get a sentence by `code`. */
export class SourceError extends Error {
  readonly code: ErrorCode;
  declare readonly url: string | undefined;
  declare readonly status: number | undefined;
  declare readonly retryAfter: number | undefined;
  readonly problems: readonly unknown[];

  constructor(code: ErrorCode, message: string, detail: SourceErrorDetail = {}) {
    const { cause, problems = [], ...others } = detail;
    super(message, { cause });
    this.name = 'SourceError';
    this.code = code;
    this.problems = problems;
    Object.assign(this, others);
  }

  static from(error: unknown, url?: string): SourceError {
    if (error instanceof SourceError) return error;
    return new SourceError('format', error instanceof Error ? error.message : String(error), {
      url,
      cause: error,
    });
  }
}
