import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { keepSettings, usualSettings } from '../../../demo/server/forms/form-settings.js';
import { asPage, json, post, type Fields } from '../server/helpers.js';
import { officeServer, type OfficeServer, type Staff } from './helpers.js';

let office: OfficeServer;
let anna: Staff;

before(async () => {
  office = await officeServer();
  anna = await office.signedIn('anna');
});
after(() => office.close());

/** What the inputs of an editor's page hold, as a browser would send them. */
function inputsOf(page: string): Record<string, string> {
  const form = /<form method="post" action="[^"]+" id="editor">([^]*?)<\/form>/.exec(page)![1]!;
  const fields: Record<string, string> = {};
  const plain = (text: string): string =>
    text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const name = / name="([^"]+)"/.exec(tag)?.[1];
    const isBox = tag.includes('type="checkbox"');
    if (!name || (isBox && !/ checked/.test(tag))) continue;
    fields[name] = isBox ? 'on' : plain(/ value="([^"]*)"/.exec(tag)?.[1] ?? '');
  }
  for (const [, name, text] of form.matchAll(/<textarea[^>]* name="([^"]+)"[^>]*>\n?([^]*?)<\/textarea>/g)) {
    fields[name!] = plain(text!);
  }
  for (const [, name, options] of form.matchAll(/<select[^>]* name="([^"]+)"[^>]*>([^]*?)<\/select>/g)) {
    fields[name!] = /<option value="([^"]*)" selected/.exec(options!)?.[1] ?? '';
  }
  return fields;
}

const edit = async (id: string, change: Fields, action: string): Promise<Response> => {
  const page = await anna.page(`/admin/forms/${id}`);
  return anna.post(`/admin/forms/${id}`, { ...inputsOf(page), ...change, do: action });
};
const published = (id: string): Promise<Response> => Promise.resolve(office.app.request(`/api/forms/${id}`));
const draftOf = async (id: string): Promise<{ fields: { name: string }[] }> => {
  const [row] = await office.db.query<{ draft: string }>('SELECT draft FROM office_forms WHERE id = $1', [
    id,
  ]);
  return JSON.parse(row!.draft) as { fields: { name: string }[] };
};

describe('a new form', () => {
  test('is drafted, seen by nobody, published, sent, and hidden again', async () => {
    const made = await anna.post('/admin/forms/', { title: 'Snöröjning <b>', id: 'sno' });
    assert.equal(made.status, 303);
    assert.equal((await published('sno')).status, 404);
    assert.equal((await office.app.request('/sno', { headers: asPage })).status, 404);

    await edit('sno', { purpose: 'För att ploga.', url: '/sno', 'f0.label': 'Var?' }, 'save');
    await edit('sno', {}, 'add');
    await edit(
      'sno',
      { 'f1.name': 'kind', 'f1.type': 'select', 'f1.options': 'is = Is\nsno = Snö', 'f1.required': 'on' },
      'up:1',
    );
    assert.deepEqual(
      (await draftOf('sno')).fields.map(({ name }) => name),
      ['kind', 'message'],
    );
    await edit('sno', {}, 'add');
    await edit('sno', { 'f2.name': 'extra' }, 'remove:2');
    await edit('sno', {}, 'down:0');
    assert.deepEqual(
      (await draftOf('sno')).fields.map(({ name }) => name),
      ['message', 'kind'],
    );
    assert.equal((await published('sno')).status, 404);

    assert.equal((await edit('sno', {}, 'publish')).status, 303);
    const form = (await (await published('sno')).json()) as {
      title: string;
      fields: object[];
      submitUrl: string;
    };
    assert.equal(form.title, 'Snöröjning <b>');
    assert.equal(form.submitUrl, '/api/forms/sno/submissions');
    assert.deepEqual(form.fields[1], {
      name: 'kind',
      type: 'select',
      required: true,
      options: [
        { value: 'is', label: 'Is' },
        { value: 'sno', label: 'Snö' },
      ],
    });
    assert.match(JSON.stringify(await json(await office.app.request('/api/forms'))), /"sno"/);
    const page = await office.app.request('/sno', { headers: asPage });
    assert.equal(page.status, 200);
    assert.match(await page.text(), /Snöröjning &#60;b&#62;/);

    const sent = await post(office.app, '/api/forms/sno/submissions', { message: 'Torget', kind: 'is' });
    assert.equal(sent.status, 201);
    const address = await anna.caseAddress('?form=sno');
    assert.match(await anna.page(address), /Is/);

    // The case keeps the words that its sender saw.
    assert.equal((await edit('sno', { 'f1.options': 'is = Halka' }, 'publish')).status, 303);
    assert.match(await anna.page('/admin/forms/sno'), /Version 2/);
    assert.doesNotMatch(await anna.page(address), /Halka/);

    await anna.done('/admin/forms/sno/unpublish');
    assert.equal((await published('sno')).status, 404);
    assert.equal((await office.app.request('/sno', { headers: asPage })).status, 404);
    assert.equal(
      (await post(office.app, '/api/forms/sno/submissions', { message: 'x', kind: 'is' })).status,
      404,
    );
    assert.equal((await anna.get(address)).status, 200);
  });

  test('needs a name of its own that can stand in an address', async () => {
    for (const id of ['', 'Å', '../x', 'a b', '-a', 'x'.repeat(61), 'synpunkt', 'sno']) {
      const response = await anna.post('/admin/forms/', { title: 'X', id });
      assert.equal(response.status, 422, id);
      assert.match(await response.text(), /role="alert"/);
    }
  });
});

describe('what is wrong with a form', () => {
  test('is said in words, keeps it a draft, and loses nothing', async () => {
    await anna.post('/admin/forms/', { title: 'Fel', id: 'fel' });
    const wrong = {
      'f0.name': 'page',
      'f0.type': 'select',
      'f0.more': '{"pattern":"("}',
      'f0.showIf': 'nobody = 1',
      url: '/admin/x',
      privacyUrl: 'javascript:alert(1)',
    };
    const response = await edit('fel', wrong, 'publish');
    assert.equal(response.status, 422);
    const page = await response.text();
    for (const problem of [
      /form’s own/,
      /needs options/,
      /regular expression/,
      /no earlier field/,
      /path of this site is needed/,
    ]) {
      assert.match(page, problem);
    }
    assert.equal((await published('fel')).status, 404);
    assert.equal(inputsOf(page)['f0.showIf'], 'nobody = 1');
    assert.equal(inputsOf(page).url, '/admin/x');
    const typo = await edit('fel', { 'f0.more': '{oops' }, 'publish');
    assert.match(await typo.text(), /not JSON: \{oops/);
    const taken = await edit('fel', { url: '/synpunkt' }, 'publish');
    assert.match(await taken.text(), /url: a path of this site is needed/);
  });

  test('is said of JSON too, by its place', async () => {
    await anna.page('/admin/forms/fel');
    const send = (text: string, revision?: string): Promise<Response> =>
      anna.post('/admin/forms/fel/json', { json: text, revision: revision ?? '' });
    const broken = await send('{"id": "fel", ');
    assert.equal(broken.status, 422);
    assert.match(await broken.text(), /not JSON/);
    const wrong = await send('{"id":"fel","fields":[{"name":"a","type":"colour"}]}');
    const text = await wrong.text();
    assert.match(text, /fields\[0\]\.type: expected/);
    assert.match(text, /&#34;colour&#34;/);
    const revision = inputsOf(await anna.page('/admin/forms/fel')).revision!;
    const kept = await send(
      '{"id":"other","title":"Rätt","fields":[{"name":"a","type":"text","label":"A"}]}',
      revision,
    );
    assert.equal(kept.status, 303);
    assert.equal(((await draftOf('fel')) as unknown as { id: string }).id, 'fel');
  });
});

describe('publishing', () => {
  test('cleans markup, and sends to nobody else', async () => {
    await anna.post('/admin/forms/', { title: 'Ren', id: 'ren' });
    const revision = inputsOf(await anna.page('/admin/forms/ren')).revision!;
    const form = {
      id: 'ren',
      title: 'Ren',
      introHtml:
        '<p onclick="x">Hej <script>x</script><a href="javascript:x">länk</a> <a href="/hit">hit</a></p>',
      submitUrl: 'https://evil.example/',
      caseUrl: 'https://evil.example/',
      challengeUrl: 'https://evil.example/',
      fields: [{ name: 'a', type: 'text' }],
    };
    assert.equal(
      (await anna.post('/admin/forms/ren/json', { json: JSON.stringify(form), revision })).status,
      303,
    );
    assert.equal((await anna.post('/admin/forms/ren/publish')).status, 303);
    const seen = JSON.stringify(await (await published('ren')).json());
    assert.doesNotMatch(seen, /evil|script|onclick/);
    assert.match(seen, /Hej/);
    assert.match(seen, /\/hit/);
  });

  test('changes a form of the town, which comes back when the draft is thrown away', async () => {
    await edit('synpunkt', { title: 'Ny rubrik' }, 'save');
    assert.equal(
      ((await json(await published('synpunkt'))) as unknown as { title: string }).title,
      'Lämna en synpunkt',
    );
    await anna.done('/admin/forms/synpunkt/discard');
    assert.equal(inputsOf(await anna.page('/admin/forms/synpunkt')).title, 'Lämna en synpunkt');
    await edit('synpunkt', { title: 'Ny rubrik' }, 'publish');
    const form = (await (await published('synpunkt')).json()) as {
      title: string;
      fields: { name: string; maxLength?: number }[];
    };
    assert.equal(form.title, 'Ny rubrik');
    assert.equal(
      form.fields.find(({ name }) => name === 'message')!.maxLength,
      20,
      'what has no input of its own stays',
    );
    assert.match(await (await office.app.request('/synpunkt', { headers: asPage })).text(), /Ny rubrik/);
    await anna.done('/admin/forms/synpunkt/unpublish');
    assert.equal((await published('synpunkt')).status, 404);
    await anna.done('/admin/forms/synpunkt/publish');
    assert.equal((await published('synpunkt')).status, 200);
  });

  test('does not let two editors overwrite each other without a word', async () => {
    const mine = inputsOf(await anna.page('/admin/forms/ren'));
    await edit('ren', { title: 'Den andras' }, 'save');
    const late = await anna.post('/admin/forms/ren', { ...mine, title: 'Min', do: 'save' });
    assert.equal(late.status, 409);
    const page = await late.text();
    assert.match(page, /Somebody else changed the form/);
    assert.equal(inputsOf(page).title, 'Min');
    assert.equal((await anna.post('/admin/forms/ren', { ...inputsOf(page), do: 'save' })).status, 303);
    assert.equal(inputsOf(await anna.page('/admin/forms/ren')).title, 'Min');
  });
});

describe('the preview', () => {
  test('is the real form, which checks what is sent and throws it away', async () => {
    await edit('ren', { 'f0.required': 'on', 'f0.label': 'Namn' }, 'preview');
    const page = await anna.page('/admin/forms/ren/preview');
    assert.match(page, /<civic-feedback src="\/admin\/forms\/ren\/preview\.json"/);
    assert.match(page, /Namn/);
    const definition = (await (await anna.get('/admin/forms/ren/preview.json')).json()) as {
      submitUrl: string;
    };
    assert.equal(definition.submitUrl, '/admin/forms/ren/preview');
    const count = async (): Promise<number> =>
      (await office.db.query<{ count: number }>('SELECT count(*)::integer AS count FROM submissions'))[0]!
        .count;
    const before = await count();
    const empty = await anna.post('/admin/forms/ren/preview', { a: '' });
    assert.equal(empty.status, 422);
    const widget = await anna.post('/admin/forms/ren/preview', { a: '' }, { Accept: '*/*' });
    assert.equal(widget.headers.get('Content-Type'), 'application/problem+json');
    const sent = await anna.post('/admin/forms/ren/preview', { a: 'Kim' });
    assert.match(await sent.text(), /thrown away/);
    assert.equal((await anna.post('/admin/forms/ren/preview', { a: 'Kim' }, { Accept: '*/*' })).status, 201);
    assert.equal(await count(), before);
  });
});

describe('editors', () => {
  test('have the forms of their department, and new ones are theirs', async () => {
    await keepSettings(office.db, 'synpunkt', { ...usualSettings, department: 'Gata' });
    const editor = await office.signedIn('edit', '--role', 'editor', '--department', 'Skola');
    assert.doesNotMatch(await editor.page('/admin/forms/'), /forms\/synpunkt/);
    for (const path of ['synpunkt', 'synpunkt/preview', 'synpunkt/preview.json', 'ren']) {
      assert.equal((await editor.get(`/admin/forms/${path}`)).status, 404, path);
    }
    for (const path of [
      'synpunkt',
      'synpunkt/json',
      'synpunkt/publish',
      'synpunkt/unpublish',
      'synpunkt/discard',
    ]) {
      assert.equal((await editor.post(`/admin/forms/${path}`, { json: '{}' })).status, 404, path);
    }
    assert.equal((await editor.post('/admin/forms/', { title: 'Lov', id: 'lov' })).status, 303);
    assert.match(await editor.page('/admin/forms/'), /Lov/);
    assert.equal((await editor.get('/admin/forms/lov')).status, 200);
  });
});

describe('handling', () => {
  test('is checked, and nothing is lost in a mistake', async () => {
    await anna.page('/admin/forms/ren/settings');
    const wrong = await anna.post('/admin/forms/ren/settings', {
      department: 'Gata',
      retentionMonths: '0',
      notify: 'inte en adress',
      webhookUrl: 'https://',
    });
    assert.equal(wrong.status, 422);
    const page = await wrong.text();
    assert.equal(page.match(/role="alert"/g)!.length, 3);
    assert.match(page, /inte en adress/);
    await anna.done('/admin/forms/ren/settings', {
      department: 'Gata',
      retentionMonths: '3',
      retentionFrom: 'closed',
      notify: 'a@stora.example\r\nb@stora.example',
      webhookUrl: '',
    });
    assert.match(await anna.page('/admin/forms/ren/settings'), /a@stora\.example\nb@stora\.example/);
  });
});
