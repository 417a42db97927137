import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import type { Command } from './command.js';
import { mockEndpoint, tags } from './mock-endpoint.js';
import { WrongUse } from './wrong-use.js';

const contracts = Object.keys(tags);

export const mock: Command = {
  name: 'mock',
  usage: `civic-widgets mock <contract> [--port <number>]
    Serves a valid sample endpoint to build against, until it is stopped:
    ${contracts.join(', ')}.
    Votes and submissions are kept in memory. Listens on this machine only.`,

  async run(args, { print }) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { port: { type: 'string', default: '8070' } },
      allowPositionals: true,
    });
    const [contract = ''] = positionals;
    const port = Number(values.port);
    if (positionals.length !== 1 || !contracts.includes(contract))
      throw new WrongUse(`mock takes one of ${contracts.join(', ')}.`);
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new WrongUse('--port takes a number to 65535.');
    const answer = mockEndpoint();
    const server = createServer((request, response) => {
      const { method = 'GET', url = '/', headers } = request;
      const hasBody = method !== 'GET' && method !== 'HEAD';
      const asked = new Request(new URL(url, `http://${headers.host ?? 'localhost'}`), {
        method,
        headers: headers as Record<string, string>,
        ...(hasBody && { body: Readable.toWeb(request) as ReadableStream, duplex: 'half' }),
      });
      void answer(asked).then(async (answered) => {
        response.writeHead(answered.status, Object.fromEntries(answered.headers));
        response.end(Buffer.from(await answered.arrayBuffer()));
      });
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening').catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      throw new WrongUse(`Port ${port} is taken. Choose another with --port.`);
    });
    const address = `http://localhost:${(server.address() as AddressInfo).port}/${contract}`;
    const allowed = `<meta name="civic-allow" content="${new URL(address).origin}">`;
    print(
      [
        address,
        tags[contract as 'poll'](address),
        `In the head of the page: ${allowed}`,
        'Stop with Ctrl+C.',
      ].join('\n\n'),
    );
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        server.close();
        server.closeAllConnections();
      });
    await once(server, 'close');
    return 0;
  },
};
