/**
 * What is changed in libraries for the one script; the ES modules for npm get them as they are. Each text must be
 * found in the version that is installed: where a new one reads otherwise, the build fails and somebody looks.
 * Why: docs/decisions/0002.
 */
import { fileURLToPath } from 'node:url';

const policy = fileURLToPath(new URL('../../src/internal/trusted-types.ts', import.meta.url));

/** What they do to a page that is not theirs. */
const AS_A_GUEST = {
  'lit-html/lit-html.js': [
    // A page with another copy of Lit has the policy's name taken, and Lit does not survive that.
    [/\w+\.createPolicy\("lit-html",\{createHTML:(\w+)=>\1\}\)/, '__civicLitPolicy()'],
    [/^/, `import { policy as __civicLitPolicy } from ${JSON.stringify(policy)};`],
    [/\(\w+\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, '0'],
  ],
  'lit-element/lit-element.js': [[/\(\w+\.litElementVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, '0']],
  '@lit/reactive-element/reactive-element.js': [
    [/\(\w+\.reactiveElementVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, '0'],
    // For standard decorators; src/ has the older ones.
    [/Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap;/, ''],
    [
      /const (\w+)=this\[Symbol\.metadata\];if\(null!==\1\)\{[^{}]*litPropertyMetadata\.get\(\1\);[^{}]*\}/,
      '',
    ],
  ],
};

/** What nothing in src/ uses, and no minifier can know that: 1.3 kB of the script. */
const UNUSED = {
  '@lit/reactive-element/css-tag.js': [
    // <style> elements, for browsers without adopted style sheets: they lack color-mix() and container queries too.
    [/\be=t\.ShadowRoot&&.*?"replace"in CSSStyleSheet\.prototype/, 'e=!0'],
    [/if\(this\._\$cssResult\$=!0,o!==s\)throw Error\("[^"]*"\);/, 'this._$cssResult$=!0;'],
    [/throw Error\("Value passed [^"]*"\+t\+"[^"]*"\)/, 'return t'],
  ],
  '@lit/reactive-element/reactive-element.js': [
    // Properties that are reflected to attributes, have a default to go back to or a converter of their own.
    [/_\$ET\(t,s\)\{.*?(?=_\$AK\()/, ''],
    [/this\._\$Eq&&=this\._\$Eq\.forEach\(t=>this\._\$ET\(t,this\[t\]\)\),/, ''],
    [/,!0===e&&this\._\$Em!==t&&\(this\._\$Eq\?\?=new Set\)\.add\(t\)/, ''],
    [/i&&!\(this\._\$Ej\?\?=new Map\)\.has\(t\)&&\(.*?\)\|\|\((?=this\._\$AL\.has)/, '('],
    [/\|\|i\.useDefault&&i\.reflect.*?hasAttribute\(r\._\$Eu\(t,i\)\)\)/, ')'],
    [/r\?\?this\._\$Ej\?\.get\(e\)\?\?r/, 'r'],
    [/h="function"==typeof t\.converter\?.*?\?t\.converter:u/, 'h=u'],
    [/toAttribute\(t,s\)\{switch\(s\)\{case Boolean.*?\}return t\},/, ''],
    // Properties declared otherwise than by decorators, and initializers of these.
    [/,this\.hasOwnProperty\(d\("properties"\)\)\)\{.*?createProperty\(i,t\[i\]\)\}/, ');'],
    [/if\((this\.finalized=!0,this\._\$Ei\(\))\);/, '$1;'],
    [/static addInitializer\(t\)\{.*?\}/, ''],
    [/,this\.constructor\.l\?\.forEach\(t=>t\(this\)\)/, ''],
    [/,void 0!==t\.l&&\(this\.l=\[\.\.\.t\.l\]\)/, ''],
  ],
  'lit-html/lit-html.js': [
    // Templates that are compiled, or of SVG or MathML, and directives for elements.
    [/"number"==typeof s\?this\._\$AC\(t\):\(.*?this\.options\)\),s\)/, 'this._$AC(t)'],
    [/2===i\?"<svg>":3===i\?"<math>":""/, '""'],
    [/\(2===i\?"<\/svg>":3===i\?"<\/math>":""\)/, '""'],
    [
      /if\((this\.el=S\.createElement\(f,e\),P\.currentNode=this\.el\.content),2===i\|\|3===i\)\{.*?\}(?=for\()/,
      '$1;',
    ],
    [/,w=x\(2\),T=x\(3\)/, ''],
    [/,T as mathml/, ''],
    [/,w as svg/, ''],
    [/1===r\.type\?(i=new r\.ctor\(.*?\)):6===r\.type&&\(i=new Z\(h,this,t\)\)/, '1===r.type&&($1)'],
    [/else t\.startsWith\(o\)&&\(d\.push\(\{type:6,index:l\}\),r\.removeAttribute\(t\)\);/, ''],
    [/class Z\{.*?(?=const j=)/, 'const Z=0;'],
  ],
  '@lit/task/task.js': [
    // Ways to watch a task that the load controller has no need of.
    [/get taskComplete\(\)\{.*?\}(?=constructor)/, ''],
    [/get value\(\)\{.*?\}(?=get status)/, ''],
    [/render\(t\)\{switch.*?\}(?=\}const r=)/, ''],
    [/,"initialValue"in h&&\(.*?\)(?=\}hostUpdate)/, ''],
    [/if\(!Array\.isArray\(t\)\)throw Error\("[^"]*"\);/, ''],
  ],
};

/** @returns {import('rollup').Plugin} */
export function patchedLibraries() {
  const all = [...Object.entries(AS_A_GUEST), ...Object.entries(UNUSED)];
  const seen = new Set();
  return {
    name: 'patched-libraries',
    transform(code, id) {
      const mine = all.filter(([name]) => id.endsWith(`/node_modules/${name}`));
      for (const [file, patches] of mine) {
        seen.add(file);
        for (const [pattern, replacement] of patches) {
          const patched = code.replace(pattern, replacement);
          if (patched === code)
            this.error(`${file} no longer holds ${pattern}: see scripts/build/libraries.mjs.`);
          code = patched;
        }
      }
      return mine.length ? { code, map: null } : null;
    },
    buildEnd(error) {
      const missed = all.map(([name]) => name).filter((name) => !seen.has(name));
      if (!error && missed.length) this.error(`Not in the bundle, so not patched: ${missed.join(', ')}.`);
    },
  };
}
