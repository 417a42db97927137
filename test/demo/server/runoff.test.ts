import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instantRunoff } from '../../../demo/server/polls/runoff.js';

/** `{ 'A>B': 3 }`: three ballots that prefer A, then B. */
function count(options: string, ballots: Record<string, number>) {
  return instantRunoff(
    options.split(''),
    Object.entries(ballots).map(([choices, number]) => ({ choices: choices.split('>'), count: number })),
  );
}

test('more than half of the first choices wins at once', () => {
  assert.deepEqual(count('ABC', { A: 6, 'B>C': 3, 'C>B': 2 }), [
    { counts: { A: 6, B: 3, C: 2 }, eliminated: null },
  ]);
});

test('ballots of who goes out move to their next choice that is still there', () => {
  assert.deepEqual(count('ABCD', { A: 5, B: 4, 'C>D>B': 3, 'D>C>B': 1 }), [
    { counts: { A: 5, B: 4, C: 3, D: 1 }, eliminated: 'D' },
    { counts: { A: 5, B: 4, C: 4 }, eliminated: 'C' },
    { counts: { A: 5, B: 8 }, eliminated: null },
  ]);
});

test('a tie is broken by the latest earlier round that tells them apart', () => {
  const rounds = count('ABCD', { A: 6, B: 5, C: 4, 'D>C': 1 });
  assert.equal(rounds[1]!.eliminated, 'C', 'B and C have five each; C had fewer before');
});

test('ballots that name nobody left no longer count for the half', () => {
  assert.deepEqual(count('ABC', { A: 4, B: 3, C: 2 }), [
    { counts: { A: 4, B: 3, C: 2 }, eliminated: 'C' },
    { counts: { A: 4, B: 3 }, eliminated: null },
  ]);
});

test('those who will all go out whichever goes first do so in order', () => {
  assert.deepEqual(
    count('ABCD', { A: 5, B: 5, 'D>A': 1 }).map(({ eliminated }) => eliminated),
    ['C', 'D', null],
  );
  assert.deepEqual(
    count('ABCD', { A: 10, B: 9, 'C>B': 1, 'D>B': 1 }).map(({ eliminated }) => eliminated),
    ['C', 'D', null],
  );
});

test('a tie that nothing tells apart is declared, and the count ends', () => {
  assert.deepEqual(count('AB', { A: 5, B: 5 }), [
    { counts: { A: 5, B: 5 }, eliminated: null, tied: ['A', 'B'] },
  ]);
  assert.deepEqual(count('ABC', { A: 4, B: 2, C: 2 }), [
    { counts: { A: 4, B: 2, C: 2 }, eliminated: null, tied: ['B', 'C'] },
  ]);
});

test('nobody voted: no rounds', () => {
  assert.deepEqual(count('AB', {}), []);
  assert.deepEqual(instantRunoff([], []), []);
});
