import type { FormSettings } from '../forms/form-settings.js';
import type { Town } from './town.js';

const street: Partial<FormSettings> = {
  department: 'Samhällsbyggnad',
  retentionMonths: 3,
  retentionFrom: 'closed',
  forgetsContacts: true,
};

/** As each form says it under "how long we keep it". */
export const formSettings: NonNullable<Town['formSettings']> = {
  synpunkt: { department: 'Kontaktcenter', retentionMonths: 24, forgetsContacts: true },
  feedback: { department: 'Kontaktcenter', retentionMonths: 24, forgetsContacts: true },
  felanmalan: street,
  ...Object.fromEntries(
    ['hal-i-gatan', 'gatlampa', 'klotter', 'lekplats', 'snorojning'].map((id) => [id, street]),
  ),
  'alla-falt': { department: 'Kontaktcenter', retentionMonths: 1 },
};
