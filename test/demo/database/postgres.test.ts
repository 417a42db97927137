import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeOf, DatabaseUnavailable } from '../../../demo/server/database/database.js';
import { onEachEngine, withPostgres } from './engines.ts';

onEachEngine('a database', ({ open }) => {
  test('gives back what it was given, in the same types', async () => {
    const db = await open();
    await db.query('CREATE TABLE things (t text, i integer, b boolean, at timestamptz, x bytea)');
    const at = '2026-11-22T10:20:30.123Z';
    const bytes = new Uint8Array([0, 1, 127, 128, 255]);
    await db.query('INSERT INTO things VALUES ($1, $2, $3, $4, $5)', ['Å “{},\\ \n', -7, true, at, bytes]);
    await db.query('INSERT INTO things VALUES ($1, $2, $3, $4, $5)', [null, null, null, null, null]);
    const [row, empty] = await db.query<Record<string, unknown>>(
      'SELECT * FROM things ORDER BY t NULLS LAST',
    );
    assert.deepEqual({ ...row }, { t: 'Å “{},\\ \n', i: -7, b: true, at: new Date(at), x: bytes });
    assert.equal(Object.getPrototypeOf(row!.x), Uint8Array.prototype);
    assert.deepEqual({ ...empty }, { t: null, i: null, b: null, at: null, x: null });
    const [count] = await db.query('SELECT count(*)::integer AS count FROM things');
    assert.deepEqual({ ...count }, { count: 2 });
  });

  test('undoes a transaction that throws, and all within it', async () => {
    const db = await open();
    await db.query('CREATE TABLE things (t text PRIMARY KEY)');
    await assert.rejects(
      db.transaction(async (outer) => {
        await outer.query(`INSERT INTO things VALUES ('a')`);
        await outer.transaction((inner) => inner.query(`INSERT INTO things VALUES ('b')`));
        throw new Error('Not after all.');
      }),
      /Not after all/,
    );
    assert.deepEqual(await db.query('SELECT t FROM things'), []);
  });

  test('tells a key that is there by its code', async () => {
    const db = await open();
    await db.query('CREATE TABLE things (t text PRIMARY KEY)');
    await db.query(`INSERT INTO things VALUES ('a')`);
    await assert.rejects(db.query(`INSERT INTO things VALUES ('a')`), (error) => codeOf(error) === '23505');
  });
});

withPostgres('several connections', ({ open, server }) => {
  test('each waiting for the other: one of them is done again', async () => {
    const db = await open();
    await db.query('CREATE TABLE counts (id text PRIMARY KEY, n integer NOT NULL)');
    await db.query(`INSERT INTO counts VALUES ('a', 0), ('b', 0)`);
    let attempts = 0;
    let holding = 0;
    const add = (first: string, second: string): Promise<void> =>
      db.transaction(async (transaction) => {
        attempts += 1;
        await transaction.query('UPDATE counts SET n = n + 1 WHERE id = $1', [first]);
        holding += 1;
        // Until both hold what the other wants.
        while (holding < 2) await transaction.query('SELECT 1 AS one');
        await transaction.query('UPDATE counts SET n = n + 1 WHERE id = $1', [second]);
      });
    await Promise.all([add('a', 'b'), add('b', 'a')]);
    assert.equal(attempts, 3, 'one was undone and done again');
    assert.deepEqual(await db.query('SELECT n FROM counts ORDER BY id'), [{ n: 2 }, { n: 2 }]);
  });

  test('changing what a snapshot changes: it is done again', async () => {
    const db = await open();
    await db.query('CREATE TABLE counts (id text PRIMARY KEY, n integer NOT NULL)');
    await db.query(`INSERT INTO counts VALUES ('a', 0)`);
    let attempts = 0;
    await db.transaction(
      async (snapshot) => {
        attempts += 1;
        const [row] = await snapshot.query<{ n: number }>('SELECT n FROM counts');
        if (attempts === 1) await db.query('UPDATE counts SET n = 10');
        await snapshot.query('UPDATE counts SET n = $1', [row!.n + 1]);
      },
      { isSnapshot: true },
    );
    assert.equal(attempts, 2);
    assert.deepEqual(await db.query('SELECT n FROM counts'), [{ n: 11 }]);
  });

  test('survive a server that crashes and comes back', async () => {
    const db = await open();
    await db.query('CREATE TABLE things (t text PRIMARY KEY)');
    await db.query(`INSERT INTO things VALUES ('a')`);
    let attempts = 0;
    const begun = db.transaction(async (transaction) => {
      attempts += 1;
      await transaction.query(`INSERT INTO things VALUES ('b')`);
      if (attempts > 1) return;
      server().crash();
      server().start();
      await transaction.query(`INSERT INTO things VALUES ('c')`);
    });
    await begun;
    assert.equal(attempts, 2, 'it had not come to its commit, so it was tried again');
    assert.deepEqual(await db.query('SELECT t FROM things ORDER BY t'), [{ t: 'a' }, { t: 'b' }]);

    server().crash();
    const read = db.query('SELECT t FROM things ORDER BY t');
    server().start();
    assert.equal((await read).length, 2, 'what only reads is asked again');
  });

  test('say when the server is away, and what to do is known', async () => {
    const db = await open();
    await db.query('CREATE TABLE things (t text PRIMARY KEY)');
    server().stop();
    try {
      await assert.rejects(db.query(`INSERT INTO things VALUES ('a')`), DatabaseUnavailable);
    } finally {
      server().start();
    }
    await db.query(`INSERT INTO things VALUES ('a')`);
  });
});
