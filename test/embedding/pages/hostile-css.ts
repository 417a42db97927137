import { looksRight, page } from './page.js';

/** Everything that a style sheet can say of every element, and means. */
export const EVERYTHING_IMPORTANT =
  '<style>* { all: unset; display: block !important; color: red !important; background: #ff0 !important; border: 5px dotted !important; padding: 1em !important; margin: 1em !important; letter-spacing: .5em !important; text-transform: uppercase !important; text-align: center !important; line-height: 1 !important; float: right !important; position: relative !important; opacity: .9 !important; transition: all 3s !important; min-width: 0 !important; max-width: 100% !important } head, head * { display: none !important }</style>';

const styles: Record<string, string> = {
  'everything !important': EVERYTHING_IMPORTANT,
  'html { font-size: 62.5% }': '<style>html { font-size: 62.5% } body { font-size: 1.6rem }</style>',
  'a reset':
    '<style>*, *::before, *::after { margin: 0; padding: 0; border: 0; font: inherit; vertical-align: baseline; list-style: none; outline: none; box-sizing: border-box; background: none; appearance: none }</style>',
};

export const hostileCss = Object.entries(styles).map(([name, head]) =>
  page(`styled by ${name}`, (stage) => looksRight(stage, head)),
);
