import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { keepSettings, usualSettings } from '../../../demo/server/forms/form-settings.js';
import { postWebhook } from '../../../demo/server/node/post-webhook.js';
import { smtpMail } from '../../../demo/server/node/smtp.js';
import type { AppOptions } from '../../../demo/server/options.js';
import { deliverDue } from '../../../demo/server/queue/deliver.js';
import { Server } from '../../../demo/server/server.js';
import { town } from '../../fixtures/town.js';
import { asPage, post } from '../server/helpers.js';
import { officeServer, passwords, Staff, type OfficeServer } from './helpers.js';

interface Received {
  to: string[];
  text: string;
}

const mails: Received[] = [];
let refusal: number | undefined;
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, session, done) => {
    let text = '';
    stream.on('data', (part: Buffer) => (text += part.toString()));
    stream.on('end', () => {
      if (refusal !== undefined) return done(Object.assign(new Error('no'), { responseCode: refusal }));
      mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), text: decoded(text) });
      done();
    });
  },
});

const posted: { headers: Record<string, string | string[] | undefined>; body: string }[] = [];
let status = 204;
const hook: HttpServer = createServer((request, response) => {
  let body = '';
  request.on('data', (part: Buffer) => (body += part.toString()));
  request.on('end', () => {
    posted.push({ headers: request.headers, body });
    response.writeHead(status, status === 302 ? { Location: '/elsewhere' } : {}).end('x');
  });
});

let office: OfficeServer;
let worker: Server;
let anna: Staff;
let password: string;
const logged: object[] = [];
const origin = 'http://localhost';

before(async () => {
  smtp.listen(0, '127.0.0.1');
  hook.listen(0, '127.0.0.1');
  await Promise.all([once(smtp.server, 'listening'), once(hook, 'listening')]);
  const { port } = smtp.server.address() as AddressInfo;
  const options: Partial<AppOptions> = {
    log: (entry) => logged.push(entry),
    office: {
      passwords,
      mail: smtpMail({ url: `smtp://127.0.0.1:${port}`, from: 'Storå kommun <svar@stora.example>' }),
      webhook: postWebhook({ allowPrivate: true }),
    },
  };
  office = await officeServer(options);
  password = await office.account('anna');
  anna = new Staff(office.app);
  const { db, clock } = office;
  worker = new Server({
    town,
    database: () => Promise.resolve(db),
    now: () => clock.now,
    origin,
    ...options,
  });
});
after(async () => {
  await office.close();
  hook.closeAllConnections();
  hook.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
});

const hookUrl = (): string => `http://127.0.0.1:${(hook.address() as AddressInfo).port}/cases`;
const later = (seconds: number): void => {
  office.clock.now = new Date(office.clock.now.getTime() + seconds * 1000);
};
const waiting = async (): Promise<
  { kind: string; attempts: number; dead: Date | null; failure: string | null }[]
> => office.db.query('SELECT kind, attempts, dead, failure FROM outbox ORDER BY made, id');
const clear = async (): Promise<void> => {
  await office.db.query('DELETE FROM outbox');
  mails.length = 0;
  posted.length = 0;
  logged.length = 0;
  refusal = undefined;
  status = 204;
  // The clock has moved on.
  await anna.signIn('anna', password);
};

describe('mail', () => {
  test('tells the office of a new case and of a message, by a link, never by its content', async () => {
    await clear();
    await keepSettings(office.db, 'synpunkt', {
      ...usualSettings,
      notify: ['gata@stora.example', 'b@stora.example'],
    });
    const reference = await office.submit({ message: 'Hemlig grop' });
    await post(office.app, `/api/submissions/${reference}`, { message: 'Mer hemligt' });
    assert.equal(await deliverDue(worker), 4);
    assert.deepEqual(mails.map(({ to }) => to[0]).sort(), [
      'b@stora.example',
      'b@stora.example',
      'gata@stora.example',
      'gata@stora.example',
    ]);
    for (const { text } of mails) {
      assert.match(text, /http:\/\/localhost\/admin\/cases\/[0-9a-f]{12}/);
      assert.match(text, /Auto-Submitted: auto-generated/);
      assert.doesNotMatch(text, /[Hh]emlig/);
      assert.ok(!text.includes(reference));
    }
    assert.deepEqual(await waiting(), []);
  });

  test('tells a resident who left an address that there is an answer, with a link that opens it', async () => {
    await clear();
    await keepSettings(office.db, 'synpunkt', usualSettings);
    const reference = await office.submit({ message: 'Svara mig', reply: 'yes', email: 'kim@example.org' });
    await office.submit({ message: 'Anonym fråga' });
    const address = await anna.caseAddress('?q=Svara');
    await anna.page(address);
    await anna.done(`${address}/answer`, { text: 'Hemligt svar', status: 'closed' });
    const other = await anna.caseAddress('?q=Anonym');
    await anna.page(other);
    await anna.done(`${other}/answer`, { text: 'Svar', status: 'answered' });
    assert.equal(await deliverDue(worker), 1);
    assert.deepEqual(mails[0]!.to, ['kim@example.org']);
    const { text } = mails[0]!;
    assert.doesNotMatch(text, /Hemligt|Svara mig/);
    assert.ok(!text.includes(reference));
    const link = /http:\/\/localhost(\/arende\?nyckel=[\w-]+)/.exec(text)![1]!;
    const page = await (await office.app.request(link, { headers: asPage })).text();
    assert.match(page, /Hemligt svar/);
    later(31 * 24 * 3600);
    assert.doesNotMatch(await (await office.app.request(link, { headers: asPage })).text(), /Hemligt svar/);
  });

  test('goes to one address only, whatever was typed', async () => {
    await clear();
    const evil = 'kim@example.org, b@evil.example';
    const response = await post(office.app, '/api/forms/synpunkt/submissions', {
      area: 'gata',
      message: 'x',
      reply: 'yes',
      email: evil,
    });
    assert.equal(response.status, 422);
  });

  test('is tried again later and later, then given up, and an administrator can send it after all', async () => {
    await clear();
    await keepSettings(office.db, 'synpunkt', { ...usualSettings, notify: ['gata@stora.example'] });
    await office.submit();
    refusal = 451;
    await deliverDue(worker);
    assert.equal(await deliverDue(worker), 0, 'not before its time');
    const tried = await waiting();
    assert.equal(tried[0]!.attempts, 1);
    assert.equal(tried[0]!.failure, 'The mail server answered 451.');
    for (const pause of [10, 60, 300, 1800, 7200, 21_600, 86_400, 144_000]) {
      later(pause - 1);
      assert.equal(await deliverDue(worker), 0);
      later(1);
      assert.equal(await deliverDue(worker), 1);
    }
    const [dead] = await waiting();
    assert.ok(dead!.dead);
    assert.equal(dead!.attempts, 9);
    assert.ok(!JSON.stringify(logged).includes('gata@stora'));
    await anna.signIn('anna', password);
    const page = await anna.page('/admin/deliveries/');
    assert.match(page, /Given up/);
    assert.doesNotMatch(page, /gata@stora/);
    refusal = undefined;
    const [, retry] = /action="([^"]+\/retry)"/.exec(page)!;
    await anna.done(retry!);
    assert.equal(await deliverDue(worker), 1);
    assert.equal(mails.length, 1);
  });

  test('that can never arrive is given up at once', async () => {
    await clear();
    await office.submit();
    refusal = 550;
    await deliverDue(worker);
    assert.ok((await waiting())[0]!.dead);
  });
});

describe('webhooks', () => {
  test('carry the case, signed with a secret that is shown once', async () => {
    await clear();
    await anna.page('/admin/forms/synpunkt/settings');
    const fields = {
      retentionMonths: '24',
      retentionFrom: 'received',
      department: '',
      notify: '',
      webhookUrl: hookUrl(),
    };
    const saved = await anna.post('/admin/forms/synpunkt/settings', fields);
    assert.equal(saved.status, 200);
    const secret = /whsec_[\w-]+/.exec(await saved.text())![0];
    assert.doesNotMatch(await anna.page('/admin/forms/synpunkt/settings'), /whsec_/);
    const dump = JSON.stringify(await office.db.query('SELECT * FROM form_settings'));
    assert.ok(!dump.includes(secret));

    const reference = await office.submit({ message: 'Till systemet' });
    assert.equal(await deliverDue(worker), 1);
    const { headers, body } = posted[0]!;
    const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['civic-signature']))!;
    assert.equal(Number(seconds), Math.floor(office.clock.now.getTime() / 1000));
    assert.equal(signature, createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex'));
    const sent = JSON.parse(body) as {
      event: string;
      delivery: string;
      case: { answers: { text: string }[] };
    };
    assert.equal(sent.event, 'case-received');
    assert.equal(sent.delivery, headers['civic-delivery']);
    assert.deepEqual(
      sent.case.answers.map(({ text }) => text),
      ['Gata och park', 'Till systemet'],
    );
    assert.ok(!body.includes(reference));

    // Another secret when somebody asks for one, the same when not.
    assert.equal((await anna.post('/admin/forms/synpunkt/settings', fields)).status, 303);
    const renewed = await anna.post('/admin/forms/synpunkt/settings', { ...fields, newSecret: 'on' });
    assert.notEqual(/whsec_[\w-]+/.exec(await renewed.text())![0], secret);
  });

  test('come again until they are answered, without following anybody elsewhere', async () => {
    await clear();
    status = 302;
    await office.submit();
    await deliverDue(worker);
    assert.equal(posted.length, 1);
    assert.equal((await waiting())[0]!.failure, 'It answered 302.');
    status = 500;
    later(10);
    await deliverDue(worker);
    status = 200;
    later(60);
    await deliverDue(worker);
    assert.deepEqual(
      posted.map(({ headers }) => headers['civic-attempt']),
      ['1', '2', '3'],
    );
    assert.equal(new Set(posted.map(({ headers }) => headers['civic-delivery'])).size, 1);
    assert.deepEqual(await waiting(), []);
  });

  test('are not sent into the server’s own network, unless a setting says so', async () => {
    const guarded = postWebhook();
    const attempt = (url: string): Promise<number> =>
      guarded({ url, headers: {}, body: '{}' }, AbortSignal.timeout(5000));
    for (const url of [
      hookUrl(),
      'https://127.0.0.1/',
      'https://10.0.0.1/',
      'https://[::1]/',
      'https://169.254.169.254/',
    ]) {
      await assert.rejects(attempt(url), { name: 'DeliveryError', isHopeless: true }, url);
    }
    assert.equal(
      (
        await anna.post('/admin/forms/synpunkt/settings', {
          webhookUrl: 'file:///etc/passwd',
          retentionMonths: '1',
        })
      ).status,
      422,
    );
    assert.equal(
      (
        await anna.post('/admin/forms/synpunkt/settings', {
          webhookUrl: 'https://a:b@x.example',
          retentionMonths: '1',
        })
      ).status,
      422,
    );
  });

  test('tell nothing of a case that is gone', async () => {
    await clear();
    await office.submit({ message: 'Borttagen' });
    const address = await anna.caseAddress('?q=Borttagen');
    await anna.page(address);
    await anna.done(`${address}/delete`, { confirm: 'yes' });
    assert.deepEqual(await waiting(), []);
    assert.equal(await deliverDue(worker), 0);
  });
});

describe('the queue', () => {
  test('gives a delivery to one worker at a time, and to another when that one has died', async () => {
    await clear();
    await office.submit();
    const counts = await Promise.all([deliverDue(worker), deliverDue(worker), deliverDue(worker)]);
    assert.equal(
      counts.reduce((sum, count) => sum + count),
      1,
    );
    assert.equal(posted.length, 1);
    await clear();
    await office.submit();
    // What a process that was killed in the middle leaves behind.
    await office.db.query('UPDATE outbox SET claimed = $1, attempts = 1', [
      new Date(office.clock.now.getTime() + 30_000).toISOString(),
    ]);
    assert.equal(await deliverDue(worker), 0);
    later(30);
    assert.equal(await deliverDue(worker), 1);
    assert.equal(posted.length, 1);
  });
});

/** Quoted-printable and base64, as far as these mails have them. */
function decoded(mail: string): string {
  const [head = '', ...rest] = mail.split('\r\n\r\n');
  const body = rest.join('\n\n');
  if (/Content-Transfer-Encoding: base64/i.test(head))
    return `${head}\n\n${Buffer.from(body, 'base64').toString()}`;
  const soft = body.replace(/=\r?\n/g, '');
  return `${head}\n\n${soft.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))}`;
}
