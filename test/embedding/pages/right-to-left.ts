import { looksRight, page } from './page.js';

export const rightToLeft = page('right-to-left', (stage) =>
  looksRight(stage, '<script defer src="/widgets/locales/ar.js"></script>', 'lang="ar" dir="rtl"'),
);
