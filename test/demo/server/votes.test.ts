import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { json, post, start, testServer, type Fields, type SentQuestion, type TestServer } from './helpers.js';

let server: TestServer;
before(async () => (server = await testServer()));
after(() => server.close());

const uuid = (): string => crypto.randomUUID();
const vote = (poll: string, fields: Fields, headers?: Record<string, string>): Promise<Response> =>
  post(server.app, `/api/polls/${poll}/votes`, fields, headers);
const read = async (poll: string) => json(await server.app.request(`/api/polls/${poll}`));
const votesOf = ({ options }: SentQuestion): Record<string, number> =>
  Object.fromEntries(options.map(({ id, votes }) => [id, votes]));

async function assertProblem(response: Response, status: number, kind?: string): Promise<void> {
  assert.equal(response.status, status);
  assert.equal(response.headers.get('Content-Type'), 'application/problem+json');
  assert.equal(response.headers.get('Access-Control-Allow-Origin'), '*');
  const problem = await json(response);
  assert.equal(problem.status, status);
  if (kind) assert.equal(problem.type, `urn:problem-type:civic:${kind}`);
}

async function assertInvalid(response: Response, name: string): Promise<void> {
  assert.equal(response.status, 422);
  const { errors } = await json(response);
  assert.deepEqual(
    errors.map((error) => error.name),
    [name],
  );
  assert.ok(errors[0]!.message.length > 5);
}

describe('a vote', () => {
  test('counts, and is answered with the poll as it now is', async () => {
    const before = await read('badplats');
    assert.deepEqual(votesOf(before), { brygga: 41, bastu: 64 });
    assert.equal(before.voters, 105);
    assert.equal(before.blank, 3);
    server.clock.now = new Date(start.getTime() + 1000);
    const response = await vote('badplats', { choice: 'brygga', ballot: uuid() });
    server.clock.now = start;
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('Cache-Control'), 'no-store');
    const answered = await json(response);
    assert.deepEqual(votesOf(answered), { brygga: 42, bastu: 64 });
    assert.equal(answered.voters, 106);
    assert.equal(answered.updated, '2026-11-22T10:20:31.000Z');
    assert.deepEqual(votesOf(await read('badplats')), votesOf(answered));
  });

  test('with the same ballot again changes nothing, whatever else it says', async () => {
    const ballot = uuid();
    const first = await json(await vote('badplats', { choice: 'brygga', ballot }));
    const again = await vote('badplats', { choice: 'bastu', ballot: ballot.toUpperCase(), revision: '7' });
    assert.equal(again.status, 200);
    assert.deepEqual(await json(again), first);
    const nonsense = await vote('badplats', { choice: 'finns-inte', ballot, blank: '1' });
    assert.equal(nonsense.status, 200);
    assert.deepEqual(await json(nonsense), first);
  });

  test('cast 20 times at once is one vote', async () => {
    const ballot = uuid();
    const before = await read('badplats');
    const responses = await Promise.all(
      Array.from({ length: 20 }, () => vote('badplats', { choice: 'bastu', ballot })),
    );
    assert.deepEqual([...new Set(responses.map(({ status }) => status))], [200]);
    assert.equal((await read('badplats')).voters, before.voters + 1);
  });

  test('of 20 ballots at once are 20 votes', async () => {
    const before = await read('oppen');
    await Promise.all(Array.from({ length: 20 }, () => vote('oppen', { choice: 'bastu', ballot: uuid() })));
    assert.equal((await read('oppen')).voters, before.voters + 20);
  });

  test('can be blank where that is allowed', async () => {
    const before = await read('badplats');
    const answered = await json(await vote('badplats', { blank: '1', ballot: uuid() }));
    assert.equal(answered.blank, before.blank + 1);
    assert.equal(answered.voters, before.voters);
    assert.equal('blank' in (await read('oppen')), false);
    await assertInvalid(await vote('oppen', { blank: '1', ballot: uuid() }), 'blank');
    await assertInvalid(await vote('badplats', { blank: '1', choice: 'bastu', ballot: uuid() }), 'choice');
  });

  test('keeps nothing of who cast it', async () => {
    await vote('badplats', { choice: 'brygga', ballot: uuid() }, { 'User-Agent': 'Spår 1.0' });
    const rows = await server.db.query("SELECT * FROM poll_votes WHERE poll_id = 'badplats'");
    const columns = ['ballot', 'bucket', 'change', 'choices', 'poll_id', 'revision'];
    assert.deepEqual(Object.keys(rows[0]!).sort(), columns);
    assert.doesNotMatch(JSON.stringify(rows), /Spår|127\.0\.0\.1/);
  });
});

describe('an impossible vote is refused', () => {
  test('without a choice, with two, with an unknown one, with one twice', async () => {
    await assertInvalid(await vote('badplats', { ballot: uuid() }), 'choice');
    await assertInvalid(await vote('badplats', { choice: '', ballot: uuid() }), 'choice');
    await assertInvalid(await vote('badplats', { choice: ['brygga', 'bastu'], ballot: uuid() }), 'choice');
    await assertInvalid(await vote('badplats', { choice: '__proto__', ballot: uuid() }), 'choice');
    await assertInvalid(await vote('flera', { choice: ['brygga', 'brygga'], ballot: uuid() }), 'choice');
  });

  test('without a ballot number, or with something else in its place', async () => {
    await assertInvalid(await vote('badplats', { choice: 'brygga' }), 'ballot');
    await assertInvalid(await vote('badplats', { choice: 'brygga', ballot: 'jag' }), 'ballot');
    await assertInvalid(await vote('badplats', { choice: 'brygga', ballot: [uuid(), uuid()] }), 'ballot');
  });

  test('and says so in the language asked for', async () => {
    const english = await vote('badplats', { choice: 'x', ballot: uuid() }, { 'Accept-Language': 'en' });
    assert.equal((await json(english)).errors[0]!.message, 'One of the choices is not in the poll.');
    const swedish = await vote('badplats', { choice: 'x', ballot: uuid() });
    assert.equal((await json(swedish)).errors[0]!.message, 'Ett av valen finns inte i omröstningen.');
  });

  test('in a poll that is not there', async () => {
    await assertProblem(await vote('nej', { choice: 'brygga', ballot: uuid() }), 404);
  });
});

describe('opening hours', () => {
  test('are the server’s own', async () => {
    await assertProblem(await vote('kommande', { choice: 'brygga', ballot: uuid() }), 409, 'poll-not-open');
    await assertProblem(await vote('stangd', { choice: 'brygga', ballot: uuid() }), 409, 'poll-closed');
    const { opens, closes } = await read('kommande');
    server.clock.now = new Date(opens);
    assert.equal((await vote('kommande', { choice: 'brygga', ballot: uuid() })).status, 200);
    server.clock.now = new Date(closes);
    await assertProblem(await vote('kommande', { choice: 'brygga', ballot: uuid() }), 409, 'poll-closed');
    server.clock.now = start;
  });

  test('do not matter to a ballot that was cast in time', async () => {
    const ballot = uuid();
    assert.equal((await vote('efter-stangning', { choice: 'bastu', ballot })).status, 200);
    server.clock.now = new Date('2027-01-01T00:00:00Z');
    const again = await vote('efter-stangning', { choice: 'bastu', ballot });
    assert.equal(again.status, 200);
    assert.deepEqual(votesOf(await json(again)), { brygga: 41, bastu: 65 });
    server.clock.now = start;
  });
});

describe('a changeable vote', () => {
  test('is replaced by a higher revision only, and every revision is kept', async () => {
    const ballot = uuid();
    await vote('andra', { choice: 'brygga', ballot });
    assert.deepEqual(votesOf(await json(await vote('andra', { choice: 'bastu', ballot }))), {
      brygga: 1,
      bastu: 0,
    });
    const changed = await json(await vote('andra', { choice: 'bastu', ballot, revision: '2' }));
    assert.deepEqual(votesOf(changed), { brygga: 0, bastu: 1 });
    assert.equal(changed.voters, 1);
    const late = await json(await vote('andra', { choice: 'brygga', ballot, revision: '1' }));
    assert.deepEqual(votesOf(late), { brygga: 0, bastu: 1 });
    await assertInvalid(await vote('andra', { choice: 'brygga', ballot, revision: '-1' }), 'revision');
    await assertInvalid(await vote('andra', { choice: 'x', ballot, revision: '3' }), 'choice');
    const rows = await server.db.query('SELECT revision FROM poll_votes WHERE ballot = $1', [ballot]);
    assert.equal(rows.length, 2);
  });

  test('cannot be changed once the poll has closed', async () => {
    const ballot = uuid();
    await vote('andra', { choice: 'brygga', ballot, revision: '1' });
    server.clock.now = new Date('2027-01-01T00:00:00Z');
    await assertProblem(await vote('andra', { choice: 'bastu', ballot, revision: '2' }), 409, 'poll-closed');
    assert.equal((await vote('andra', { choice: 'bastu', ballot, revision: '1' })).status, 200);
    server.clock.now = start;
  });
});

describe('one-time codes', () => {
  test('work once, however they are typed, and a wrong one costs nothing', async () => {
    await assertInvalid(await vote('kod', { choice: 'bastu', ballot: uuid() }), 'code');
    await assertInvalid(await vote('kod', { choice: 'bastu', ballot: uuid(), code: 'ZZZZ-2345' }), 'code');
    await assertInvalid(await vote('kod', { choice: 'x', ballot: uuid(), code: 'ABCD-2345' }), 'choice');
    assert.equal((await read('kod')).voters, 0);

    const ballot = uuid();
    const fields = { choice: 'bastu', ballot, code: ' abcd 2345' };
    assert.equal((await vote('kod', fields)).status, 200);
    assert.equal((await vote('kod', fields)).status, 200, 'the same ballot again');
    const other = { choice: 'bastu', ballot: uuid(), code: 'ABCD-2345' };
    await assertProblem(await vote('kod', other), 409, 'code-used');
    assert.equal((await read('kod')).voters, 1);
  });

  test('used by two ballots at once count one of them', async () => {
    const responses = await Promise.all(
      Array.from({ length: 10 }, () => vote('kod', { choice: 'bastu', ballot: uuid(), code: 'QRST-6789' })),
    );
    const statuses = responses.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [200, ...Array<number>(9).fill(409)]);
    assert.equal((await read('kod')).voters, 2);
  });

  test('are not in the database', async () => {
    const rows = await server.db.query('SELECT * FROM poll_roll');
    assert.doesNotMatch(JSON.stringify(rows), /ABCD|QRST/);
    assert.deepEqual(Object.keys(rows[0]!).sort(), ['hash', 'poll_id']);
  });
});

test('signing in is not there yet, and says so', async () => {
  await assertProblem(await vote('inloggning', { choice: 'bastu', ballot: uuid() }), 501, 'login');
});
