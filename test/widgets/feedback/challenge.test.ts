import { expect } from '@open-wc/testing';
import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { deriveKey as deriveSha } from 'altcha-lib/algorithms/web/sha';
import { createChallenge as createV1, verifySolution as verifyV1 } from 'altcha-lib/v1';
import { solve } from '../../../src/widgets/feedback/challenge.js';

const hmacSignatureSecret = 'secret';
type Solved = Pick<Parameters<typeof verifySolution>[0], 'challenge' | 'solution'>;
const read = (altcha: string) => JSON.parse(atob(altcha)) as Solved;

describe('proof of work', () => {
  it('solves what altcha-lib makes by default', async () => {
    const keys = { hmacSignatureSecret, hmacKeySignatureSecret: 'other' };
    const challenge = await createChallenge({
      algorithm: 'PBKDF2/SHA-256',
      cost: 50,
      counter: 70,
      deriveKey,
      expiresAt: new Date('2030-01-01T00:00:00Z'),
      data: { form: 'report' },
      ...keys,
    });
    const proof = await solve(JSON.parse(JSON.stringify(challenge)));
    expect(proof!.expires).to.equal(Date.parse('2030-01-01T00:00:00Z'));
    const solved = read(proof!.altcha);
    expect(solved.solution.counter).to.equal(70);
    expect((await verifySolution({ ...solved, deriveKey, ...keys })).verified).to.equal(true);
    expect((await verifySolution({ ...solved, deriveKey, hmacSignatureSecret })).verified).to.equal(true);
  });

  it('solves one whose answer nobody knows, and one of plain SHA', async () => {
    for (const [algorithm, derive] of [
      ['PBKDF2/SHA-512', deriveKey],
      ['SHA-256', deriveSha],
    ] as const) {
      const challenge = await createChallenge({
        algorithm,
        cost: 3,
        keyPrefix: '0A'.slice(0, 1),
        deriveKey: derive,
        hmacSignatureSecret,
      });
      const proof = await solve(challenge);
      expect(proof!.expires).to.equal(Infinity);
      const found = await verifySolution({ ...read(proof!.altcha), deriveKey: derive, hmacSignatureSecret });
      expect(found.verified).to.equal(true);
    }
  });

  it('solves those of version 1', async () => {
    const challenge = await createV1({
      hmacKey: 'secret',
      maxNumber: 500,
      expires: new Date('2030-01-01T00:00:00Z'),
    });
    const proof = await solve(challenge);
    expect(proof!.expires).to.equal(Date.parse('2030-01-01T00:00:00Z'));
    expect(await verifyV1(proof!.altcha, 'secret')).to.equal(true);
  });

  it('does not block the page', async () => {
    const challenge = await createV1({ hmacKey: 'secret', number: 20_000, maxNumber: 21_000 });
    let turns = 0;
    const counting = setInterval(() => turns++, 0);
    await solve(challenge);
    clearInterval(counting);
    expect(turns).to.be.greaterThan(1);
  });

  it('gives up on what can’t be solved, or only by burning batteries', async () => {
    const unsolvable = { algorithm: 'SHA-256', challenge: 'x', salt: 's', maxnumber: 100, signature: '' };
    expect(await solve(unsolvable)).to.equal(undefined);
    const parameters = { algorithm: 'PBKDF2/SHA-256', nonce: '00', salt: '00', cost: 1e9, keyPrefix: '00' };
    expect(await solve({ parameters })).to.equal(undefined);
    expect(await solve({ parameters: { ...parameters, cost: 1, keyPrefix: '' } })).to.equal(undefined);
  });
});
