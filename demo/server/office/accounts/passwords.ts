/** Hashes of passwords, slow by intention. `node/passwords.ts` makes them with scrypt. */
export interface Passwords {
  /** With its own salt and cost in it. */
  hash(password: string): Promise<string>;
  /** Takes as long without a hash as with one, so that an answer's time does not tell which accounts there are. */
  verify(password: string, hash: string | undefined): Promise<boolean>;
}

/** Shorter ones are guessed. */
export const shortestPassword = 12;

/** 100 random bits in groups that can be read out: `4f7k2-m9xdq-…`. */
export function newPassword(): string {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  const letters = [...crypto.getRandomValues(new Uint8Array(20))].map((byte) => alphabet[byte % 32]!);
  return [0, 5, 10, 15].map((start) => letters.slice(start, start + 5).join('')).join('-');
}
