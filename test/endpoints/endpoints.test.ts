/** The endpoints that the guides show, each started in its language, where that is installed, and voted on. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../scripts/lib/free-port.ts';
import { ask } from '../../src/command/ask.js';
import { examine } from '../../src/doctor.js';

const GUIDES = 'docs/endpoints';
const LANGUAGES: [name: string, probe: string, args: (port: string, file: string) => string[]][] = [
  ['node', '--version', (port, file) => [`${GUIDES}/poll.mjs`, port, file]],
  ['python3', '--version', (port, file) => [`${GUIDES}/poll.py`, port, file]],
  ['php', '--version', (port) => ['-S', `127.0.0.1:${port}`, `${GUIDES}/poll.php`]],
  ['java', '-version', (port, file) => [`${GUIDES}/Poll.java`, port, file]],
];

const isInstalled = (name: string, probe: string) =>
  spawnSync(name, [probe], { stdio: 'ignore' }).status === 0;

for (const [name, probe, args] of LANGUAGES) {
  if (!isInstalled(name, probe)) {
    console.log(`${name} is not on this machine: its guide was not run.`);
    continue;
  }
  describe(`the endpoint in ${name}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'civic-endpoint-'));
    const file = join(folder, 'votes.txt');
    let port = '';
    let child: ChildProcess;

    async function start(): Promise<void> {
      child = spawn(name, args(port, file), { env: { ...process.env, VOTES: file }, stdio: 'ignore' });
      for (let i = 0; i < 600; i += 1) {
        const ready = await fetch(`http://127.0.0.1:${port}/poll`).catch(() => undefined);
        if (ready?.ok) return;
        await wait(50);
      }
      throw new Error(`${name} did not answer.`);
    }
    async function stop(): Promise<void> {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
    before(async () => {
      port = String(await freePort());
      await start();
    });
    after(async () => {
      await stop();
      rmSync(folder, { recursive: true });
    });

    interface Answer {
      status: number;
      type: string;
      votes: number[];
      voters: number;
    }
    async function answerOf(response: Response): Promise<Answer> {
      const body = (await response.json()) as { options?: { votes: number }[]; voters?: number };
      return {
        status: response.status,
        type: response.headers.get('content-type') ?? '',
        votes: (body.options ?? []).map(({ votes }) => votes),
        voters: body.voters ?? -1,
      };
    }
    const vote = async (fields: Record<string, string>): Promise<Answer> =>
      answerOf(
        await fetch(`http://127.0.0.1:${port}/poll/votes`, {
          method: 'POST',
          body: new URLSearchParams(fields),
        }),
      );
    const read = async (): Promise<Answer> => answerOf(await fetch(`http://127.0.0.1:${port}/poll`));

    it('has nothing that the doctor finds', async () => {
      const options = { origin: 'https://www.example.org', userAgent: 'test' };
      const report = await examine(`http://127.0.0.1:${port}/poll`, (url) => ask(url, options), {
        page: 'https://www.example.org/',
      });
      // The page does not exist, so its allow list can't be looked at; everything else can.
      assert.deepEqual([report.ok, report.format, report.problems], [true, 'poll', []]);
    });

    it('counts a ballot once, however often it comes', async () => {
      const ballot = crypto.randomUUID();
      for (let i = 0; i < 3; i += 1) {
        const { status, votes } = await vote({ choice: 'sauna', ballot });
        assert.deepEqual([status, votes], [200, [0, 1]]);
      }
      assert.deepEqual((await vote({ choice: 'jetty', ballot })).votes, [0, 1]);
    });

    it('refuses what can not be, in words', async () => {
      for (const fields of [
        { choice: 'sauna' },
        { choice: 'x', ballot: crypto.randomUUID() },
        { choice: 'sauna', ballot: 'a\tb' },
      ]) {
        const { status, type } = await vote(fields);
        assert.deepEqual([status, type.split(';')[0]], [422, 'application/problem+json']);
      }
      assert.equal((await fetch(`http://127.0.0.1:${port}/other`)).status, 404);
    });

    it('counts twenty at once, and keeps them when it is killed', async () => {
      const { voters } = await read();
      await Promise.all(
        Array.from({ length: 20 }, () => vote({ choice: 'jetty', ballot: crypto.randomUUID() })),
      );
      await stop();
      await start();
      const after = await read();
      assert.deepEqual([after.voters, after.votes], [voters + 20, [20, 1]]);
      assert.equal(readFileSync(file, 'utf8').trim().split('\n').length, voters + 20);
    });
  });
}
