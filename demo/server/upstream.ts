export interface UpstreamRequest {
  /** Default `GET`. */
  method?: 'GET' | 'HEAD';
  /** Sent to everybody on the way. */
  headers?: Record<string, string>;
  /** Sent to the address's own origin only, and to nobody that it redirects to. */
  secretHeaders?: Record<string, string>;
  /** Ends the asking, redirects and body included. */
  signal: AbortSignal;
  /** Posted as a form, to the address itself: a redirect would be followed to who knows whom, so it is not. */
  form?: URLSearchParams;
  /** Reading stops here, counted after decompression. */
  maxBytes: number;
}

export interface UpstreamAnswer {
  /** Where it came from in the end. */
  url: string;
  /** 200 to 599, without redirects. */
  status: number;
  headers: Headers;
  body: Uint8Array<ArrayBuffer>;
  /** There was more than `maxBytes`. */
  isCut: boolean;
}

/**
 * Asks another server, with `GET` unless there is a form. Addresses come from feeds, so from strangers: whoever implements it lets none lead
 * into the network that the server itself stands in. `node/upstream.ts` does.
 * @throws {UpstreamError}
 */
export type Upstream = (url: string, request: UpstreamRequest) => Promise<UpstreamAnswer>;

/** `refused`: an address that is not asked. `unreachable`: also what broke off, or can't be read as HTTP. */
export type UpstreamFailure = 'refused' | 'timeout' | 'unreachable';

/** Its message never holds an address: addresses hold tokens. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly failure: UpstreamFailure;

  constructor(failure: UpstreamFailure, message: string, cause?: unknown) {
    super(message, { cause });
    this.failure = failure;
  }
}
