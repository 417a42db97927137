import type { TrustedTypePolicy, TrustedTypePolicyFactory } from 'trusted-types/lib';

type Rules = Pick<TrustedTypePolicy, 'name'> & TrustedTypePolicy;

const identity = (text: string) => text;
const made = new Map<string, Rules | undefined>();

function createPolicy(name: string): Rules | undefined {
  if (!made.has(name)) {
    const factory = (globalThis as { trustedTypes?: TrustedTypePolicyFactory }).trustedTypes;
    let policy: Rules | undefined;
    try {
      policy = factory?.createPolicy(name, {
        createHTML: identity,
        createScript: identity,
        createScriptURL: identity,
      }) as Rules | undefined;
    } catch {
      // Another library on the page owns the name, or the page's policy forbids it.
    }
    made.set(name, policy);
  }
  return made.get(name);
}

/** For markup that the sanitizer parses, and for scripts of data. The name is one that strict pages list anyway. */
export const dataPolicy = () => createPolicy('dompurify');

/**
 * What Lit marks its templates with in the one script (see rollup.config.mjs): a page that has another copy of
 * Lit has its policy name taken, and Lit's own code does not survive that.
 */
export const litPolicy = () => createPolicy('lit-html') ?? dataPolicy();
