import { type AddressInfo, createConnection, createServer, type Server, type Socket } from 'node:net';

/** What the network does to one request that sends something. */
export interface Fate {
  /** Called with the request's first bytes, before the server has any of them. */
  before?: () => Promise<void> | void;
  /** Called when the server has the request's bytes, and has not answered. */
  after?: () => Promise<void> | void;
  /** Called when the answer is there, and nobody has it but us. */
  answered?: () => Promise<void> | void;
  /** The connection ends here. */
  cuts?: 'before' | 'after' | 'answered';
}

/** Connections to a server that break where a test wants them to. */
export class BadNetwork {
  origin = '';
  /** Decides what happens to the next POST to a path; without one all goes well. */
  fate: ((path: string) => Fate | undefined) | undefined;
  readonly #server: Server;
  readonly #port: number;
  readonly #sockets = new Set<Socket>();

  constructor(target: string) {
    this.#port = Number(new URL(target).port);
    this.#server = createServer((client) => this.#connect(client));
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.origin = `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #connect(client: Socket): void {
    const server = createConnection(this.#port, '127.0.0.1');
    let fate: Fate | undefined;
    const end = (): void => {
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.on('error', end).on('close', () => {
        this.#sockets.delete(socket);
        end();
      });
    }
    const inTurn = (
      from: Socket,
      to: Socket,
      pass: (chunk: Buffer) => Promise<boolean>,
      passed?: () => Promise<boolean>,
    ): void => {
      let work = Promise.resolve();
      from.on('data', (chunk: Buffer) => {
        work = work.then(async () => {
          if (!(await pass(chunk))) return end();
          if (!to.destroyed) to.write(chunk);
          if (passed && !(await passed())) end();
        }, end);
      });
    };
    const meets = async (place: 'before' | 'after' | 'answered'): Promise<boolean> => {
      const met = fate;
      await met?.[place]?.();
      return met?.cuts !== place;
    };
    let isNew = false;
    inTurn(
      client,
      server,
      async (chunk) => {
        const path = /^POST (\S+) HTTP/.exec(chunk.toString('latin1', 0, 200))?.[1];
        isNew = path !== undefined;
        if (path === undefined) return true;
        fate = this.fate?.(path);
        return meets('before');
      },
      async () => !isNew || meets('after'),
    );
    inTurn(server, client, async () => {
      const isFine = await meets('answered');
      fate = undefined;
      return isFine;
    });
  }
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
