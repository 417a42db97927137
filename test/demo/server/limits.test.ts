import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { KeyedHash } from '../../../demo/server/http/keyed-hash.js';
import { RateLimit } from '../../../demo/server/http/rate-limit.js';

test('SipHash-2-4 gives its authors’ own values', () => {
  const hash = new KeyedHash(Uint8Array.from({ length: 16 }, (_, index) => index));
  const text = (length: number): string =>
    String.fromCharCode(...Array.from({ length }, (_, index) => index));
  assert.equal(valueOf(hash.of(text(0))), 0x726fdb47dd0e0e31n);
  assert.equal(valueOf(hash.of(text(15))), 0xa129ca6149be45e5n);
});

/** The hash is written in base 36. */
function valueOf(text: string): bigint {
  return Array.from(text).reduce((value, digit) => value * 36n + BigInt(parseInt(digit, 36)), 0n);
}

describe('a rate limit', () => {
  test('keeps no address, only numbers that change with the key', () => {
    const one = new KeyedHash().of('192.0.2.1');
    assert.notEqual(one, new KeyedHash().of('192.0.2.1'));
    assert.ok(!one.includes('192'));
  });

  test('still counts an address when the key changes', () => {
    let now = 0;
    const limit = new RateLimit({ burst: 2, perMinute: 0.01 }, () => new Date(now));
    now = 59 * 60_000;
    assert.ok(limit.takes('a'));
    assert.ok(limit.takes('a'));
    assert.ok(!limit.takes('a'));
    now = 61 * 60_000;
    assert.ok(!limit.takes('a'), 'the new hour remembers what was taken in the last');
    assert.ok(limit.takes('b'));
    limit.giveBack('b', 1);
    now = 10 * 24 * 60 * 60_000;
    assert.ok(limit.takes('a'));
  });
});
