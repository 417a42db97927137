import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { caseTables } from '../../../demo/server/cases/delete-case.js';
import { deleteExpired, monthsBefore } from '../../../demo/server/cases/retention.js';
import { keepSettings, usualSettings } from '../../../demo/server/forms/form-settings.js';
import { postFiles, post, asPage } from '../server/helpers.js';
import { officeServer, type OfficeServer, type Staff } from './helpers.js';

let office: OfficeServer;
let anna: Staff;

before(async () => {
  office = await officeServer({ clientAddress: () => '192.0.2.1' });
  await keepSettings(office.db, 'synpunkt', { ...usualSettings, department: 'Gata' });
  anna = await office.signedIn('anna');
});
after(() => office.close());

const minutes = (count: number): void => {
  office.clock.now = new Date(office.clock.now.getTime() + count * 60_000);
};
const png = (): File =>
  new File(
    [new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])],
    '../../=evil"\r\nX: y.png',
    {
      type: 'image/png',
    },
  );
const audited = async (action: string): Promise<{ actor: string; subject: string | null }[]> =>
  office.db.query('SELECT actor, subject FROM audit WHERE action = $1', [action]);

describe('a case', () => {
  test('is answered, and the resident reads the answer with the reference, but never a note', async () => {
    const reference = await office.submit({ message: 'Lampan är trasig' });
    const address = await anna.caseAddress('?q=lampan');
    const page = await anna.page(address);
    assert.match(page, /Gata och park/);
    assert.match(page, /Lampan är trasig/);
    assert.ok(!page.includes(reference), 'the reference is the resident’s');
    const id = crypto.randomUUID();
    minutes(45);
    await anna.done(`${address}/answer`, { id, text: 'Lagad i dag!', status: 'answered' });
    // A double click, or a page that was reloaded.
    await anna.done(`${address}/answer`, { id, text: 'Lagad i dag!', status: 'answered' });
    await anna.done(`${address}/notes`, { id: crypto.randomUUID(), text: 'Ring Kjell <b>först</b>' });
    assert.match(await anna.page(address), /Ring Kjell &#60;b&#62;först/);
    const seen = (await (await office.app.request(`/api/submissions/${reference}`)).json()) as {
      status: string;
      messages: { from: string; text: string }[];
    };
    assert.equal(seen.status, 'answered');
    assert.deepEqual(
      seen.messages.map(({ from, text }) => [from, text]),
      [['office', 'Lagad i dag!']],
    );
    const resident = await office.app.request(`/arende/${reference}`, { headers: asPage });
    const text = await resident.text();
    assert.match(text, /Lagad i dag!/);
    assert.doesNotMatch(text, /Kjell/);
    minutes(1);
    await post(office.app, `/api/submissions/${reference}`, {
      message: 'Tack <img src=x>!',
      submission: crypto.randomUUID(),
    });
    assert.match(await anna.page(address), /Tack &#60;img src=x&#62;!/);
    assert.match(await anna.page('/admin/cases/?q=lampan'), /The resident wrote last/);
    assert.equal((await audited('case-answered')).length, 1);
    assert.ok((await audited('case-opened')).length > 0);
  });

  test('keeps what was written when it can’t be taken', async () => {
    await office.submit({ message: 'För långt svar' });
    const address = await anna.caseAddress('?q=långt');
    await anna.page(address);
    const empty = await anna.post(`${address}/answer`, { text: ' \r\n ' });
    assert.equal(empty.status, 422);
    assert.match(await empty.text(), /role="alert">Write something first/);
    const long = await anna.post(`${address}/notes`, { text: 'x'.repeat(10_001) });
    assert.equal(long.status, 422);
    assert.match(await long.text(), /x{10001}/);
    assert.equal((await anna.post(`${address}/status`, { status: 'lost' })).status, 422);
  });

  test('is no way to run anything in the office, whatever a resident sends', async () => {
    const evil = `"><script>x</script>`;
    const body = {
      area: 'gata',
      message: evil,
      'place.text': `'><svg/onload=x>`,
      page: 'https://a.example/<b>',
    };
    const sent = await postFiles(office.app, '/api/forms/synpunkt/submissions', body, { photo: [png()] });
    assert.equal(sent.status, 201);
    for (const path of ['/admin/cases/?q=script', await anna.caseAddress('?q=svg')]) {
      const page = await anna.page(path);
      assert.doesNotMatch(page, /<script|<svg|<b>|<img/);
      assert.match(page, /&#60;script&#62;/);
    }
  });

  test('has its files as downloads only, with a harmless name, and none that is not cleared', async () => {
    const address = await anna.caseAddress('?q=svg');
    const page = await anna.page(address);
    assert.match(page, new RegExp(`${address}/files/0`));
    const file = await anna.get(`${address}/files/0`);
    assert.equal(file.status, 200);
    assert.equal((await file.arrayBuffer()).byteLength, 11);
    const disposition = file.headers.get('Content-Disposition')!;
    assert.match(disposition, /^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.%~-]+$/);
    assert.equal(file.headers.get('Content-Type'), 'image/png');
    assert.match(file.headers.get('Content-Security-Policy')!, /sandbox/);
    for (const scan of ['pending', 'infected', 'failed']) {
      await office.db.query('UPDATE files SET scan = $1', [scan]);
      assert.equal((await anna.get(`${address}/files/0`)).status, 404);
      assert.ok(!(await anna.page(address)).includes(`${address}/files/0`));
    }
    await office.db.query(`UPDATE files SET scan = 'clean', type = 'text/html'`);
    const html = await anna.get(`${address}/files/0`);
    assert.equal(html.headers.get('Content-Type'), 'application/octet-stream');
    for (const other of ['1', '-1', '1e9', '99999', '../0', '0;drop']) {
      assert.equal((await anna.get(`${address}/files/${encodeURIComponent(other)}`)).status, 404);
    }
  });

  test('goes at once with everything in it, when somebody says so twice', async () => {
    const address = await anna.caseAddress('?q=svg');
    await anna.page(address);
    const refused = await anna.post(`${address}/delete`, {});
    assert.equal(refused.status, 422);
    await anna.done(`${address}/delete`, { confirm: 'yes' });
    assert.equal((await anna.get(address)).status, 404);
    const [left] = await office.db.query<{ count: number }>('SELECT count(*)::integer AS count FROM files');
    assert.equal(left!.count, 0);
    assert.equal((await audited('case-deleted')).length, 1);
  });

  test('loses the resident’s address when it is closed, where its form promises so', async () => {
    await keepSettings(office.db, 'synpunkt', {
      ...usualSettings,
      department: 'Gata',
      forgetsContacts: true,
    });
    await office.submit({ message: 'Glöm mig', reply: 'yes', email: 'kim@example.org' });
    const address = await anna.caseAddress('?q=kim@example.org');
    assert.match(await anna.page(address), /kim@example\.org/);
    await anna.done(`${address}/status`, { status: 'closed' });
    const page = await anna.page(address);
    assert.doesNotMatch(page, /kim@example/);
    assert.match(page, /Glöm mig/);
  });
});

describe('departments', () => {
  test('see their own forms’ cases and no others, by no way', async () => {
    const reference = await office.submit({ message: 'Bara för gatan' });
    const address = await anna.caseAddress('?q=gatan');
    const street = await office.signedIn('gustav', '--role', 'caseworker', '--department', 'Gata');
    const school = await office.signedIn('sonja', '--role', 'caseworker', '--department', 'Skola');
    const editor = await office.signedIn('edit', '--role', 'editor', '--department', 'Gata');
    assert.match(await street.page('/admin/cases/'), /Bara för gatan/);
    assert.equal((await street.get(address)).status, 200);
    for (const path of [
      '/admin/cases/',
      `/admin/cases/?q=${reference}`,
      '/admin/cases/?form=synpunkt',
      '/admin/figures/',
    ]) {
      const page = await school.page(path);
      assert.doesNotMatch(page, /gatan|cases\/[0-9a-f]{12}/, path);
    }
    assert.equal((await school.get(address)).status, 404);
    for (const path of ['answer', 'notes', 'status', 'delete']) {
      const fields = { text: 'x', status: 'closed', confirm: 'yes' };
      assert.equal((await school.post(`${address}/${path}`, fields)).status, 404, path);
      assert.equal((await editor.post(`${address}/${path}`, fields)).status, 403, path);
    }
    assert.doesNotMatch(await (await school.get('/admin/export.csv')).text(), /gatan/);
    assert.doesNotMatch(await (await school.get('/admin/export.json')).text(), /gatan/);
    assert.equal((await editor.get('/admin/export.csv')).status, 403);
    assert.equal((await editor.get(address)).status, 403);
    for (const member of [street, school, editor]) {
      assert.equal((await member.get('/admin/audit/')).status, 403);
      assert.equal((await member.get('/admin/deliveries/')).status, 403);
    }
    assert.equal((await street.get('/admin/forms/')).status, 403);
    assert.equal((await editor.get('/admin/forms/synpunkt/settings')).status, 403);
    // Rights that were taken away are gone at once.
    await office.account('gustav', '--change', '--department', 'Skola');
    assert.equal((await street.get(address)).status, 404);
  });
});

describe('the list', () => {
  test('finds by text, note, message and reference, and filters', async () => {
    const reference = await office.submit({ message: 'Unik "citat" 100%_' });
    const found = async (query: Record<string, string>): Promise<number> => {
      const page = await anna.page(`/admin/cases/?${new URLSearchParams(query)}`);
      return Number(/Cases found: (\d+)/.exec(page)![1]);
    };
    const all = await found({});
    assert.ok(all > 3);
    assert.equal(await found({ q: 'unik "citat"' }), 1);
    assert.equal(await found({ q: '100%_' }), 1);
    assert.equal(await found({ q: '%' }), 1);
    assert.equal(await found({ q: reference.toLowerCase().replaceAll('-', ' ') }), 1);
    assert.equal(await found({ q: 'Kjell' }), 1);
    assert.equal(await found({ q: 'Lagad i dag' }), 1);
    assert.equal(await found({ q: "' OR 1=1 --" }), 0);
    assert.equal(await found({ status: 'closed' }), 1);
    assert.equal(await found({ status: 'open' }), all - 1);
    assert.equal(await found({ status: 'nonsense', age: 'nonsense', page: '-3' }), all);
    assert.equal(await found({ form: 'ingen' }), 0);
    assert.equal(await found({ department: 'Gata' }), all);
    assert.equal(await found({ department: 'Skola' }), 0);
    assert.equal(await found({ age: 'week' }), all);
    assert.equal(await found({ age: 'overWeek' }), 0);
  });

  test('is in pages', async () => {
    for (let count = 0; count < 30; count += 1) await office.submit({ message: `Nummer ${count}` });
    const first = await anna.page('/admin/cases/?q=Nummer');
    assert.equal(first.match(/cases\/[0-9a-f]{12}/g)!.length, 25);
    assert.match(first, /Page 1 of 2/);
    const second = await anna.page('/admin/cases/?q=Nummer&page=2');
    assert.equal(second.match(/cases\/[0-9a-f]{12}/g)!.length, 5);
    assert.match(await anna.page('/admin/cases/?q=Nummer&page=99'), /Page 2 of 2/);
  });
});

describe('the export', () => {
  test('starts no formula in a spreadsheet', async () => {
    for (const message of ['=1+1', '+1', '-1', '@SUM(A1)', "'quoted", 'a,"b"\nc'])
      await office.submit({ message });
    await office.db.query(
      `UPDATE submissions SET answers = '{"message":"\\t=1","\\r=x":"\\r=1"}' WHERE answers LIKE '%quoted%'`,
    );
    const response = await anna.get('/admin/export.csv?form=synpunkt');
    assert.match(response.headers.get('Content-Disposition')!, /^attachment; filename="export\.csv"/);
    const bytes = new Uint8Array(await response.arrayBuffer());
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    const cells = cellsOf(new TextDecoder().decode(bytes));
    assert.ok(cells.length > 5 && cells.every((row) => row.length === cells[0]!.length));
    for (const cell of cells.flat()) assert.doesNotMatch(cell, /^[=+\-@\t\r]/);
    const messages = cells.map((row) => row[cells[0]!.indexOf('message')]);
    for (const message of ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1", 'a,"b"\nc']) {
      assert.ok(messages.includes(message), JSON.stringify(messages));
    }
  });

  test('has the same filters, both formats, no reference, and is noted', async () => {
    const reference = await office.submit({ message: 'Exportera mig' });
    const json = (await (await anna.get('/admin/export.json?q=exportera')).json()) as {
      cases: { form: string; answers: { label: string; text: string }[] }[];
    };
    assert.equal(json.cases.length, 1);
    assert.deepEqual(json.cases[0]!.answers[0], {
      name: 'area',
      label: 'Vad gäller det?',
      text: 'Gata och park',
      value: 'gata',
    });
    const csv = await (await anna.get('/admin/export.csv?q=exportera')).text();
    assert.equal(cellsOf(csv).length, 2);
    assert.ok(!csv.includes(reference) && !JSON.stringify(json).includes(reference));
    assert.ok((await audited('cases-exported')).length >= 3);
  });
});

describe('the audit trail', () => {
  test('has who did what, no reference, and nothing that changes it', async () => {
    const page = await anna.page('/admin/audit/?who=anna');
    assert.match(page, /case-opened/);
    assert.match(page, /signed-in/);
    const rows = JSON.stringify(await office.db.query('SELECT * FROM audit'));
    const references = await office.db.query<{ reference: string }>('SELECT reference FROM submissions');
    for (const { reference } of references) assert.ok(!rows.includes(reference));
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const response = await office.app.request('/admin/audit/', { method });
      assert.ok([401, 405].includes(response.status));
    }
  });
});

describe('figures', () => {
  test('say how many and how fast', async () => {
    const page = await anna.page('/admin/figures/');
    const row = /<bdi>All<\/bdi><\/th>([^]*?)<\/tr>/.exec(page)![1]!.replace(/<[^>]+>/g, ' ');
    const [received, open, answered] = row.trim().split(/\s+/);
    assert.equal(Number(received), Number(open) + 1);
    assert.equal(answered, '1');
    assert.match(row, /45 min\s+45 min/);
    assert.match(page, /Gata och park/);
    assert.match(page, /November 2026/);
  });

  test('count page ratings per page, with their comments', async () => {
    const first = crypto.randomUUID();
    await post(office.app, '/api/ratings', { rating: 'yes', page: '/bibliotek', submission: first });
    await post(office.app, '/api/ratings', {
      rating: 'no',
      page: '/bibliotek',
      submission: crypto.randomUUID(),
    });
    await post(office.app, '/api/ratings', { rating: '4', page: '/bad', submission: crypto.randomUUID() });
    const comment = {
      comment: 'Bra <i>sida</i>',
      page: '/bibliotek',
      follows: first,
      submission: crypto.randomUUID(),
    };
    await post(office.app, '/api/ratings', comment);
    const page = await anna.page('/admin/ratings/');
    const text = page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    assert.match(text, /\/bibliotek 1 1 50% 0 – 1/);
    assert.match(text, /\/bad 0 0 – 1 4 0/);
    assert.match(page, /Bra &#60;i&#62;sida/);
    assert.match(text, /Answer: Yes/);
    assert.doesNotMatch(await anna.page('/admin/ratings/?of=/bad'), /Bra/);
  });
});

describe('retention', () => {
  test('every table that points at a case is emptied with it', async () => {
    const pointing = await office.db.query<{ name: string; rule: string }>(
      `SELECT c.conrelid::regclass::text AS name, c.confdeltype::text AS rule FROM pg_constraint c
       WHERE c.contype = 'f' AND c.confrelid = 'submissions'::regclass`,
    );
    assert.ok(pointing.length >= 4);
    for (const { name, rule } of pointing) {
      assert.ok(
        rule === 'c' || (caseTables as readonly string[]).includes(name),
        `${name} keeps a case alive`,
      );
    }
  });

  test('deletes what is old enough, files and all, and nothing else', async () => {
    const own = await officeServer();
    const sent = await postFiles(
      own.app,
      '/api/forms/synpunkt/submissions',
      { area: 'gata', message: 'Gammal' },
      { photo: [png()] },
    );
    assert.equal(sent.status, 201);
    const day = 86_400_000;
    await keepSettings(own.db, 'synpunkt', {
      ...usualSettings,
      retentionMonths: 6,
      notify: ['a@stora.example'],
    });
    own.clock.now = new Date(own.clock.now.getTime() + 170 * day);
    const young = await own.submit({ message: 'Ung' });
    assert.equal((await deleteExpired(own.db, own.clock.now)).cases, 0);
    own.clock.now = new Date(own.clock.now.getTime() + 30 * day);
    assert.equal((await deleteExpired(own.db, own.clock.now)).cases, 1);
    const counts: Record<string, number> = {};
    for (const table of ['submissions', 'files', 'office_cases', 'outbox']) {
      const [row] = await own.db.query<{ count: number }>(`SELECT count(*)::integer AS count FROM ${table}`);
      counts[table] = row!.count;
    }
    assert.deepEqual(counts, { submissions: 1, files: 0, office_cases: 1, outbox: 1 });
    assert.equal((await own.app.request(`/api/submissions/${young}`)).status, 200);
    await own.close();
  });

  test('counts from the closing where a form says so, and the trail itself goes in the end', async () => {
    const own = await officeServer();
    await keepSettings(own.db, 'synpunkt', { ...usualSettings, retentionMonths: 1, retentionFrom: 'closed' });
    await own.submit();
    const later = monthsBefore(own.clock.now, -3);
    assert.equal((await deleteExpired(own.db, later)).cases, 0);
    const berit = await own.signedIn('berit');
    const address = await berit.caseAddress();
    await berit.page(address);
    await berit.done(`${address}/status`, { status: 'closed' });
    assert.equal((await deleteExpired(own.db, later)).cases, 1);
    const { entries } = await deleteExpired(own.db, monthsBefore(own.clock.now, -25));
    assert.ok(entries > 3);
    await own.close();
  });

  test('months end where they end', () => {
    assert.equal(monthsBefore(new Date('2026-03-31T12:00:00Z'), 1).toISOString(), '2026-02-28T12:00:00.000Z');
    assert.equal(
      monthsBefore(new Date('2026-01-15T12:00:00Z'), 13).toISOString(),
      '2024-12-15T12:00:00.000Z',
    );
  });
});

/** RFC 4180, read by other code than writes it. */
function cellsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|$)/y;
  const text = csv.replace(/^\ufeff/, '');
  while (cell.lastIndex < text.length) {
    const [, quoted, plain = '', end] = cell.exec(text)!;
    rows.at(-1)!.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
    else if (end === '') break;
  }
  return rows.filter((row) => row.length > 0);
}
