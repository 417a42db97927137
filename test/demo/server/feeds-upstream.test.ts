import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { after, afterEach, before, describe, test } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { guardedUpstream, type GuardOptions } from '../../../demo/server/node/upstream.js';
import { UpstreamError, type UpstreamAnswer, type UpstreamRequest } from '../../../demo/server/upstream.js';
import { Elsewhere } from './feeds-helpers.js';

let elsewhere: Elsewhere;
let other: Elsewhere;
before(async () => {
  elsewhere = await new Elsewhere().start();
  other = await new Elsewhere().start();
});
afterEach(() => {
  elsewhere.requests.length = 0;
  other.requests.length = 0;
});
after(() => {
  elsewhere.close();
  other.close();
});

function ask(
  url: string,
  request: Partial<UpstreamRequest> = {},
  options: GuardOptions = {},
): Promise<UpstreamAnswer> {
  return guardedUpstream({ allowLoopback: true, ...options })(url, {
    signal: AbortSignal.timeout(20_000),
    maxBytes: 1_000_000,
    ...request,
  });
}

const failing = (failure: string) => (error: unknown) => {
  assert.ok(error instanceof UpstreamError, String(error));
  assert.equal(error.failure, failure);
  return true;
};

const text = ({ body }: UpstreamAnswer): string => new TextDecoder().decode(body);

describe('an answer', () => {
  test('comes with its status, its bytes and the headers that somebody reads', async () => {
    elsewhere.gives(
      'Hej',
      { ETag: '"1"', 'Content-Type': 'text/plain', 'Set-Cookie': 'a=b', 'Retry-After': '9' },
      418,
    );
    const answer = await ask(`${elsewhere.origin}/x?y=1`);
    assert.equal(answer.status, 418);
    assert.equal(answer.url, `${elsewhere.origin}/x?y=1`);
    assert.equal(text(answer), 'Hej');
    assert.equal(answer.isCut, false);
    assert.deepEqual([...answer.headers.keys()].sort(), [
      'content-type',
      'date',
      'etag',
      'retry-after',
      'set-cookie',
    ]);
    const [request] = elsewhere.requests;
    assert.equal(request!.method, 'GET');
    assert.equal(request!.headers.cookie, undefined);
    assert.equal(request!.headers.connection, 'close');
  });

  test('is decompressed', async () => {
    elsewhere.gives(gzipSync('zipped'), { 'Content-Encoding': 'gzip' });
    assert.equal(text(await ask(elsewhere.origin)), 'zipped');
    elsewhere.gives(brotliCompressSync('smaller'), { 'Content-Encoding': 'br' });
    assert.equal(text(await ask(elsewhere.origin)), 'smaller');
    elsewhere.gives('?', { 'Content-Encoding': 'constructor' });
    await assert.rejects(ask(elsewhere.origin), failing('unreachable'));
    elsewhere.gives('not zipped at all', { 'Content-Encoding': 'gzip' });
    await assert.rejects(ask(elsewhere.origin), failing('unreachable'));
  });
});

describe('size', () => {
  test('is capped while a large answer comes, and the connection closed', async () => {
    let sent = 0;
    const chunk = new Uint8Array(64_000);
    const closed = new Promise<void>((resolve) => {
      elsewhere.answer = (_, response) => {
        response.on('close', resolve);
        const more = (): void => {
          while (sent < 50_000_000 && !response.destroyed) {
            sent += chunk.length;
            if (!response.write(chunk)) return void response.once('drain', more);
          }
          response.end();
        };
        more();
      };
    });
    const answer = await ask(elsewhere.origin, { maxBytes: 100_000 });
    assert.equal(answer.body.length, 100_000);
    assert.equal(answer.isCut, true);
    await closed;
    assert.ok(sent < 50_000_000, `${sent} bytes were sent`);
  });

  test('counts what comes out of a gzip bomb', async () => {
    const bomb = gzipSync(new Uint8Array(50_000_000));
    assert.ok(bomb.length < 100_000);
    elsewhere.gives(bomb, { 'Content-Encoding': 'gzip' });
    const answer = await ask(elsewhere.origin, { maxBytes: 200_000 });
    assert.equal(answer.body.length, 200_000);
    assert.equal(answer.isCut, true);
  });

  test('exactly as much as is allowed is not cut', async () => {
    elsewhere.gives('12345');
    const answer = await ask(elsewhere.origin, { maxBytes: 5 });
    assert.equal(text(answer), '12345');
    assert.equal(answer.isCut, false);
  });
});

describe('time', () => {
  test('is up for a server that says nothing', async () => {
    elsewhere.answer = () => undefined;
    await assert.rejects(ask(elsewhere.origin, { signal: AbortSignal.timeout(100) }), failing('timeout'));
  });

  test('is up for one that drips', async () => {
    elsewhere.answer = (_, response) => {
      response.writeHead(200);
      const drip = (): void => {
        if (!response.destroyed) response.write('.', () => setTimeout(drip, 5));
      };
      drip();
    };
    await assert.rejects(ask(elsewhere.origin, { signal: AbortSignal.timeout(200) }), failing('timeout'));
  });

  test('is up for headers that never end', async () => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined).write('HTTP/1.1 200 OK\r\nX-Slow: ');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    await assert.rejects(
      ask(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(100) }),
      failing('timeout'),
    );
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  test('is up for a name that nobody resolves', async () => {
    await assert.rejects(
      ask(
        'http://slow.example/',
        { signal: AbortSignal.timeout(50) },
        { lookup: () => new Promise(() => undefined) },
      ),
      failing('timeout'),
    );
  });

  test('goes on through redirects', async () => {
    elsewhere.answer = (request, response) => {
      if (request.url === '/') response.writeHead(302, { Location: '/slow' }).end();
    };
    await assert.rejects(ask(elsewhere.origin, { signal: AbortSignal.timeout(200) }), failing('timeout'));
    assert.deepEqual(
      elsewhere.requests.map(({ url }) => url),
      ['/', '/slow'],
    );
  });
});

describe('a connection', () => {
  test('that breaks off is no answer', async () => {
    elsewhere.answer = (_, response) => {
      response.writeHead(200, { 'Content-Length': '100' }).write('half', () => response.destroy());
    };
    await assert.rejects(ask(elsewhere.origin), failing('unreachable'));
    elsewhere.answer = (_, response) => void response.destroy();
    await assert.rejects(ask(elsewhere.origin), failing('unreachable'));
  });

  test('to nobody is no answer', async () => {
    const gone = await new Elsewhere().start();
    const { origin } = gone;
    gone.close();
    await assert.rejects(ask(origin), failing('unreachable'));
  });
});

describe('a redirect', () => {
  test('is followed three times and no more', async () => {
    elsewhere.answer = (request, response) => {
      const left = Number(request.url!.slice(1));
      if (left === 0) response.end('there');
      else response.writeHead(302, { Location: `/${left - 1}` }).end();
    };
    const answer = await ask(`${elsewhere.origin}/3`);
    assert.equal(text(answer), 'there');
    assert.equal(answer.url, `${elsewhere.origin}/0`);
    await assert.rejects(ask(`${elsewhere.origin}/4`), failing('refused'));
  });

  test('never leads inside', async () => {
    const places = [
      'http://169.254.169.254/latest/meta-data/',
      'http://10.0.0.1/',
      'http://[::ffff:169.254.169.254]/',
      'http://0xa9fea9fe/',
      'file:///etc/passwd',
      'http://user:pass@8.8.8.8/',
      'gopher://8.8.8.8/',
    ];
    for (const location of places) {
      elsewhere.answer = (_, response) => void response.writeHead(301, { Location: location }).end();
      await assert.rejects(ask(elsewhere.origin), failing('refused'), location);
    }
  });

  test('to another origin goes without what is secret, and so does the way back', async () => {
    elsewhere.answer = (request, response) => {
      if (request.url === '/back') response.end('there');
      else response.writeHead(307, { Location: `${other.origin}/` }).end();
    };
    other.answer = (_, response) =>
      void response.writeHead(302, { Location: `${elsewhere.origin}/back` }).end();
    const answer = await ask(elsewhere.origin, {
      headers: { Accept: 'text/x-test' },
      secretHeaders: { Authorization: 'Bearer secret', 'X-Key': 'secret' },
    });
    assert.equal(text(answer), 'there');
    const [first, last] = elsewhere.requests;
    assert.equal(first!.headers.authorization, 'Bearer secret');
    assert.equal(first!.headers['x-key'], 'secret');
    for (const request of [other.requests[0]!, last!]) {
      assert.equal(request.headers.accept, 'text/x-test');
      assert.equal(request.headers.authorization, undefined);
      assert.equal(request.headers['x-key'], undefined);
    }
  });

  test('without a place to go is an answer like any other', async () => {
    elsewhere.gives('moved', {}, 302);
    assert.equal((await ask(elsewhere.origin)).status, 302);
  });
});

describe('a name', () => {
  test('is resolved once, and the connection goes to the address that was checked', async () => {
    elsewhere.gives('here');
    const answers = ['127.0.0.1', '10.0.0.1', '169.254.169.254'];
    const asked: string[] = [];
    const lookup = (host: string) => {
      asked.push(host);
      return Promise.resolve([{ address: answers.shift()!, family: 4 }]);
    };
    const url = `http://rebinding.example:${elsewhere.port}/`;
    assert.equal(text(await ask(url, {}, { lookup })), 'here');
    assert.deepEqual(asked, ['rebinding.example']);
    assert.equal(elsewhere.requests[0]!.headers.host, `rebinding.example:${elsewhere.port}`);
    // The next request asks again, and what it is told then counts.
    await assert.rejects(ask(url, {}, { lookup }), failing('refused'));
  });

  test('is checked again where a redirect leads to it', async () => {
    elsewhere.answer = (_, response) => void response.writeHead(302, { Location: '/again' }).end();
    const answers = ['127.0.0.1', '169.254.169.254'];
    const lookup = () => Promise.resolve([{ address: answers.shift()!, family: 4 }]);
    const url = `http://rebinding.example:${elsewhere.port}/`;
    await assert.rejects(ask(url, {}, { lookup }), failing('refused'));
    assert.equal(elsewhere.requests.length, 1);
  });

  test('that leads inside too is asked outside only', async () => {
    elsewhere.gives('here');
    const lookup = () =>
      Promise.resolve([
        { address: '10.0.0.1', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ]);
    const url = `http://both.example:${elsewhere.port}/`;
    assert.equal(text(await ask(url, {}, { lookup })), 'here');
  });
});

test('this machine is not asked unless that is allowed', async () => {
  elsewhere.gives('secret');
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '0.0.0.0']) {
    const url = `http://${host}:${elsewhere.port}/`;
    await assert.rejects(
      ask(url, {}, { allowLoopback: false, origins: [url.slice(0, -1)] }),
      failing('refused'),
    );
  }
  assert.equal(elsewhere.requests.length, 0);
});
