import { expect } from '@open-wc/testing';
import { SourceError } from '../../src/internal/errors.js';
import { type ReadOptions, read, send } from '../../src/internal/request.js';
import { json } from '../helpers/answers.js';

const options = (
  answer: (...args: Parameters<typeof fetch>) => Promise<Response>,
  more: Partial<ReadOptions> = {},
): ReadOptions => ({
  fetch: answer,
  allowed: () => true,
  ...more,
});

async function failure(promise: Promise<unknown>): Promise<SourceError> {
  try {
    await promise;
  } catch (error) {
    expect(error).to.be.instanceOf(SourceError);
    return error as SourceError;
  }
  throw new Error('It did not fail.');
}

const URL_A = 'https://a.example/x';

describe('read', () => {
  it('asks as a preload does', async () => {
    let asked: RequestInit | undefined;
    await read(
      URL_A,
      options(async (_, init) => ((asked = init), new Response('x'))),
    );
    expect(asked).to.deep.equal({ credentials: 'same-origin' });
  });

  it('never asks an address that is not allowed', async () => {
    let asked = 0;
    const error = await failure(
      read(
        URL_A,
        options(async () => (asked++, new Response('x')), { allowed: () => false }),
      ),
    );
    expect([error.code, asked]).to.deep.equal(['not-allowed', 0]);
  });

  it('refuses where a redirect ended elsewhere', async () => {
    const moved = Object.defineProperty(new Response('x'), 'url', { value: 'https://evil.example/' });
    expect(
      (
        await failure(
          read(
            URL_A,
            options(async () => moved, { allowed: (url) => url === URL_A }),
          ),
        )
      ).code,
    ).to.equal('not-allowed');
  });

  for (const [status, code] of [
    [404, 'http'],
    [500, 'http'],
    [429, 'busy'],
    [503, 'busy'],
    [409, 'rejected'],
    [422, 'rejected'],
  ] as const) {
    it(`says ${code} for ${status}`, async () => {
      const error = await failure(
        read(
          URL_A,
          options(async () => new Response('', { status, headers: { 'retry-after': '7' } })),
        ),
      );
      expect([error.code, error.status, error.url, error.retryAfter]).to.deep.equal([code, status, URL_A, 7]);
    });
  }

  it('says network where nobody answers', async () => {
    expect(
      (
        await failure(
          read(
            URL_A,
            options(() => Promise.reject(new TypeError('x'))),
          ),
        )
      ).code,
    ).to.equal('network');
  });

  it('keeps what arrived before the cap, and before the connection broke', async () => {
    const endless = new ReadableStream({ pull: (to) => to.enqueue(new Uint8Array(1000)) });
    const capped = await read(
      URL_A,
      options(async () => new Response(endless), { maxBytes: 5000 }),
    );
    expect(capped.truncated).to.equal(true);
    expect(capped.bytes.length).to.be.within(5000, 8000);
    let pulls = 0;
    const broken = new ReadableStream({
      pull: (to) => (pulls++ ? to.error(new Error('gone')) : to.enqueue(new Uint8Array([1, 2]))),
    });
    const cut = await read(
      URL_A,
      options(async () => new Response(broken)),
    );
    expect([cut.truncated, ...cut.bytes]).to.deep.equal([true, 1, 2]);
  });
});

describe('send', () => {
  const body = () => new URLSearchParams({ a: '1' });

  it('sends as a plain form does, and follows nobody elsewhere', async () => {
    let asked: RequestInit | undefined;
    const { json: answer, status } = await send(
      URL_A,
      body(),
      options(async (_, init) => ((asked = init), json({ ok: 1 }, { status: 201 }))),
    );
    expect([answer, status]).to.deep.equal([{ ok: 1 }, 201]);
    expect([asked!.method, asked!.redirect, asked!.credentials]).to.deep.equal([
      'POST',
      'error',
      'same-origin',
    ]);
    expect(asked!.headers).to.deep.equal({ accept: 'application/json' });
  });

  it('says what a problem document says', async () => {
    const problem = {
      title: 'Fel',
      detail: 'Fyll i e-post.',
      errors: [{ name: 'email', message: 'Saknas' }],
    };
    const answer = json(problem, { status: 422, headers: { 'content-type': 'application/problem+json' } });
    const error = await failure(
      send(
        URL_A,
        body(),
        options(async () => answer),
      ),
    );
    expect([error.code, error.message, error.problems]).to.deep.equal([
      'rejected',
      'Fyll i e-post.',
      problem.errors,
    ]);
  });

  it('survives problem documents that are none', async () => {
    for (const text of ['null', '[]', '"x"', '{', '{"errors":5,"detail":{}}']) {
      const answer = new Response(text, { status: 500, headers: { 'content-type': 'application/json' } });
      const error = await failure(
        send(
          URL_A,
          body(),
          options(async () => answer),
        ),
      );
      expect([error.code, error.problems]).to.deep.equal(['http', []]);
    }
  });

  it('says format where the answer is a page', async () => {
    expect(
      (
        await failure(
          send(
            URL_A,
            body(),
            options(async () => new Response('<html>')),
          ),
        )
      ).code,
    ).to.equal('format');
  });

  it('never sends where it may not', async () => {
    let asked = 0;
    expect(
      (
        await failure(
          send(
            URL_A,
            body(),
            options(async () => (asked++, json({})), { allowed: () => false }),
          ),
        )
      ).code,
    ).to.equal('not-allowed');
    expect(asked).to.equal(0);
  });
});
