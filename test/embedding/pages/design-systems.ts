import { looksRight, page } from './page.js';

const sheets: Record<string, string> = {
  Bootstrap: 'bootstrap/dist/css/bootstrap.css',
  'govuk-frontend': 'govuk-frontend/dist/govuk/govuk-frontend.min.css',
  USWDS: '@uswds/uswds/dist/css/uswds.css',
};

const terms = 'installing it means accepting terms that keep it to sites of the French state';

export const designSystems = [
  ...Object.entries(sheets).map(([name, path]) =>
    page(`styled by ${name}`, (stage) =>
      looksRight(stage, `<link rel="stylesheet" href="/libraries/${path}">`),
    ),
  ),
  page('styled by DSFR', () => Promise.reject(new Error(terms)), {
    Chromium: terms,
    Firefox: terms,
    WebKitGTK: terms,
  }),
];
