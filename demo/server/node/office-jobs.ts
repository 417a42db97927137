import { deleteExpired } from '../cases/retention.js';
import type { AppOptions } from '../options.js';
import { deliverDue } from '../queue/deliver.js';
import { releaseClaims } from '../queue/outbox.js';
import { described, Server } from '../server.js';

const second = 1000;

/** What the office does by itself: deliveries as they come due, and every six hours what has been kept long enough. */
export async function startOfficeJobs(
  options: AppOptions,
  { isAlone }: { isAlone: boolean },
): Promise<{ stop: () => Promise<void> }> {
  const server = new Server(options);
  if (isAlone) await releaseClaims(await server.database());
  const jobs = [
    repeat(server, 'deliveries', second, () => deliverDue(server)),
    repeat(server, 'retention', 6 * 3600 * second, async () =>
      deleteExpired(await server.database(), server.now()),
    ),
  ];
  return {
    stop: async () => {
      await Promise.all(jobs.map((stop) => stop()));
    },
  };
}

/** Runs it now and then again and again, never twice at once. Stopping waits for one that is under way. */
function repeat(
  server: Server,
  job: string,
  pause: number,
  work: () => Promise<unknown>,
): () => Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  let current = Promise.resolve();
  const run = (): void => {
    current = work().then(
      () => undefined,
      (error: unknown) => server.log({ level: 'error', event: 'job', job, ...described(error) }),
    );
    void current.then(() => {
      if (!isStopped) timer = setTimeout(run, pause).unref();
    });
  };
  run();
  return () => {
    isStopped = true;
    clearTimeout(timer);
    return current;
  };
}
