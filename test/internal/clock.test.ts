import { expect } from '@open-wc/testing';
import { clockSkew, onTick } from '../../src/internal/clock.js';

describe('clockSkew', () => {
  const at = (shift: number) => new Date(Date.now() + shift).toUTCString();

  it('trusts the Date header, and Age with it', () => {
    expect(clockSkew(new Headers({ date: at(3_600_000) }))).to.be.closeTo(3_600_000, 1500);
    expect(clockSkew(new Headers({ date: at(-60_000), age: '60' }))).to.equal(0);
  });

  it('falls back on the document, and on nothing', () => {
    expect(clockSkew(new Headers(), new Date(Date.now() - 86_400_000).toISOString())).to.be.closeTo(
      -86_400_000,
      1500,
    );
    expect(clockSkew(new Headers(), 'yesterday')).to.equal(0);
    expect(clockSkew(new Headers({ date: 'x', age: 'y' }), null)).to.equal(0);
  });
});

describe('onTick', () => {
  it('is one timer, which ends with its last listener', () => {
    const { setInterval, clearInterval } = window;
    const timers = new Set<number>();
    let run = () => {};
    let made = 0;
    window.setInterval = ((callback: () => void) => (
      timers.add(++made),
      (run = callback),
      made
    )) as typeof window.setInterval;
    window.clearInterval = ((id: number) => timers.delete(id)) as typeof window.clearInterval;
    try {
      const said: string[] = [];
      const stops = ['a', 'b'].map((name) => onTick(() => said.push(name)));
      run();
      expect([made, said]).to.deep.equal([1, ['a', 'b']]);
      stops[0]!();
      run();
      expect(said).to.deep.equal(['a', 'b', 'b']);
      stops[1]!();
      expect(timers.size).to.equal(0);
    } finally {
      Object.assign(window, { setInterval, clearInterval });
    }
  });
});
