import { Problem } from '../problem.js';
import { UpstreamError, type Upstream, type UpstreamAnswer } from '../upstream.js';
import { pictureType } from './picture-type.js';
import { Recent } from './recent.js';
import { Turns } from './turns.js';

export interface Picture {
  type: string;
  content: Uint8Array<ArrayBuffer>;
}

export interface PicturesOptions {
  upstream: Upstream | undefined;
  /** Milliseconds. */
  timeout: number;
  version: string;
  now: () => Date;
}

const largest = 5_000_000;
const kept = 64_000_000;
const atOnce = 8;
const minute = 60_000;

/** Pictures of other servers, each fetched once for everybody and kept in memory for an hour. */
export class Pictures {
  readonly #options: PicturesOptions;
  readonly #recent: Recent<Picture | Problem>;
  readonly #turns = new Turns(atOnce);
  readonly #coming = new Map<string, Promise<Picture>>();

  constructor(options: PicturesOptions) {
    this.#options = options;
    this.#recent = new Recent(kept, options.now);
  }

  /**
   * @param beforeFetching may refuse; not asked for what is here already
   * @throws {Problem} 404, 415, 502, 504
   */
  async get(url: string, beforeFetching: () => void): Promise<Picture> {
    const known = this.#recent.get(url);
    if (known instanceof Problem) throw known;
    if (known) return known;
    let coming = this.#coming.get(url);
    if (!coming) {
      beforeFetching();
      coming = this.#turns.take(() => this.#fetch(url)).finally(() => this.#coming.delete(url));
      this.#coming.set(url, coming);
    }
    return coming;
  }

  async #fetch(url: string): Promise<Picture> {
    try {
      const picture = pictureOf(await this.#ask(url));
      this.#recent.set(url, picture, { bytes: picture.content.length, milliseconds: 60 * minute });
      return picture;
    } catch (error) {
      const problem = problemOf(error);
      this.#recent.set(url, problem, { bytes: 0, milliseconds: minute });
      throw problem;
    }
  }

  #ask(url: string): Promise<UpstreamAnswer> {
    const { upstream, timeout, version } = this.#options;
    if (!upstream) throw new UpstreamError('unreachable', 'Nothing is fetched here.');
    return upstream(url, {
      headers: {
        Accept: 'image/avif, image/webp, image/png, image/jpeg, image/gif',
        'User-Agent': `civic-widgets/${version}`,
      },
      signal: AbortSignal.timeout(timeout),
      maxBytes: largest,
    });
  }
}

function pictureOf({ status, body, isCut }: UpstreamAnswer): Picture {
  if (status === 404 || status === 410) throw Problem.notFound();
  if (status !== 200 || isCut) throw new Problem(502, 'pictureFailed');
  const type = pictureType(body);
  if (type === undefined) throw new Problem(415, 'noPicture');
  return { type, content: body };
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (!(error instanceof UpstreamError)) throw error;
  return error.failure === 'timeout' ? new Problem(504, 'pictureFailed') : new Problem(502, 'pictureFailed');
}
