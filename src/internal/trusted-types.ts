import type { TrustedTypePolicy, TrustedTypePolicyFactory } from 'trusted-types/lib';

/** Names that strict pages list anyway. */
const NAMES = ['dompurify', 'lit-html'];

const identity = (text: string) => text;
let made: Pick<TrustedTypePolicy, 'createHTML' | 'createScript'> | undefined;

/**
 * The one policy, for Lit's templates in the one script (see scripts/build/libraries.mjs), for markup that the sanitizer parses
 * and for scripts of data. Not Lit's own name first: a page's own Lit, loaded later, does not survive that its name
 * is taken.
 * @returns undefined where the browser has no Trusted Types, or the page's policy forbids both names
 */
export function policy(): typeof made {
  const factory = (globalThis as { trustedTypes?: TrustedTypePolicyFactory }).trustedTypes;
  for (const name of made || !factory ? [] : NAMES) {
    try {
      made ??= factory?.createPolicy(name, { createHTML: identity, createScript: identity });
    } catch {
      // Another library on the page owns the name.
    }
  }
  return made;
}
