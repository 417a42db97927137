import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  asPage,
  json,
  post,
  testServer,
  type Fields,
  type SentQuestion,
  type TestServer,
} from './helpers.js';

let server: TestServer;
before(async () => (server = await testServer()));
after(() => server.close());

const uuid = (): string => crypto.randomUUID();
const vote = (poll: string, fields: Fields, headers?: Record<string, string>): Promise<Response> =>
  post(server.app, `/api/polls/${poll}/votes`, fields, headers);
const read = async (poll: string) => json(await server.app.request(`/api/polls/${poll}`));
const votesOf = ({ options }: SentQuestion): Record<string, number> =>
  Object.fromEntries(options.map(({ id, votes }) => [id, votes]));

async function assertInvalid(response: Response, name: string): Promise<void> {
  assert.equal(response.status, 422);
  const { errors } = await json(response);
  assert.deepEqual(
    errors.map((error) => error.name),
    [name],
  );
  assert.ok(errors[0]!.message.length > 5);
}

describe('results', () => {
  const shown = async (response: Response): Promise<boolean> => {
    const poll = await json(response);
    const parts = [poll.voters, ...poll.options.map(({ votes }) => votes)];
    const present = parts.filter((part) => part !== undefined).length;
    assert.ok(present === 0 || present === parts.length, 'all numbers or none');
    return present > 0;
  };
  const get = async (poll: string): Promise<boolean> => shown(await server.app.request(`/api/polls/${poll}`));

  test('are left out of every answer that the rule hides them from', async () => {
    assert.equal(await get('badplats'), true);
    assert.equal(await get('efter-rost'), false);
    assert.equal(await get('efter-stangning'), false);
    assert.equal(await get('stangd'), true);
    assert.equal(await get('aldrig'), false);
    const ballot = uuid();
    assert.equal(await shown(await vote('efter-rost', { choice: 'bastu', ballot })), true);
    assert.equal(await shown(await vote('efter-rost', { choice: 'bastu', ballot })), true, 'and again');
    assert.equal(await get('efter-rost'), false);
    assert.equal(await shown(await vote('efter-stangning', { choice: 'bastu', ballot })), false);
    assert.equal(await shown(await vote('aldrig', { choice: 'bastu', ballot })), false);
  });

  test('that are hidden do not show through the number of blank votes', async () => {
    const poll = await read('efter-rost');
    assert.equal(poll.blank, 0);
    const voted = await json(await vote('efter-rost', { choice: 'bastu', ballot: uuid() }));
    assert.equal(voted.blank, 3);
  });
});

describe('kinds of ballots', () => {
  test('multiple: as many as min and max allow', async () => {
    const before = await read('flera');
    assert.deepEqual(votesOf(before), { brygga: 5, bastu: 4, grill: 3 });
    assert.equal(before.voters, 8);
    const answered = await json(await vote('flera', { choice: ['grill', 'brygga'], ballot: uuid() }));
    assert.deepEqual(votesOf(answered), { brygga: 6, bastu: 4, grill: 4 });
    assert.equal(answered.voters, 9);
    const all = ['grill', 'brygga', 'bastu'];
    await assertInvalid(await vote('flera', { choice: all, ballot: uuid() }), 'choice');
  });

  test('ranked: in order of preference, with the rounds of the count', async () => {
    const before = await read('rangordna');
    assert.deepEqual(before.rounds, [
      { counts: { brygga: 4, bastu: 3, grill: 2 }, eliminated: 'grill' },
      { counts: { brygga: 4, bastu: 5 }, eliminated: null },
    ]);
    const answered = await json(await vote('rangordna', { choice: ['grill', 'brygga'], ballot: uuid() }));
    assert.deepEqual(votesOf(answered), { brygga: 4, bastu: 3, grill: 3 });
    assert.equal(answered.voters, 10);
  });

  test('several questions: each by its own rules', async () => {
    const before = await read('fragor');
    assert.equal(before.options, undefined);
    assert.deepEqual(before.questions.map(votesOf), [
      { brygga: 2, bastu: 1 },
      { a: 2, b: 0 },
    ]);
    const both = await json(await vote('fragor', { choice: ['q2:b', 'q1:bastu', 'q2:a'], ballot: uuid() }));
    assert.deepEqual(both.questions.map(votesOf), [
      { brygga: 2, bastu: 2 },
      { a: 3, b: 1 },
    ]);
    assert.equal((await vote('fragor', { choice: ['q1:bastu'], ballot: uuid() })).status, 200);
    await assertInvalid(await vote('fragor', { choice: ['q2:a'], ballot: uuid() }), 'choice');
    await assertInvalid(await vote('fragor', { choice: ['bastu'], ballot: uuid() }), 'choice');
    await assertInvalid(
      await vote('fragor', { choice: ['q1:bastu', 'q1:brygga'], ballot: uuid() }),
      'choice',
    );
  });

  test('several questions without JavaScript: a group of radio buttons each', async () => {
    const before = await read('fragor');
    const response = await vote('fragor', { 'choice.q1': 'q1:brygga', 'choice.q2': 'q2:b' }, asPage);
    assert.equal(response.status, 303);
    const now = await read('fragor');
    assert.equal(votesOf(now.questions[0]!).brygga, votesOf(before.questions[0]!).brygga! + 1);
    assert.equal(votesOf(now.questions[1]!).b, votesOf(before.questions[1]!).b! + 1);
  });
});
