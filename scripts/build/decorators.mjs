/**
 * TypeScript's decorators without their helper. esbuild writes one into every module, for decorators of any kind,
 * and Lit's are for the standard ones too. In src/ they stand on fields only, where all that is left of them is one
 * call: `createProperty(name, options)`.
 */
const HELPER = /var __defProp =[^]*?\n};\n/;
const CALL = /__decorateClass\(\[\s*((?:property|state)\(.*\))\s*\], (\w+\.prototype), ("\w+"), 2\);/g;
/** What scripts/build/libraries.mjs takes out of Lit, as it would be asked for. */
const GONE = /\b(?:reflect|useDefault|converter):|\bstatic (?:get )?properties\b|lit\/directives\/ref\b/;
const LIT = '/@lit/reactive-element/decorators/property.js';

/** @returns {import('rollup').Plugin} */
export const decorators = () => ({
  name: 'decorators',
  load: (id) =>
    id.endsWith(LIT)
      ? 'export const property = (options) => (target, name) => target.constructor.createProperty(name, options);'
      : null,
  transform(code, id) {
    const gone = id.includes('node_modules') ? null : GONE.exec(code);
    if (gone) this.error(`${id} needs what scripts/build/libraries.mjs takes out of Lit: ${gone[0]}.`);
    if (!code.includes('__decorateClass')) return null;
    const plain = code.replace(HELPER, '').replace(CALL, '$1($2, $3);');
    if (plain.includes('__decorateClass'))
      this.error(`${id} has decorators that are not on a field, or not Lit's.`);
    return { code: plain, map: null };
  },
});
