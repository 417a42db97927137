import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { findService, putService } from '../../../demo/server/services/store.js';
import { fullService } from '../../fixtures/service.js';
import { type OfficeServer, type Staff, officeServer } from './helpers.js';

/** The fields of the page's form as a browser would send them back. */
const shown = (page: string): Record<string, string> => {
  const plain = (text: string) =>
    text.replace(/&(?:#(\d+)|(\w+));/g, (all, code: string | undefined, name: string) =>
      code ? String.fromCodePoint(+code) : ({ amp: '&', lt: '<', gt: '>', quot: '"' }[name] ?? all),
    );
  const form = /<form method="post" action="\/admin\/services\/[^"]*">([^]*?)<\/form>/.exec(page)![1]!;
  const fields: Record<string, string> = {};
  for (const [, name, value] of form.matchAll(/<input[^>]* name="([^"]+)" value="([^"]*)"/g))
    fields[name!] = plain(value!);
  for (const [, name, value] of form.matchAll(/<textarea[^>]* name="([^"]+)"[^>]*>([^]*?)<\/textarea>/g))
    fields[name!] = plain(value!);
  fields.state = /<option value="(\w+)" selected/.exec(form)![1]!;
  return fields;
};

describe('the office’s pages of services', () => {
  let server: OfficeServer;
  let editor: Staff;
  before(async () => {
    server = await officeServer();
    editor = await server.signedIn('ada', '--role', 'editor', '--department', 'Teknik');
    await putService(server.db, { ...fullService, id: 'permit' });
  });
  after(() => server.close());

  it('lose nothing of a service whose page is only saved', async () => {
    const page = await editor.page('/admin/services/permit');
    await editor.done('/admin/services/permit', shown(page));
    const { updated: _, ...saved } = JSON.parse(
      JSON.stringify(await findService(server.db, 'permit')),
    ) as typeof fullService;
    const { updated: __, ...given } = { ...fullService, id: 'permit' };
    assert.deepEqual(saved.channels, given.channels);
    assert.deepEqual({ ...saved, specialHours: undefined }, { ...given, specialHours: undefined });
  });

  it('change what residents read', async () => {
    const page = await editor.page('/admin/services/permit');
    await editor.done('/admin/services/permit', { ...shown(page), name: 'Permit <b>', cost: '0' });
    const answer = await server.app.request('/api/services/permit');
    const { name, cost } = (await answer.json()) as typeof fullService;
    assert.deepEqual([name, cost], ['Permit <b>', '0']);
    assert.match(await editor.page('/admin/services/'), /Permit &#60;b/);
  });

  it('refuse an address that is none, and keep what was written', async () => {
    const fields = shown(await editor.page('/admin/services/permit'));
    const answer = await editor.post('/admin/services/permit', {
      ...fields,
      url: 'javascript:alert(1)',
      summary: 'Written for long',
    });
    assert.equal(answer.status, 422);
    const text = await answer.text();
    assert.match(text, /role="alert"/);
    assert.match(text, /Written for long/);
    assert.notEqual((await findService(server.db, 'permit'))?.summary, 'Written for long');
  });

  it('add a service once, and take it away', async () => {
    await editor.page('/admin/services/new');
    const fields = { id: 'new-one', name: 'New one', state: 'available' };
    await editor.done('/admin/services/new', fields);
    assert.equal((await editor.post('/admin/services/new', fields)).status, 422, 'the id is taken');
    await editor.page('/admin/services/new-one');
    await editor.done('/admin/services/new-one/remove');
    assert.equal(await findService(server.db, 'new-one'), undefined);
  });
});
