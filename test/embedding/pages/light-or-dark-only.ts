import { looksRight, page } from './page.js';

export const lightOrDarkOnly = [
  page('styled by a light-only theme', (stage) =>
    looksRight(
      stage,
      '<style>:root { color-scheme: only light } body { background: #fff; color: #222 }</style>',
    ),
  ),
  page('styled by a dark-only theme', (stage) =>
    looksRight(
      stage,
      '<meta name="color-scheme" content="dark"><style>:root { color-scheme: dark } body { background: #111; color: #eee }</style>',
    ),
  ),
];
