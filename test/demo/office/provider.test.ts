import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { startProvider, Visitor, type RunningProvider } from '../polls/provider.js';
import { officeServer, Staff, type OfficeServer } from './helpers.js';

/** What the provider says about whom. */
const people: Record<string, object> = {
  berit: { email: 'Berit@stora.example', email_verified: true },
  unverified: { email: 'berit@stora.example', email_verified: false },
  gustav: { email: 'gustav@stora.example', email_verified: true, groups: ['gatukontoret', 'alla'] },
  stranger: { email: 'x@elsewhere.example', email_verified: true, groups: ['alla', '__proto__'] },
};

let office: OfficeServer;
let http: HttpServer;
let provider: RunningProvider;
let app: Hono;
let origin: string;

before(async () => {
  http = createAdaptorServer({ fetch: (request: Request) => app.fetch(request) }) as HttpServer;
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  origin = `http://localhost:${(http.address() as AddressInfo).port}`;
  provider = await startProvider([`${origin}/admin/sign-in/back`], {
    claims: { openid: ['sub'], email: ['email', 'email_verified'], groups: ['groups'] },
    scopes: ['openid', 'email', 'groups'],
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
  });
  office = await officeServer({
    origin,
    office: {
      oidc: {
        issuer: provider.issuer,
        clientId: 'stora',
        clientSecret: 'only for this test',
        allowInsecure: true,
        scope: 'groups',
        groups: { gatukontoret: { roles: ['caseworker'], departments: ['Gata'] } },
      },
    },
  });
  ({ app } = office);
});
after(async () => {
  await provider.close();
  http.closeAllConnections();
  http.close();
  await office.close();
});

/** Signs in with the provider up to where it sends people back to. */
async function back(name: string, staff: Staff, start = '/admin/sign-in/provider'): Promise<string> {
  const away = await staff.get(start);
  assert.equal(away.status, 303);
  const visitor = new Visitor(name);
  const address = await visitor.signIn(away.headers.get('Location')!, (at) =>
    at.startsWith(`${origin}/admin/`),
  );
  return address.slice(origin.length);
}

const staffMember = (): Staff => new Staff(app);

describe('the town’s provider', () => {
  test('is on the sign-in page, and is asked with PKCE, state and nonce', async () => {
    const staff = staffMember();
    assert.match(await staff.page('/admin/sign-in'), /href="\/admin\/sign-in\/provider/);
    const response = await staff.get('/admin/sign-in/provider');
    const url = new URL(response.headers.get('Location')!);
    assert.equal(url.searchParams.get('code_challenge_method'), 'S256');
    assert.ok(url.searchParams.get('state') && url.searchParams.get('nonce'));
    assert.match(response.headers.get('Set-Cookie')!, /HttpOnly; SameSite=Lax/);
  });

  test('signs in the account with somebody’s verified address, and leads on', async () => {
    await office.account('berit', '--email', 'berit@stora.example', '--no-password');
    const staff = staffMember();
    const address = await back('berit', staff, '/admin/sign-in/provider?next=%2Fadmin%2Fratings%2F');
    const response = await staff.get(address, { Accept: 'text/html' });
    assert.equal(response.headers.get('Location'), '/admin/ratings/');
    assert.match(await staff.page('/admin/ratings/'), /Signed in as berit/);
    // The same way back does not work twice.
    assert.equal((await staff.get(address, { Accept: 'text/html' })).status, 422);
  });

  test('does not for an address that nobody verified', async () => {
    const staff = staffMember();
    const response = await staff.get(await back('unverified', staff), { Accept: 'text/html' });
    assert.equal(response.status, 403);
    assert.equal((await staff.get('/admin/ratings/')).status, 401);
  });

  test('gives the rights of somebody’s groups, as they are at each sign-in', async () => {
    const staff = staffMember();
    await staff.get(await back('gustav', staff));
    assert.match(await staff.page('/admin/cases/'), /Signed in as gustav@127\.0\.0\.1/);
    assert.equal((await staff.get('/admin/forms/')).status, 403);
    const [row] = await office.db.query<{ roles: string; departments: string; hash: string | null }>(
      `SELECT roles, departments, hash FROM accounts WHERE name LIKE 'gustav@%'`,
    );
    assert.deepEqual(row, { roles: '["caseworker"]', departments: '["Gata"]', hash: null });
    people.gustav = { groups: [] };
    const again = staffMember();
    assert.equal((await again.get(await back('gustav', again))).status, 403);
    people.gustav = { groups: ['gatukontoret'] };
    await office.account('gustav@127.0.0.1', '--disable');
    const disabled = staffMember();
    assert.equal((await disabled.get(await back('gustav', disabled))).status, 403);
    assert.equal((await staff.get('/admin/cases/')).status, 401);
  });

  test('lets no stranger in, nor anybody with another’s way back', async () => {
    const staff = staffMember();
    assert.equal((await staff.get(await back('stranger', staff))).status, 403);
    const victim = staffMember();
    const address = await back('berit', victim);
    // Without the cookie, and with one of another attempt.
    assert.equal((await staffMember().get(address)).status, 422);
    const attacker = staffMember();
    await attacker.get('/admin/sign-in/provider');
    const response = await attacker.get(address, { Accept: 'text/html' });
    assert.equal(response.status, 422);
    assert.equal((await attacker.get('/admin/ratings/')).status, 401);
    assert.equal((await staffMember().get('/admin/sign-in/back')).status, 422);
  });

  test('that does not answer is said to, and passwords still work', async () => {
    const down = await officeServer({
      office: { oidc: { issuer: 'http://127.0.0.1:9', clientId: 'x', allowInsecure: true } },
    });
    const response = await new Staff(down.app).get('/admin/sign-in/provider', { Accept: 'text/html' });
    assert.equal(response.status, 502);
    assert.match(await response.text(), /sign-in did not work/);
    await down.signedIn('anna');
    await down.close();
  });
});
