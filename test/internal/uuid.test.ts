import { expect } from '@open-wc/testing';
import { uuid } from '../../src/internal/uuid.js';

const VERSION_4 = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

describe('uuid', () => {
  it('makes another one each time', () => {
    expect(uuid()).to.match(VERSION_4);
    expect(uuid()).to.not.equal(uuid());
  });

  it('does so where the page has no secure context', () => {
    const own = { value: undefined, configurable: true };
    Object.defineProperty(crypto, 'randomUUID', own);
    try {
      const made = Array.from({ length: 100 }, uuid);
      for (const each of made) expect(each).to.match(VERSION_4);
      expect(new Set(made).size).to.equal(100);
    } finally {
      // The prototype's is there again.
      Reflect.deleteProperty(crypto, 'randomUUID');
    }
  });
});
