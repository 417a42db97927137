/** How an endpoint was asked, and what came of it. Who asked knows more or less of it: a command all, a page little. */
export interface Exchange {
  /** As it was asked for. */
  url: string;
  /** Redirects on the way, where they can be seen. */
  hops: { status: number; from: string; to: string }[];
  answer?: Answer;
  /** Why there is no answer, or not all of it. */
  failure?: { code: FailureCode; detail: string };
  /** The `Origin` that the request carried. */
  origin?: string;
}

export interface Answer {
  /** The final address. */
  url: string;
  status: number;
  headers: Headers;
  bytes: Uint8Array<ArrayBuffer>;
  /** Milliseconds from asking to the last byte. */
  took: number;
}

/** `private`: not asked, because the address leads into a network that nobody outside should look at. */
export type FailureCode =
  | 'address'
  | 'dns'
  | 'refused'
  | 'tls'
  | 'timeout'
  | 'cut'
  | 'too-large'
  | 'packed'
  | 'redirects'
  | 'private'
  | 'unreachable';

/** `error`: nothing can be shown. `warning`: it works, and something should be mended. */
export type Level = 'error' | 'warning';

export interface Finding {
  code: string;
  level: Level;
  /** Where in the document, as a JSON path; empty for the whole. */
  path: string;
  /** For editors: what is wrong, and what to do. */
  message: string;
  /** For whoever runs the endpoint, where that is somebody else. */
  tell?: string;
  /** What stands in the sentence's places, for those who say it in another language. */
  values: Record<string, string>;
}

/** What the `check` command prints with `--json`. */
export interface Report {
  /** Whether a widget can show something of it. */
  ok: boolean;
  url: string;
  /** `rss`, `poll`, …; null where it is none that is known. */
  format: string | null;
  /** Posts, services, fields or options that can be shown. */
  items: number;
  problems: Finding[];
}
