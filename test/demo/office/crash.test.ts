/** The town as `npm start` runs it, killed while it delivers: what it tells of still arrives. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SMTPServer } from 'smtp-server';
import { RunningTown } from '../running-town.js';

const town = new RunningTown();
const run = promisify(execFile);
const command = (name: string): string =>
  fileURLToPath(new URL(`../../../demo/server/node/${name}-command.ts`, import.meta.url));
/** `npm run NAME -- …`, while the server holds the data folder. */
const npmRun = async (name: string, ...words: string[]): Promise<string> => {
  const env = { ...process.env, DATA_DIR: town.folder };
  return (await run(process.execPath, ['--import', 'tsx', command(name), ...words], { env })).stdout;
};

/** Waits for the next time that somebody is told, and may be kept waiting for the answer. */
class Doorbell {
  readonly rung: string[] = [];
  isHeld = false;
  #waiting: (() => void)[] = [];

  ring(text: string): void {
    this.rung.push(text);
    for (const tell of this.#waiting.splice(0)) tell();
  }

  async until(count: number): Promise<void> {
    while (this.rung.length < count) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}

const mails = new Doorbell();
const posts = new Doorbell();
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, session, done) => {
    stream.resume();
    stream.on('end', () => {
      mails.ring(session.envelope.rcptTo[0]!.address);
      if (!mails.isHeld) done();
    });
  },
});
const hook: HttpServer = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    posts.ring(String(request.headers['civic-delivery']));
    if (!posts.isHeld) response.end();
  });
});
let cookie = '';

const office = (path: string, fields?: Record<string, string>): Promise<Response> =>
  fetch(town.origin + path, {
    redirect: 'manual',
    headers: { Cookie: cookie, Accept: 'text/html', ...(fields && { Origin: town.origin }) },
    ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
  });

const submit = async (): Promise<void> => {
  const fields = { name: 'Kim', village: 'stora', rules: 'on' };
  const body = new URLSearchParams(fields);
  const response = await fetch(`${town.origin}/api/forms/alla-falt/submissions`, { method: 'POST', body });
  assert.equal(response.status, 201, await response.text());
};

before(async () => {
  smtp.listen(0, '127.0.0.1');
  hook.listen(0, '127.0.0.1');
  await Promise.all([once(smtp.server, 'listening'), once(hook, 'listening')]);
  town.env = {
    SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    MAIL_FROM: 'svar@stora.example',
    WEBHOOK_ALLOW_PRIVATE: '1',
  };
  await town.start();
});
after(async () => {
  await town.end();
  hook.closeAllConnections();
  hook.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
});

// What never arrives would be waited for without end.
describe('a running town', { timeout: 180_000 }, () => {
  test('makes accounts by command, and one may sign in at once', async () => {
    const said = await npmRun('account', 'Anna');
    const password = /^Password: (\S+)$/m.exec(said)![1]!;
    assert.match(await npmRun('account', '--list'), /^anna; administrator$/m);
    const signedIn = await office('/admin/sign-in', { name: 'anna', password });
    assert.equal(signedIn.status, 303);
    cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!;
    assert.equal((await office('/admin/cases/')).status, 200);
    assert.match(await npmRun('retention'), /^Deleted: 0 cases/);
  });

  test('delivers mail and webhooks by itself', async () => {
    const page = await (await office('/admin/forms/alla-falt/settings')).text();
    const csrf = /name="csrf" value="([^"]+)"/.exec(page)![1]!;
    const saved = await office('/admin/forms/alla-falt/settings', {
      csrf,
      retentionMonths: '12',
      notify: 'office@stora.example',
      webhookUrl: `http://127.0.0.1:${(hook.address() as AddressInfo).port}/`,
    });
    assert.equal(saved.status, 200);
    await submit();
    await Promise.all([mails.until(1), posts.until(1)]);
    assert.deepEqual(mails.rung, ['office@stora.example']);
  });

  test('that is killed while both wait for an answer delivers both after its next start', async () => {
    mails.isHeld = true;
    posts.isHeld = true;
    await submit();
    await Promise.all([mails.until(2), posts.until(2)]);
    await town.stop('SIGKILL');
    mails.isHeld = false;
    posts.isHeld = false;
    await town.start();
    await Promise.all([mails.until(3), posts.until(3)]);
    assert.equal(posts.rung[2], posts.rung[1], 'the same delivery, so that the receiver can tell');
    assert.equal(mails.rung[2], 'office@stora.example');
  });

  test('that is killed before it even began does too', async () => {
    await submit();
    await town.stop('SIGKILL');
    await town.start();
    await Promise.all([mails.until(4), posts.until(4)]);
    const page = await (await office('/admin/deliveries/')).text();
    assert.doesNotMatch(page, /Given up/);
  });
});
