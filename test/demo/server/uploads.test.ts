import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { json, mistakes, postFiles, testServer, type Fields, type TestServer } from './helpers.js';

let server: TestServer;
before(async () => (server = await testServer()));
after(() => server.close());

const good = { area: 'gata', message: 'En grop.' };
const send = (form: string, fields: Fields, files: Record<string, File[]>): Promise<Response> =>
  postFiles(server.app, `/api/forms/${form}/submissions`, fields, files);

async function submissionCount(): Promise<number> {
  const [row] = await server.db.query<{ count: number }>('SELECT count(*)::integer FROM submissions');
  return row!.count;
}

describe('files', () => {
  const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 0]);
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 9]);
  const pdf = new TextEncoder().encode('%PDF-1.7 …');
  const webp = new TextEncoder().encode('RIFF1234WEBPVP8 ');

  test('are kept byte for byte, as what they are', async () => {
    const photo = [
      new File([jpeg], '../../etc/pass"wd\u202e.jpg', { type: 'image/jpeg' }),
      new File([png], 'C:\\Users\\Anna\\karta.png', { type: 'image/jpeg' }),
    ];
    const response = await send('synpunkt', good, { photo });
    assert.equal(response.status, 201);
    const { reference } = await json(response);
    const rows = await server.db.query<{ content: Uint8Array }>(
      'SELECT field, name, type, bytes, content FROM files WHERE reference = $1 ORDER BY position',
      [reference],
    );
    assert.deepEqual(
      rows.map((row) => ({ ...row, content: [...row.content] })),
      [
        { field: 'photo', name: 'passwd.jpg', type: 'image/jpeg', bytes: 8, content: [...jpeg] },
        { field: 'photo', name: 'karta.png', type: 'image/png', bytes: 9, content: [...png] },
      ],
    );
  });

  test('that nobody chose are none', async () => {
    const response = await send('synpunkt', good, { photo: [new File([], '', { type: '' })] });
    assert.equal(response.status, 201);
    const { reference } = await json(response);
    const kept = await server.db.query('SELECT name FROM files WHERE reference = $1', [reference]);
    assert.deepEqual(kept, []);
  });

  test('must be few and small enough', async () => {
    const photo = new File([jpeg], 'a.jpg', { type: 'image/jpeg' });
    const three = await send('synpunkt', good, { photo: [photo, photo, photo] });
    assert.deepEqual(await mistakes(three), { photo: 'Välj högst 2 filer.' });
    const large = new File([jpeg, new Uint8Array(5000)], 'stor.jpg', { type: 'image/jpeg' });
    assert.deepEqual(await mistakes(await send('synpunkt', good, { photo: [large] })), {
      photo: 'stor.jpg är för stor. En fil får vara högst 5 kB.',
    });
  });

  test('must be of a kind that is accepted, by content and not by name', async () => {
    const refused = [
      new File([pdf], 'a.jpg', { type: 'image/jpeg' }),
      new File(['<script>alert(1)</script>'], 'a.jpg', { type: 'image/jpeg' }),
      new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'a.svg', { type: 'image/svg+xml' }),
      new File([webp], 'a.webp', { type: 'image/webp' }),
    ];
    for (const file of refused) {
      const response = await send('synpunkt', good, { photo: [file] });
      assert.deepEqual(Object.keys(await mistakes(response)), ['photo'], file.name);
    }
    const accepted = [
      new File([webp], 'a.webp', { type: 'image/webp' }),
      new File([pdf], 'a.pdf', { type: 'application/pdf' }),
      new File(['hej'], 'a.txt', { type: 'text/plain' }),
    ];
    for (const file of accepted) {
      assert.equal((await send('allt', {}, { any: [file] })).status, 201, file.name);
    }
    const exe = new File(['MZ'], 'a.exe', { type: 'application/x-msdownload' });
    assert.deepEqual(Object.keys(await mistakes(await send('allt', {}, { any: [exe] }))), ['any']);
  });

  test('are kept together with the answers, or not at all', async () => {
    const count = await submissionCount();
    const photo = new File([jpeg], 'a.jpg', { type: 'image/jpeg' });
    await mistakes(await send('synpunkt', { area: 'gata' }, { photo: [photo] }));
    assert.equal(await submissionCount(), count);
  });
});
