import { events } from './events.js';
import { formSettings } from './form-settings.js';
import { forms } from './forms.js';
import { news } from './news-en.js';
import { nyheter, tomt } from './news.js';
import { polls } from './polls.js';
import { services } from './services.js';
import { socialt } from './social.js';
import type { Town } from './town.js';

/** Storå kommun, a made-up river town of fourteen thousand people. */
export const town: Town = {
  name: 'Storå kommun',
  feeds: [nyheter, socialt, news, events, tomt],
  services,
  forms,
  formSettings,
  polls,
  // Printed in the README, so whoever runs a real town sets OPEN311_KEYS and OPEN311_JURISDICTION.
  open311: { jurisdiction: 'stora.example', apiKeys: ['stora-demo-key'] },
};
