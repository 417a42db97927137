import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';
import { layers } from './scripts/eslint/layers.js';

const globals = (names) => Object.fromEntries(names.split(' ').map((name) => [name, 'readonly']));
const EVERYWHERE = 'console fetch setTimeout clearTimeout URL URLSearchParams globalThis ';

export default defineConfig(
  { ignores: ['dist/', 'coverage/', 'storybook-static/', 'data/'] },
  js.configs.recommended,
  { files: ['**/*.{js,mjs}'], languageOptions: { globals: globals(`${EVERYWHERE} process Buffer`) } },
  {
    files: ['integrations/**/*.js'],
    languageOptions: { globals: globals(`${EVERYWHERE} window document`) },
  },
  {
    files: ['demo/{site,builder}/**/*.js'],
    languageOptions: { globals: globals(`${EVERYWHERE} window document location customElements navigator`) },
  },

  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // With noUncheckedIndexedAccess every group of a pattern that has matched would need a branch of its own.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Data comes from strangers: what its type promises is checked all the same.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // Matters of taste, and not ours.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/prefer-includes': 'off',
      '@typescript-eslint/prefer-string-starts-ends-with': 'off',
      '@typescript-eslint/prefer-nullish-coalescing': 'off',
    },
  },

  {
    files: ['{src,stories}/**/*.ts'],
    extends: [lit.configs['flat/recommended'], wc.configs['flat/best-practice'], litA11y.configs.recommended],
    settings: { wc: { elementBaseClasses: ['LitElement', 'CivicElement'] } },
    rules: {
      // LitElement has them all, and the compiler knows.
      'wc/guard-super-call': 'off',
      // A listener above buttons and links hears the clicks that the keyboard makes there.
      'lit-a11y/click-events-have-key-events': 'off',
      // Safari takes a list without bullets for no list unless it says that it is one.
      'lit-a11y/no-redundant-role': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-console': ['error', { allow: ['warn', 'info'] }],
      // A strict style-src blocks both.
      'lit/ban-attributes': ['error', 'style'],
      'no-restricted-imports': [
        'error',
        { name: 'lit/directives/style-map.js', message: 'A strict style-src blocks what it writes.' },
        { name: 'zod', message: "import * as z from 'zod/mini': a third of the size." },
      ],
    },
  },

  {
    files: ['{src,demo,stories}/**/*.{ts,js,mjs}'],
    plugins: { civic: { rules: { layers } } },
    rules: { 'civic/layers': 'error' },
  },

  {
    files: ['test/**/*.ts'],
    rules: {
      // chai's expect(x).to.be.true, and node:test's it(), which gives a promise that nobody waits for.
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-floating-promises': 'off',
      // Stand-ins: a fetch that answers at once, a listener that does nothing, a method taken off its object.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/unbound-method': 'off',
      // What oneEvent() gives.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
);
