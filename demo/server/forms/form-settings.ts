import { toBase64Url } from '../base64url.js';
import type { Database } from '../database/database.js';
import { keyedHash } from '../database/secret.js';

/** How the office handles what comes in through a form. Nothing of it is public. */
export interface FormSettings {
  /** Whose cases they are; administrators' alone without one. */
  department: string | null;
  /** Cases are deleted so many months after they came in, or after they were closed. */
  retentionMonths: number;
  retentionFrom: 'received' | 'closed';
  /** Answers to fields of type `email` and `tel` are deleted when a case is closed. */
  forgetsContacts: boolean;
  /** Mail addresses that hear of new cases. */
  notify: readonly string[];
  webhookUrl: string | null;
  /** Which secret signs: the secret itself is worked out from it and the server's own key. */
  webhookKey: string | null;
}

interface SettingsRow {
  form_id: string;
  department: string | null;
  retention_months: number;
  retention_from: FormSettings['retentionFrom'];
  forgets_contacts: boolean;
  notify: string;
  webhook_url: string | null;
  webhook_key: string | null;
}

export const usualSettings: FormSettings = {
  department: null,
  retentionMonths: 24,
  retentionFrom: 'received',
  forgetsContacts: false,
  notify: [],
  webhookUrl: null,
  webhookKey: null,
};

export async function allSettings(db: Database): Promise<Map<string, FormSettings>> {
  const rows = await db.query<SettingsRow>('SELECT * FROM form_settings');
  return new Map(rows.map((row) => [row.form_id, settingsOf(row)]));
}

export async function findSettings(db: Database, formId: string): Promise<FormSettings> {
  const [row] = await db.query<SettingsRow>('SELECT * FROM form_settings WHERE form_id = $1', [formId]);
  return row ? settingsOf(row) : usualSettings;
}

export async function keepSettings(db: Database, formId: string, settings: FormSettings): Promise<void> {
  await db.query(
    `INSERT INTO form_settings (form_id, department, retention_months, retention_from, forgets_contacts, notify,
       webhook_url, webhook_key)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (form_id) DO UPDATE SET department = $2, retention_months = $3, retention_from = $4,
       forgets_contacts = $5, notify = $6, webhook_url = $7, webhook_key = $8`,
    [
      formId,
      settings.department,
      settings.retentionMonths,
      settings.retentionFrom,
      settings.forgetsContacts,
      JSON.stringify(settings.notify),
      settings.webhookUrl,
      settings.webhookKey,
    ],
  );
}

/** Signs what is sent to a form's webhook. */
export async function webhookSecret(secret: CryptoKey, formId: string, key: string): Promise<string> {
  return `whsec_${toBase64Url(await keyedHash(secret, 'webhook', `${formId} ${key}`))}`;
}

function settingsOf(row: SettingsRow): FormSettings {
  return {
    department: row.department,
    retentionMonths: row.retention_months,
    retentionFrom: row.retention_from,
    forgetsContacts: row.forgets_contacts,
    notify: JSON.parse(row.notify) as string[],
    webhookUrl: row.webhook_url,
    webhookKey: row.webhook_key,
  };
}
