/** The office's every statement on a PostgreSQL server: PGlite lets some things pass that a server does not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deleteExpired, monthsBefore } from '../../../demo/server/cases/retention.js';
import { keepSettings, usualSettings } from '../../../demo/server/forms/form-settings.js';
import { deliverDue } from '../../../demo/server/queue/deliver.js';
import { Server } from '../../../demo/server/server.js';
import { town } from '../../fixtures/town.js';
import { withPostgres } from '../database/engines.js';
import { post, postFiles } from '../server/helpers.js';
import { officeServer, Staff } from './helpers.js';

withPostgres('the office on PostgreSQL', (engine) => {
  test('does everything that it does', async () => {
    const db = await engine.open();
    const sent: string[] = [];
    const delivery = {
      mail: async ({ to }: { to: string }): Promise<void> => void sent.push(to),
      webhook: async ({ url }: { url: string }): Promise<number> => sent.push(url) && 200,
    };
    const office = await officeServer({ office: delivery }, db);
    const { app, clock } = office;
    const worker = new Server({
      town,
      database: () => Promise.resolve(db),
      now: () => clock.now,
      origin: 'http://localhost',
      office: delivery,
    });
    const settings = {
      department: 'Gata',
      notify: ['a@stora.example'],
      webhookUrl: 'https://x.example/',
      webhookKey: 'k',
    };
    await keepSettings(db, 'synpunkt', { ...usualSettings, ...settings, forgetsContacts: true });

    await office.account('locked');
    const stranger = new Staff(app);
    const attempts: number[] = [];
    for (let count = 0; count < 6; count += 1) attempts.push((await stranger.signIn('locked', 'x')).status);
    assert.deepEqual(attempts, [422, 422, 422, 422, 422, 429]);
    const anna = await office.signedIn('anna');
    const gustav = await office.signedIn('gustav', '--department', 'Gata');

    const png = new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])], 'x.png', {
      type: 'image/png',
    });
    const fields = { area: 'gata', message: 'En grop', reply: 'yes', email: 'kim@example.org' };
    const response = await postFiles(app, '/api/forms/synpunkt/submissions', fields, { photo: [png] });
    const { reference } = (await response.json()) as { reference: string };
    const address = await gustav.caseAddress(
      '?q=grop&form=synpunkt&status=received&department=Gata&age=week',
    );
    assert.equal((await gustav.get(`${address}/files/0`)).status, 200);
    await gustav.page(address);
    await gustav.done(`${address}/notes`, { text: 'Bara vi' });
    await gustav.done(`${address}/answer`, { text: 'Lagad', status: 'closed' });
    await post(app, `/api/submissions/${reference}`, { message: 'Tack' });
    assert.match(await gustav.page(address), /Tack/);
    assert.doesNotMatch(await gustav.page(address), /kim@example/);
    assert.match(await (await anna.get('/admin/export.csv?q=bara+vi')).text(), /En grop/);

    while ((await deliverDue(worker)) > 0);
    assert.deepEqual(sent.filter((to) => to.includes('@')).sort(), [
      'a@stora.example',
      'a@stora.example',
      'kim@example.org',
    ]);
    assert.ok(sent.filter((to) => to === 'https://x.example/').length >= 3);

    await post(app, '/api/ratings', { rating: '3', page: '/bad' });
    for (const path of [
      'figures/',
      'ratings/',
      'ratings/?of=/bad',
      'deliveries/',
      'audit/?who=anna',
      'forms/',
    ]) {
      await anna.page(`/admin/${path}`);
    }
    assert.equal((await anna.post('/admin/forms/', { title: 'Isbana', id: 'isbana' })).status, 303);
    for (const version of [1, 2]) {
      await anna.done('/admin/forms/isbana/publish');
      assert.match(await anna.page('/admin/forms/isbana'), new RegExp(`Version ${version}`));
    }
    assert.equal((await app.request('/api/forms/isbana')).status, 200);
    await anna.done('/admin/forms/isbana/unpublish');
    assert.equal((await app.request('/api/forms/isbana')).status, 404);

    const { cases } = await deleteExpired(db, monthsBefore(clock.now, -25));
    assert.equal(cases, 1);
    const left = await db.query('SELECT reference FROM submissions');
    assert.equal(left.length, 0);
    await office.close();
  });
});
