import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { asPage, post, start, testServer, type Fields, type TestServer } from './helpers.js';

let server: TestServer;
before(async () => (server = await testServer()));
after(() => server.close());

async function page(path: string, status = 200): Promise<string> {
  const response = await server.app.request(path, { headers: asPage });
  assert.equal(response.status, status, path);
  assert.equal(response.headers.get('Content-Type'), 'text/html; charset=utf-8');
  assert.equal(response.headers.get('Set-Cookie'), null);
  return response.text();
}

/** What a browser would send of the page's only form, with the choices somebody made. */
function filled(html: string, made: Fields): Fields {
  const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
  assert.ok(hidden.length > 0);
  return { ...Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value])), ...made };
}

describe('a poll’s page', () => {
  test('is a plain form with the results, inside the widget that takes over', async () => {
    const html = await page('/fraga/badplats');
    assert.match(html, /<civic-poll src="\/api\/polls\/badplats" lang="sv">/);
    assert.match(html, /<form method="post" action="\/api\/polls\/badplats\/votes">/);
    assert.equal(html.match(/type="radio" name="choice"/g)?.length, 2);
    assert.match(html, /41 röster, 39\s%/);
    assert.match(html, /Antal som har röstat: 105/);
    assert.match(html, /name="blank"/);
    assert.ok(!html.includes('style='));
    assert.ok(!/<script(?! defer src="\/widgets\/)/.test(html));
  });

  test('gives every reader another ballot, so nobody may keep it', async () => {
    const ballots = await Promise.all([page('/fraga/badplats'), page('/fraga/badplats')]);
    assert.notEqual(filled(ballots[0], {}).ballot, filled(ballots[1], {}).ballot);
    const { headers } = await server.app.request('/fraga/badplats');
    assert.equal(headers.get('Cache-Control'), 'no-store');
  });

  test('takes a vote once, and thanks with the results that only voters see', async () => {
    assert.doesNotMatch(await page('/fraga/efter-rost'), /röster/);
    const fields = filled(await page('/fraga/efter-rost'), { choice: 'bastu' });
    for (let press = 0; press < 2; press += 1) {
      const response = await post(server.app, '/api/polls/efter-rost/votes', fields, asPage);
      assert.equal(response.status, 303);
      const thanks = await page(response.headers.get('Location')!);
      assert.match(thanks, /Tack för din röst!/);
      assert.match(thanks, /65 röster/);
    }
    assert.doesNotMatch(await page('/fraga/efter-rost/tack'), /röster|Tack för din röst/);
    assert.doesNotMatch(await page('/fraga/efter-rost/tack?bevis=AAAA'), /röster/);
  });

  test('the proof of having voted in one poll shows nothing of another', async () => {
    const voted = await post(server.app, '/api/polls/oppen/votes', { choice: 'bastu' }, asPage);
    const proof = voted.headers.get('Location')!.split('?')[1]!;
    assert.doesNotMatch(await page(`/fraga/efter-rost/tack?${proof}`), /röster/);
    server.clock.now = new Date(start.getTime() + 31 * 60_000);
    assert.doesNotMatch(await page(`/fraga/oppen/tack?${proof}`), /Tack för din röst/);
    server.clock.now = start;
  });

  test('comes back with what is wrong and what was chosen', async () => {
    const fields = filled(await page('/fraga/flera'), { choice: ['brygga', 'bastu', 'grill'] });
    const response = await post(server.app, '/api/polls/flera/votes', fields, asPage);
    assert.equal(response.status, 422);
    const html = await response.text();
    assert.match(html, /role="alert"/);
    assert.match(html, /<a href="#choice">Välj mellan 1 och 2 alternativ\.<\/a>/);
    assert.equal(html.match(/ checked>/g)?.length, 3);
    assert.equal(filled(html, {}).ballot, fields.ballot, 'still the same ballot');
    assert.doesNotMatch(html, /<civic-poll/, 'nothing takes over what was typed');
  });

  test('says when voting is not possible', async () => {
    assert.match(await page('/fraga/kommande'), /Öppnar <time datetime="2026-11-23T10:20:30\.000Z">/);
    assert.doesNotMatch(await page('/fraga/kommande'), /<form/);
    assert.match(await page('/fraga/stangd'), /Stängde <time/);
    assert.match(await page('/fraga/stangd'), /64 röster/);
    assert.doesNotMatch(await page('/fraga/stangd'), /<form/);
    assert.match(await page('/fraga/aldrig'), /Resultatet visas inte här\./);
    const closed = await post(server.app, '/api/polls/stangd/votes', { choice: 'bastu' }, asPage);
    assert.equal(closed.status, 409);
    assert.match(await closed.text(), /Omröstningen är stängd\./);
  });

  test('ranks with one select for each place', async () => {
    const html = await page('/fraga/rangordna');
    assert.equal(html.match(/<select id="choice-\d" name="choice">/g)?.length, 3);
    assert.match(html, /Utslagen: Grillen/);
    const fields = filled(html, { choice: ['grill', '', 'bastu'] });
    assert.equal((await post(server.app, '/api/polls/rangordna/votes', fields, asPage)).status, 303);
    assert.match(await page('/fraga/rangordna'), /Grillen<\/span>\s*<b>3 röster/);
  });

  test('asks for a code where one is needed, and keeps a wrong one to be corrected', async () => {
    assert.match(await page('/fraga/kod'), /<input id="code" name="code" required/);
    const fields = { choice: 'bastu', code: 'FEL' };
    const response = await post(server.app, '/api/polls/kod/votes', fields, asPage);
    assert.equal(response.status, 422);
    const html = await response.text();
    assert.match(html, /<a href="#code">Koden gäller inte/);
    assert.match(html, /value="FEL"/);
    assert.match(html, /value="bastu" id="choice-bastu" checked>/);
  });

  test('that is not there is not found', async () => {
    assert.match(await page('/fraga/nej', 404), /Sidan finns inte/);
  });
});

describe('a form’s page', () => {
  test('stands at its own address and at /formular/, inside the widget', async () => {
    for (const path of ['/synpunkt', '/formular/synpunkt']) {
      const html = await page(path);
      assert.match(html, /<civic-feedback src="\/api\/forms\/synpunkt" lang="sv">/);
      assert.match(html, /action="\/api\/forms\/synpunkt\/submissions" enctype="multipart\/form-data"/);
      assert.match(html, /<label for="f-message">Din synpunkt<\/label>/);
      assert.match(html, /<p>Tack för att du hör av dig\.<\/p>/);
      assert.match(html, /Fyll bara i om du svarade ”Ja” på ”Vill du ha svar\?”\./);
      assert.doesNotMatch(html, /<input[^>]* name="email"[^>]* required/);
      assert.doesNotMatch(html, /<\/input/);
    }
    await page('/formular/nej', 404);
  });

  test('is in the form’s language, and has every type of field', async () => {
    const html = await page('/formular/allt');
    assert.match(html, /<html lang="en">/);
    for (const type of ['text', 'email', 'url', 'number', 'date', 'checkbox', 'radio', 'hidden', 'file']) {
      assert.match(html, new RegExp(`<input[^>]* type="${type}"|<input type="${type}"`), type);
    }
    assert.match(html, /<button type="submit">Send<\/button>/);
    assert.doesNotMatch(html, / checked/);
  });

  test('sent, thanks with the reference, which the address does not hold', async () => {
    const fields = filled(await page('/synpunkt'), { area: 'gata', message: 'En grop.' });
    const response = await post(server.app, '/api/forms/synpunkt/submissions', fields, asPage);
    assert.equal(response.status, 303);
    const location = response.headers.get('Location')!;
    const thanks = await page(location);
    const reference = /<strong>([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})<\/strong>/.exec(thanks)?.[1];
    assert.ok(reference);
    assert.ok(!location.includes(reference));
    const [row] = await server.db.query<{ page: string }>(
      'SELECT page FROM submissions WHERE reference = $1',
      [reference],
    );
    assert.equal(row?.page, '/synpunkt');

    const again = await post(server.app, '/api/forms/synpunkt/submissions', fields, asPage);
    assert.ok((await page(again.headers.get('Location')!)).includes(reference), 'pressed twice: one case');
    const followed = await post(server.app, '/api/submissions', { reference }, asPage);
    assert.ok((await page(followed.headers.get('Location')!)).includes(reference));

    server.clock.now = new Date(start.getTime() + 31 * 60_000);
    const later = await page(location);
    assert.ok(!later.includes(reference));
    assert.match(later, /Kvittot visas inte längre/);
    server.clock.now = start;
  });

  test('comes back with mistakes that lead to their fields, and what was typed', async () => {
    const fields = filled(await page('/synpunkt'), {
      area: '',
      message: 'En alldeles för lång text',
      reply: 'yes',
      email: 'anna',
    });
    const response = await post(server.app, '/api/forms/synpunkt/submissions', fields, asPage);
    assert.equal(response.status, 422);
    assert.equal(response.headers.get('Cache-Control'), 'no-store');
    const html = await response.text();
    for (const name of ['area', 'message', 'email']) {
      assert.match(html, new RegExp(`<a href="#f-${name}">`));
      assert.match(
        html,
        new RegExp(`id="f-${name}"[^>]* aria-describedby="[^"]*f-${name}-error"[^>]* aria-invalid="true"`),
      );
    }
    assert.ok(html.includes('En alldeles för lång text</textarea>'));
    assert.match(html, /value="yes" id="f-reply-1" checked>/);
    assert.match(html, /value="anna"/);
    assert.equal(filled(html, {}).submission, fields.submission);
    assert.match(html, /Välj filerna på nytt/);
    const corrected = filled(html, { area: 'gata', message: 'Kort' });
    assert.equal((await post(server.app, '/api/forms/synpunkt/submissions', corrected, asPage)).status, 303);
  });
});

describe('who gets a page and who gets data', () => {
  const impossible = (accept: string | undefined): Promise<Response> =>
    post(
      server.app,
      '/api/polls/badplats/votes',
      { choice: 'x', ballot: crypto.randomUUID() },
      {
        ...(accept !== undefined && { Accept: accept }),
      },
    );
  const types: [accept: string | undefined, type: string][] = [
    [undefined, 'application/problem+json'],
    ['*/*', 'application/problem+json'],
    ['application/json', 'application/problem+json'],
    ['application/json, text/html', 'application/problem+json'],
    ['text/html;q=0.5, application/json;q=0.9', 'application/problem+json'],
    ['text/html', 'text/html; charset=utf-8'],
    ['text/html, application/json;q=0.9', 'text/html; charset=utf-8'],
    [asPage.Accept, 'text/html; charset=utf-8'],
  ];
  for (const [accept, type] of types) {
    test(`Accept: ${accept}`, async () => {
      const response = await impossible(accept);
      assert.equal(response.status, 422);
      assert.equal(response.headers.get('Content-Type'), type);
      assert.equal(response.headers.get('Access-Control-Allow-Origin'), '*');
    });
  }
});
