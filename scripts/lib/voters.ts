/** People who vote over HTTP, many at the same time. On this machine only. */
import { Agent, request } from 'node:http';

export interface Ballot {
  ballot: string;
  choice: string;
}

export interface Voting {
  /** Servers on this machine, used in turn. */
  origins: readonly string[];
  poll: string;
  ballots: readonly Ballot[];
  /** How many vote at the same time. */
  voters: number;
  /** Every so manyth request is sent twice. Default: none. */
  twice?: number;
  /** Called with every ballot that was answered with 200. */
  onCounted?: (ballot: Ballot, milliseconds: number) => void;
  /** Milliseconds after which nobody begins another vote. */
  deadline?: number;
}

export interface Voted {
  counted: number;
  /** How many were sent, those that were sent again included. */
  sent: number;
  /** How many sendings came to nothing and were sent again. */
  failed: number;
}

/** Each voter takes the next ballot and sends it until it is answered, however often the server goes away meanwhile. */
export async function vote(voting: Voting): Promise<Voted> {
  const { origins, poll, ballots, twice = 0 } = voting;
  for (const origin of origins) {
    if (!['localhost', '127.0.0.1'].includes(new URL(origin).hostname))
      throw new Error('On this machine only.');
  }
  const agent = new Agent({ keepAlive: true, maxSockets: voting.voters * 2 });
  const until = performance.now() + (voting.deadline ?? Infinity);
  const total: Voted = { counted: 0, sent: 0, failed: 0 };
  let next = 0;

  const send = async (ballot: Ballot, turn: number): Promise<void> => {
    const path = `${origins[turn % origins.length]}/api/polls/${poll}/votes`;
    for (;;) {
      total.sent += 1;
      const status = await post(agent, path, new URLSearchParams({ ...ballot }).toString());
      if (status === 200) return;
      // Anything but a fault of the server or the way there is a fault of this test.
      if (status !== undefined && status < 500) throw new Error(`A vote was answered with ${status}.`);
      total.failed += 1;
      await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 80));
    }
  };

  const voter = async (): Promise<void> => {
    for (;;) {
      const turn = next;
      const ballot = ballots[turn];
      if (!ballot || performance.now() > until) return;
      next += 1;
      const begun = performance.now();
      const isTwice = twice > 0 && turn % twice === 0;
      await Promise.all(isTwice ? [send(ballot, turn), send(ballot, turn + 1)] : [send(ballot, turn)]);
      total.counted += 1;
      voting.onCounted?.(ballot, performance.now() - begun);
    }
  };

  try {
    await Promise.all(Array.from({ length: voting.voters }, voter));
  } finally {
    agent.destroy();
  }
  return total;
}

export function makeBallots(count: number, choices: readonly string[]): Ballot[] {
  return Array.from({ length: count }, (_, index) => ({
    ballot: crypto.randomUUID(),
    choice: choices[(index * 7) % choices.length]!,
  }));
}

/** The status, or nothing where the connection broke. */
function post(agent: Agent, url: string, body: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const sent = request(
      url,
      {
        method: 'POST',
        agent,
        headers: {
          'Content-Type': 'application/x-www-form-urlencoded',
          'Content-Length': Buffer.byteLength(body),
          // Somebody else each time: what one address may send is limited, and rightly so.
          'X-Forwarded-For': `10.${byte()}.${byte()}.${byte()}`,
        },
      },
      (response) => {
        response.on('error', () => resolve(undefined));
        response.on('end', () => resolve(response.complete ? response.statusCode : undefined));
        response.on('close', () => resolve(undefined));
        response.resume();
      },
    );
    sent.on('error', () => resolve(undefined));
    sent.end(body);
  });
}

function byte(): number {
  return Math.floor(Math.random() * 256);
}
