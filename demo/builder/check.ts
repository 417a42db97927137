import { type Exchange, type Report, examine } from '../../src/doctor.js';

/** As a page can ask: without redirects, headers of the connection, or why nothing came. */
async function ask(url: string): Promise<Exchange> {
  const began = performance.now();
  const exchange: Exchange = { url, hops: [], origin: location.origin };
  try {
    const response = await fetch(url, { credentials: 'same-origin', signal: AbortSignal.timeout(15_000) });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const took = performance.now() - began;
    return {
      ...exchange,
      answer: { url: response.url, status: response.status, headers: response.headers, bytes, took },
    };
  } catch (error) {
    const isLate = error instanceof DOMException && error.name === 'TimeoutError';
    return {
      ...exchange,
      failure: isLate
        ? { code: 'timeout', detail: '15' }
        : { code: 'unreachable', detail: 'the browser does not say why' },
    };
  }
}

/** The server's own look at it, which sees everything; only those who are signed in at the office get one. */
async function askOffice(url: string, page: string): Promise<Report | undefined> {
  try {
    const answer = await fetch(`/admin/check/?${new URLSearchParams({ url, page }).toString()}`, {
      headers: { accept: 'application/json' },
      redirect: 'error',
    });
    return answer.ok ? ((await answer.json()) as Report) : undefined;
  } catch {
    return undefined;
  }
}

export interface Checked {
  report: Report;
  /** Whether a browser asked, which can't tell CORS, DNS, TLS and redirects apart. */
  isGuess: boolean;
  /** Whether the page was looked at too: what it allows decides as much as what the endpoint sends. */
  sawPage: boolean;
}

/** What is wrong with an address, for a page at `page` where that is known. */
export async function checkAddress(address: string, page?: string): Promise<Checked> {
  const { href: url } = new URL(address, page ?? location.href);
  let sawPage = false;
  const askBoth = async (each: string): Promise<Exchange> => {
    const exchange = await ask(each);
    if (each === page) sawPage = exchange.answer?.status === 200;
    return exchange;
  };
  const report = await examine(url, askBoth, { page, seesHeaders: false });
  const full = report.ok ? undefined : await askOffice(url, page ?? location.href);
  return { report: full ?? report, isGuess: !full, sawPage };
}
