import type { Preview } from '@storybook/web-components-vite';
import manifest from '../dist/custom-elements.json';
import { type Messages, registerMessages } from '../src/index.js';
import { argTypesOf } from './arg-types.ts';

const languages = import.meta.glob<Messages>(['../src/locale/{[a-z][a-z],[a-z][a-z]-*}.ts', '!**/en.ts'], {
  import: 'default',
});
const tags = ['en', ...Object.keys(languages).map((path) => path.replace(/.*\/|\.ts$/g, ''))];

const preview: Preview = {
  tags: ['autodocs'],
  initialGlobals: { lang: 'en', colorScheme: 'light' },
  globalTypes: {
    lang: {
      description: 'Language of the page',
      toolbar: { title: 'Language', icon: 'globe', items: tags, dynamicTitle: true },
    },
    colorScheme: {
      description: "The page's color-scheme",
      toolbar: { title: 'Colour scheme', icon: 'mirror', items: ['light', 'dark'], dynamicTitle: true },
    },
  },
  loaders: [
    async ({ globals }) => {
      const lang = String(globals.lang);
      const load = languages[`../src/locale/${lang}.ts`];
      if (load) registerMessages(lang, await load());
    },
  ],
  decorators: [
    (story, { globals }) => {
      const { documentElement } = document;
      documentElement.lang = String(globals.lang);
      documentElement.style.colorScheme = String(globals.colorScheme);
      documentElement.style.background = 'Canvas';
      documentElement.style.color = 'CanvasText';
      return story();
    },
  ],
  parameters: {
    a11y: { test: 'error' },
    controls: { expanded: true },
    docs: { extractArgTypes: (tagName: string) => argTypesOf(manifest, tagName) },
    options: {
      storySort: {
        order: [
          'Introduction',
          'Feed',
          'Service card',
          'Service list',
          'Feedback',
          'Poll',
          'Config',
          'Theming',
          'Recipes',
          'Analytics',
          'Data contracts',
          'Write your endpoint',
          'Migrating',
        ],
      },
    },
  },
};
export default preview;
