import type { Problem as ProblemDetails } from '../../src/contracts/problem.js';
import { messagesIn, type Language, type Messages, type Sentence } from './messages.js';

export interface FieldError {
  name: string;
  message: Sentence;
}

export interface ProblemOptions {
  /** Tells failures of one status apart: `urn:problem-type:civic:<kind>`. */
  kind?: string;
  errors?: readonly FieldError[];
  headers?: Record<string, string>;
  /** Further members of the problem's document. */
  members?: Record<string, string>;
}

/** A failure that the asker may know about. Whatever else is thrown becomes a 500 that says nothing. */
export class Problem extends Error {
  readonly status: number;
  readonly detail: keyof Messages['detail'];
  readonly kind: string | undefined;
  readonly errors: readonly FieldError[];
  readonly headers: Record<string, string>;
  readonly members: Record<string, string>;

  constructor(status: number, detail: keyof Messages['detail'], options: ProblemOptions = {}) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.detail = detail;
    this.kind = options.kind;
    this.errors = options.errors ?? [];
    this.headers = options.headers ?? {};
    this.members = options.members ?? {};
  }

  static notFound(): Problem {
    return new Problem(404, 'notFound');
  }

  static invalid(...errors: FieldError[]): Problem {
    return new Problem(422, 'invalid', { errors });
  }

  /** RFC 9457. */
  details(language: Language): ProblemDetails {
    const messages = messagesIn(language);
    return {
      type: this.kind === undefined ? 'about:blank' : `urn:problem-type:civic:${this.kind}`,
      title: messages.title[this.status] ?? messages.title[500]!,
      status: this.status,
      detail: messages.detail[this.detail],
      ...this.members,
      ...(this.errors.length > 0 && {
        errors: this.errors.map(({ name, message }) => ({ name, message: message(messages) })),
      }),
    };
  }
}

export function problemResponse(problem: Problem, language: Language): Response {
  return new Response(JSON.stringify(problem.details(language)), {
    status: problem.status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Content-Language': language,
      'Cache-Control': 'no-store',
      ...problem.headers,
    },
  });
}
