import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { scryptPasswords } from '../../../demo/server/node/passwords.js';
import { accountCommand } from '../../../demo/server/office/accounts/command.js';
import { asPage, post } from '../server/helpers.js';
import { officeServer, passwords, Staff, type OfficeServer } from './helpers.js';

let office: OfficeServer;
const minutes = (count: number): void => {
  office.clock.now = new Date(office.clock.now.getTime() + count * 60_000);
};

// Each request from somewhere else: what one address may try is a test of its own.
let requests = 0;
before(
  async () => void (office = await officeServer({ clientAddress: () => `192.0.2.${(requests += 1) % 250}` })),
);
after(() => office.close());

describe('accounts', () => {
  test('the command prints a password once, and keeps a salted hash with its cost', async () => {
    const password = await office.account('Berit');
    assert.match(password, /^[0-9a-z]{5}(-[0-9a-z]{5}){3}$/);
    const [row] = await office.db.query<{ name: string; hash: string }>(
      `SELECT name, hash FROM accounts WHERE name = 'berit'`,
    );
    assert.match(row!.hash, /^\$scrypt\$ln=4,r=8,p=1\$[\w-]{22}\$[\w-]{43}$/);
    assert.ok(!row!.hash.includes(password));
    assert.ok(await passwords.verify(password, row!.hash));
    assert.ok(!(await passwords.verify(`${password}x`, row!.hash)));
    assert.ok(!(await passwords.verify(password, undefined)));
  });

  test('a password of a lesser cost still works when the cost grows', async () => {
    const hash = await passwords.hash('correct horse battery');
    assert.ok(await scryptPasswords({ ln: 5, r: 8, p: 1 }).verify('correct horse battery', hash));
  });

  test('what is wrong with a command is said, and nothing is done', async () => {
    const options = { db: office.db, passwords, now: () => office.clock.now };
    const refused = async (...words: string[]): Promise<string> => {
      const { isDone, text } = await accountCommand(words, options);
      assert.ok(!isDone, text);
      return text;
    };
    assert.match(await refused(), /npm run account/);
    assert.match(await refused('x', 'y'), /npm run account/);
    assert.match(await refused('x', '--role', 'king'), /administrator, editor, caseworker/);
    assert.match(await refused('x', '--role', 'editor'), /--department/);
    assert.match(await refused('x', '--no-password'), /--email/);
    assert.match(await refused('x', '--password-read', 'short'), /12/);
    assert.match(await refused('nobody', '--disable'), /no account/);
    assert.match(await refused('berit'), /already/);
    const { text } = await accountCommand(['--list'], options);
    assert.equal(text, 'berit; administrator');
  });
});

describe('signing in', () => {
  test('a right password opens the office, with a cookie that scripts and other sites do not get', async () => {
    const password = await office.account('cookie');
    const response = await new Staff(office.app).post('/admin/sign-in', { name: ' Cookie', password });
    assert.equal(response.status, 303);
    assert.equal(response.headers.get('Location'), '/admin/');
    assert.match(
      response.headers.get('Set-Cookie')!,
      /^civic-office=[\w-]{43}\.[\w-]{43}; Path=\/admin; HttpOnly; SameSite=Lax$/,
    );
  });

  test('the cookie is Secure where the town is at https', async () => {
    const secure = await officeServer({ origin: 'https://stora.example' });
    const password = await secure.account('cookie');
    const response = await post(secure.app, '/admin/sign-in', { name: 'cookie', password });
    assert.match(response.headers.get('Set-Cookie')!, /; Secure/);
    await secure.close();
  });

  test('a wrong one does not, and the answer is the same where there is no such account', async () => {
    await office.account('dag');
    const answer = async (name: string): Promise<string> => {
      const response = await new Staff(office.app).post('/admin/sign-in', { name, password: 'wrong' });
      assert.equal(response.status, 422);
      assert.equal(response.headers.get('Set-Cookie'), null);
      return (await response.text()).replaceAll(name, 'NAME');
    };
    assert.equal(await answer('dag'), await answer('nobody'));
  });

  test('a session begins with a number of its own, whatever the browser brings', async () => {
    const password = await office.account('fixed');
    const victim = new Staff(office.app);
    victim.cookies.set('civic-office', `${'a'.repeat(43)}.${'b'.repeat(43)}`);
    await victim.signIn('fixed', password);
    const first = victim.cookies.get('civic-office')!;
    assert.ok(!first.startsWith('aaa'));
    await victim.signIn('fixed', password);
    assert.notEqual(victim.cookies.get('civic-office'), first);
  });

  test('a cookie that was not signed here is worth nothing, nor is one whose session is over', async () => {
    const staff = await office.signedIn('signed');
    const cookie = staff.cookies.get('civic-office')!;
    const tampered = `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`;
    staff.cookies.set('civic-office', tampered);
    assert.equal((await staff.get('/admin/ratings/')).status, 401);
    staff.cookies.set('civic-office', cookie);
    await staff.page('/admin/ratings/');
    await staff.post('/admin/sign-out');
    staff.cookies.set('civic-office', cookie);
    assert.equal((await staff.get('/admin/ratings/')).status, 401);
  });

  test('nothing of a session is in the database that would open one', async () => {
    const staff = await office.signedIn('kept');
    const [token] = staff.cookies.get('civic-office')!.split('.');
    const rows = await office.db.query<{ hash: string }>('SELECT hash FROM office_sessions');
    assert.ok(rows.length > 0 && rows.every(({ hash }) => hash !== token));
  });

  test('it ends after an hour without a request and after twelve in all', async () => {
    const idle = await office.signedIn('idle');
    minutes(59);
    await idle.page('/admin/ratings/');
    minutes(61);
    assert.equal((await idle.get('/admin/ratings/')).status, 401);
    const busy = await office.signedIn('busy');
    for (let hour = 0; hour < 12; hour += 1) {
      await busy.page('/admin/ratings/');
      minutes(55);
    }
    await busy.page('/admin/ratings/');
    minutes(55);
    await busy.page('/admin/ratings/');
    minutes(55);
    assert.equal((await busy.get('/admin/ratings/')).status, 401);
  });

  test('disabling an account and giving it a new password end its sessions', async () => {
    const staff = await office.signedIn('ended');
    await office.account('ended', '--disable');
    assert.equal((await staff.get('/admin/ratings/')).status, 401);
    await office.account('ended', '--enable');
    assert.equal((await staff.get('/admin/ratings/')).status, 401);
    const password = await office.account('ended', '--new-password');
    assert.equal((await staff.signIn('ended', password)).status, 303);
    await office.account('ended', '--new-password');
    assert.equal((await staff.get('/admin/ratings/')).status, 401);
  });

  test('after five mistakes nobody gets in for a quarter of an hour, however right the password', async () => {
    const password = await office.account('locked');
    const staff = new Staff(office.app);
    const attempt = async (typed: string): Promise<number> =>
      (await staff.post('/admin/sign-in', { name: 'locked', password: typed })).status;
    for (let count = 0; count < 5; count += 1) assert.equal(await attempt('wrong'), 422);
    const response = await staff.post('/admin/sign-in', { name: 'locked', password });
    assert.equal(response.status, 429);
    assert.equal(response.headers.get('Retry-After'), '900');
    minutes(14);
    assert.equal(await attempt(password), 429);
    minutes(2);
    assert.equal(await attempt(password), 303);
  });

  test('a name without an account is locked alike, and the command unlocks', async () => {
    const password = await office.account('opened');
    const staff = new Staff(office.app);
    const statuses = async (name: string): Promise<number[]> => {
      const found: number[] = [];
      for (let count = 0; count < 6; count += 1) {
        found.push((await staff.post('/admin/sign-in', { name, password: 'wrong' })).status);
      }
      return found;
    };
    assert.deepEqual(await statuses('opened'), [422, 422, 422, 422, 422, 429]);
    assert.deepEqual(await statuses('no-such-name'), [422, 422, 422, 422, 422, 429]);
    await office.account('opened', '--unlock');
    assert.equal((await staff.signIn('opened', password)).status, 303);
  });

  test('many attempts at once count too', async () => {
    await office.account('flooded');
    const attempts = Array.from({ length: 20 }, () =>
      post(office.app, '/admin/sign-in', { name: 'flooded', password: 'wrong' }),
    );
    const statuses = (await Promise.all(attempts)).map(({ status }) => status);
    assert.equal(statuses.filter((status) => status === 422).length, 5);
  });

  test('an address that tries many names is locked, and is kept nowhere', async () => {
    const from = await officeServer({ clientAddress: () => '192.0.2.77' });
    const statuses: number[] = [];
    for (let count = 0; count < 32; count += 1) {
      statuses.push((await post(from.app, '/admin/sign-in', { name: `n${count}`, password: 'x' })).status);
    }
    assert.deepEqual(statuses.slice(29), [422, 429, 429]);
    const kept = JSON.stringify(await from.db.query('SELECT * FROM sign_in_failures'));
    assert.ok(!kept.includes('192.0.2') && !kept.includes('n1"'));
    await from.close();
  });
});

describe('nobody without a session', () => {
  test('gets anything from any route of the office', async () => {
    const reference = await office.submit({ message: 'Hemligheten' });
    const open = /^\/admin\/(sign-in(\/.*)?|language|office\.css)$/;
    const paths = new Set(
      office.app.routes
        .filter(({ path, method }) => path.startsWith('/admin') && method !== 'ALL' && !open.test(path))
        .map(({ path }) => path),
    );
    assert.ok(paths.size > 20, `${paths.size} routes`);
    const [{ id } = { id: '' }] = await office.db.query<{ id: string }>(
      'SELECT id FROM office_cases WHERE reference = $1',
      [reference],
    );
    for (const path of [
      ...paths,
      '/admin/',
      '/admin',
      '/admin/export.csv',
      '/admin//',
      '/admin/../admin/cases/',
    ]) {
      const real = path
        .replace('/cases/:id', `/cases/${id}`)
        .replace(':position', '0')
        .replace(/:\w+/g, 'synpunkt');
      for (const method of ['GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
        const headers = { Accept: 'text/html', 'Content-Type': 'application/x-www-form-urlencoded' };
        const response = await office.app.request(real, {
          method,
          headers,
          ...(method !== 'GET' && method !== 'HEAD' && { body: 'csrf=x' }),
        });
        const told = `${method} ${real}: ${response.status}`;
        assert.ok([303, 401, 404, 405].includes(response.status), told);
        if (response.status === 303)
          assert.match(response.headers.get('Location')!, /^\/admin\/sign-in/, told);
        assert.ok(!(await response.text()).includes('Hemligheten'), told);
      }
    }
  });

  test('is led to the sign-in and back, and nowhere else', async () => {
    const response = await office.app.request('/admin/cases/?q=grop', { headers: asPage });
    assert.equal(response.headers.get('Location'), '/admin/sign-in?next=%2Fadmin%2Fcases%2F%3Fq%3Dgrop');
    const password = await office.account('led');
    const next = async (wanted: string): Promise<string | null> => {
      const answer = await new Staff(office.app).post('/admin/sign-in', {
        name: 'led',
        password,
        next: wanted,
      });
      return answer.headers.get('Location');
    };
    assert.equal(await next('/admin/cases/?q=grop'), '/admin/cases/?q=grop');
    for (const evil of [
      'https://evil.example/',
      '//evil.example',
      '/admin//evil',
      '/admin/\\evil',
      '/',
      'javascript:1',
    ]) {
      assert.equal(await next(evil), '/admin/');
    }
  });

  test('is told that what was typed into an old page is not saved', async () => {
    const response = await post(office.app, '/admin/cases/0123456789ab/answer', { text: 'x' }, asPage);
    assert.equal(response.status, 401);
    assert.match(await response.text(), /not saved/);
  });
});

describe('forms of other sites', () => {
  test('can do nothing with somebody’s session', async () => {
    const staff = await office.signedIn('csrf');
    await office.submit({ message: 'Grop av en annan' });
    const address = await staff.caseAddress('?q=annan');
    const fields = { status: 'closed' };
    const status = async (more: object, headers: Record<string, string> = {}): Promise<number> =>
      (await staff.post(`${address}/status`, { ...fields, ...more }, headers)).status;
    assert.equal(await status({ csrf: '' }), 403);
    assert.equal(await status({ csrf: 'wrong' }), 403);
    assert.equal(await status({ csrf: [staff.csrf, 'x'] }), 403);
    assert.equal(await status({}, { Origin: 'https://evil.example' }), 403);
    assert.equal(await status({}, { Origin: 'null' }), 403);
    assert.equal(await status({}, { 'Sec-Fetch-Site': 'cross-site' }), 403);
    const other = await office.signedIn('csrf2');
    assert.equal(await status({ csrf: other.csrf }), 403);
    const [row] = await office.db.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM submissions WHERE status = 'closed'`,
    );
    assert.equal(row!.count, 0);
    assert.equal(await status({}), 303);
  });

  test('cannot sign anybody in either', async () => {
    const password = await office.account('lured');
    const staff = new Staff(office.app);
    const response = await staff.post(
      '/admin/sign-in',
      { name: 'lured', password },
      { Origin: 'https://evil.example' },
    );
    assert.equal(response.status, 403);
  });
});

describe('every page of the office', () => {
  test('is kept by nobody, framed by nobody, and runs no script', async () => {
    const staff = await office.signedIn('headers');
    for (const path of [
      '/admin/cases/',
      '/admin/audit/',
      '/admin/forms/synpunkt',
      '/admin/nothing',
      '/admin/sign-in',
    ]) {
      const { headers } = await staff.get(path);
      assert.equal(headers.get('Cache-Control'), 'no-store', path);
      assert.equal(headers.get('X-Frame-Options'), 'DENY', path);
      assert.match(
        headers.get('Content-Security-Policy')!,
        /default-src 'none'.*frame-ancestors 'none'/,
        path,
      );
      assert.doesNotMatch(headers.get('Content-Security-Policy')!, /script-src|unsafe/, path);
    }
  });

  test('is in the language that the browser asks for, or that somebody chose', async () => {
    const title = async (staff: Staff, language: string): Promise<string> => {
      const page = await staff.page('/admin/sign-in', { 'Accept-Language': language });
      return /<html lang="([^"]+" dir="[a-z]+)"/.exec(page)![1]!;
    };
    const staff = new Staff(office.app);
    assert.equal(await title(staff, 'sv-SE,en;q=0.5'), 'sv" dir="ltr');
    assert.equal(await title(staff, 'de, ar;q=0.8, en;q=0.5'), 'ar" dir="rtl');
    assert.equal(await title(staff, 'sr'), 'sr-Cyrl" dir="ltr');
    assert.equal(await title(staff, 'sr-Latn-RS'), 'sr-Latn" dir="ltr');
    assert.equal(await title(staff, 'fi'), 'en" dir="ltr');
    await staff.post('/admin/language', { language: 'ar', next: '/admin/sign-in' });
    assert.equal(await title(staff, 'sv'), 'ar" dir="rtl');
    assert.match(await staff.page('/admin/sign-in'), /تسجيل الدخول/);
    await staff.post('/admin/language', { language: 'sr-Cyrl', next: '/admin/sign-in' });
    assert.match(await staff.page('/admin/sign-in'), /<h1>Пријава у канцеларију<\/h1>/);
  });
});
