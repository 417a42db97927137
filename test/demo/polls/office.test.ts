import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { resultCsv } from '../../../demo/server/polls/export.js';
import { storedPoll } from '../../../demo/server/polls/definition.js';
import { resultOf } from '../../../demo/server/polls/results.js';
import { readQuestions, writeQuestions } from '../../../demo/server/polls/read-draft.js';
import { fromLocal, toLocal } from '../../../demo/server/polls/town-time.js';
import { json, post, start } from '../server/helpers.js';
import { officeServer, type OfficeServer, type Staff } from '../office/helpers.ts';

let server: OfficeServer;
let editor: Staff;
before(async () => {
  server = await officeServer();
  editor = await server.signedIn('red', '--role', 'editor', '--department', 'Kultur');
});
after(() => server.close());

const draft = {
  id: 'torget',
  question: 'Vad ska stå på torget?',
  type: 'single',
  options: 'En fontän | Med lax\nEn scen\nEtt träd',
  opens: '',
  closes: '2026-12-01T22:00',
  policy: 'browser',
  results: 'after-close',
  blank: '1',
  language: 'sv',
};
const api = (path: string): Promise<Response> => Promise.resolve(server.app.request(path));
const vote = (choice: string): Promise<Response> =>
  post(server.app, '/api/polls/torget/votes', { choice, ballot: crypto.randomUUID() });

describe('a poll of the office', () => {
  test('is drafted, seen by those who have its preview, changed, and published', async () => {
    await editor.page('/admin/polls/new');
    const created = await editor.post('/admin/polls/new', draft);
    assert.equal(created.headers.get('Location'), '/admin/polls/torget?done=added');
    assert.equal((await api('/api/polls/torget')).status, 404);
    assert.equal((await vote('en-scen')).status, 404);
    assert.doesNotMatch(await (await api('/api/polls')).text(), /torget/);

    const page = await editor.page('/admin/polls/torget');
    const preview = /href="(\/fraga\/torget\?preview=[^"]+)"/.exec(page)![1]!;
    const seen = await (await api(preview)).text();
    assert.match(seen, /Förhandsvisning[^]*En fontän/);
    const src = /<civic-poll src="([^"]+)"/.exec(seen)![1]!;
    assert.equal((await api(src)).headers.get('Cache-Control'), 'no-store');
    assert.equal((await api(`${preview}x`)).status, 404);

    await editor.post('/admin/polls/torget', { ...draft, options: `${draft.options}\nEn bänk` });
    assert.match(await editor.page('/admin/polls/torget'), /En bänk/);
    await editor.post('/admin/polls/torget/publish');
    const poll = await json(await api('/api/polls/torget'));
    assert.equal(poll.closes, '2026-12-01T21:00:00.000Z', 'as the town’s clocks show it');
    assert.equal(poll.options.length, 4);
    assert.equal((await vote('en-scen')).status, 200);
    const edited = await editor.post('/admin/polls/torget', draft);
    assert.equal(edited.status, 409, 'what people vote on stays as it is');
    assert.equal((await editor.post('/admin/polls/torget/remove')).status, 409);
  });

  test('shows no numbers, to the office either, before the public may have them', async () => {
    const page = await editor.page('/admin/polls/torget');
    assert.match(page, /Voters: 1\./);
    assert.doesNotMatch(page, /results\.csv/);
    assert.equal((await editor.get('/admin/polls/torget/results.csv')).status, 403);
  });

  test('is closed, its results withheld and published', async () => {
    await editor.page('/admin/polls/torget');
    await editor.post('/admin/polls/torget/close');
    assert.equal((await vote('en-scen')).status, 409);
    assert.equal((await json(await api('/api/polls/torget'))).voters, 1);
    await editor.post('/admin/polls/torget/results', { decision: 'withheld' });
    assert.equal('voters' in (await json(await api('/api/polls/torget'))), false);
    await editor.post('/admin/polls/torget/results', { decision: 'published' });
    assert.equal((await json(await api('/api/polls/torget'))).voters, 1);
    await editor.post('/admin/polls/torget/times', { opens: '2026-11-01T08:00', closes: '2026-12-24T15:00' });
    assert.equal((await vote('en-fontan')).status, 200);
    const wrong = await editor.post('/admin/polls/torget/times', {
      opens: '2026-12-24T15:00',
      closes: '2026-12-24T15:00',
    });
    assert.equal(wrong.status, 422);
  });

  test('is exported as sums', async () => {
    const csv = await editor.get('/admin/polls/torget/results.csv');
    assert.match(csv.headers.get('Content-Disposition')!, /^attachment/);
    assert.equal(
      new TextDecoder('utf-8', { ignoreBOM: true }).decode(await csv.arrayBuffer()),
      [
        '\uFEFFquestion,option,label,votes,round',
        'Vad ska stå på torget?,en-fontan,En fontän,1,',
        'Vad ska stå på torget?,en-scen,En scen,1,',
        'Vad ska stå på torget?,ett-trad,Ett träd,0,',
        'Vad ska stå på torget?,en-bank,En bänk,0,',
        ',,voters,2,',
        ',,blank,0,',
        '',
      ].join('\r\n'),
    );
    const exported = await json(await editor.get('/admin/polls/torget/results.json'));
    assert.equal(exported.voters, 2);
  });

  test('leaves a trail of who did what', async () => {
    const rows = await server.db.query<{ action: string }>(
      `SELECT action FROM audit WHERE subject = 'torget' AND actor = 'red' ORDER BY at`,
    );
    const actions = new Set(rows.map(({ action }) => action));
    for (const action of ['poll-drafted', 'poll-published', 'poll-closed', 'poll-results', 'poll-exported']) {
      assert.ok(actions.has(action), action);
    }
  });

  test('that cannot be is not kept, and what was written stays', async () => {
    await editor.page('/admin/polls/new');
    const wrong: [object, RegExp][] = [
      [{ id: 'a b' }, /The name must be short/],
      [{ id: 'torget' }, /The name must be short/],
      [{ id: 'nytt', options: 'Ett' }, /two options/],
      [{ id: 'nytt', question: '' }, /question is missing/],
      [{ id: 'nytt', type: 'multiple', min: '3', max: '2' }, /do not fit/],
      [{ id: 'nytt', opens: '2026-12-02T00:00' }, /must open before/],
      [{ id: 'nytt', eligible: 'många' }, /digits/],
    ];
    for (const [change, sentence] of wrong) {
      const response = await editor.post('/admin/polls/new', { ...draft, ...change });
      assert.equal(response.status, 422, JSON.stringify(change));
      const page = await response.text();
      assert.match(page, sentence);
      assert.match(page, /value="2026-12-01T22:00"/);
    }
    assert.equal((await server.db.query(`SELECT id FROM polls WHERE id = 'nytt'`)).length, 0);
  });

  test('is for editors', async () => {
    const caseworker = await server.signedIn('hand', '--role', 'caseworker', '--department', 'Kultur');
    assert.equal((await caseworker.get('/admin/polls/')).status, 403);
    const stranger = await server.app.request('/admin/polls/torget/close', { method: 'POST' });
    assert.notEqual(stranger.status, 303);
  });
});

describe('what the office writes', () => {
  test('as options can be several questions, and reads back the same', () => {
    const text = '# Först? | single\nA\nB | Med text\n# Sedan? | multiple | 1-2\nA\nA\nC';
    const questions = readQuestions(text, { type: 'single', min: undefined, max: undefined });
    assert.deepEqual(
      questions.map(({ id, type, min, max }) => [id, type, min, max]),
      [
        ['forst', 'single', undefined, undefined],
        ['sedan', 'multiple', 1, 2],
      ],
    );
    assert.deepEqual(
      questions[1]!.options.map(({ id }) => id),
      ['a', 'a-2', 'c'],
    );
    assert.equal(writeQuestions({ id: 'x', questions }), text);
  });

  test('as a time is the town’s, in summer, in winter and between', () => {
    const zone = 'Europe/Stockholm';
    assert.equal(fromLocal('2026-07-01T12:00', zone), '2026-07-01T10:00:00.000Z');
    assert.equal(fromLocal('2026-12-01T12:00', zone), '2026-12-01T11:00:00.000Z');
    assert.equal(fromLocal('2026-03-29T03:00', zone), '2026-03-29T01:00:00.000Z');
    assert.equal(fromLocal('2026-10-25T04:00', zone), '2026-10-25T03:00:00.000Z');
    assert.equal(fromLocal('i morgon', zone), undefined);
    assert.equal(toLocal('2026-07-01T10:00:00Z', zone), '2026-07-01T12:00');
  });

  test('is no formula in a spreadsheet', () => {
    const options = [
      { id: 'a', label: '=cmd|x' },
      { id: 'b', label: '@SUM(1;2), "x"' },
    ];
    const poll = storedPoll({ poll: { id: 'x', question: '+1?', options }, allowBlank: false }, start);
    const lines = resultCsv(poll, resultOf(poll, new Map())).split('\r\n');
    assert.equal(lines[1], `"'+1?",a,"'=cmd|x",0,`);
    assert.equal(lines[2], `"'+1?",b,"'@SUM(1;2), ""x""",0,`);
  });
});
