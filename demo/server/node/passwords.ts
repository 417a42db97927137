import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { Passwords } from '../office/accounts/passwords.js';
import { Turns } from '../pictures/turns.js';

/** RFC 7914. Of the costs that OWASP takes for equal, the one that needs least memory: 32 MB, about a third of a second. */
export interface ScryptCost {
  /** The logarithm of N. */
  ln: number;
  r: number;
  p: number;
}

const usual: ScryptCost = { ln: 15, r: 8, p: 3 };
const length = 32;
const form = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]+)\$([\w-]+)$/;

/** Hashes say how they were made, so that a greater cost holds for new passwords and old ones still work. */
export function scryptPasswords(cost: ScryptCost = usual): Passwords {
  // Each takes its memory: a flood of attempts waits.
  const turns = new Turns(2);
  const derive = (password: string, salt: Buffer, { ln, r, p }: ScryptCost): Promise<Buffer> =>
    turns.take(
      () =>
        new Promise((resolve, reject) => {
          const N = 2 ** ln;
          const options = { N, r, p, maxmem: 256 * N * r };
          scrypt(password.normalize('NFC'), salt, length, options, (error, key) =>
            error ? reject(error) : resolve(key),
          );
        }),
    );

  return {
    hash: async (password) => {
      const salt = randomBytes(16);
      const key = await derive(password, salt, cost);
      const { ln, r, p } = cost;
      return `$scrypt$ln=${ln},r=${r},p=${p}$${salt.toString('base64url')}$${key.toString('base64url')}`;
    },
    verify: async (password, hash) => {
      const [, ln, r, p, salt = '', key = ''] = form.exec(hash ?? '') ?? [];
      const made = ln === undefined ? cost : { ln: Number(ln), r: Number(r), p: Number(p) };
      const expected = key ? Buffer.from(key, 'base64url') : randomBytes(length);
      const found = await derive(password, salt ? Buffer.from(salt, 'base64url') : randomBytes(16), made);
      return expected.length === found.length && timingSafeEqual(expected, found) && hash !== undefined;
    },
  };
}
