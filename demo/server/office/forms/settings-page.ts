import { toBase64Url } from '../../base64url.js';
import { formTitle } from '../../forms/definition.js';
import type { BookEntry } from '../../forms/form-book.js';
import {
  allSettings,
  findSettings,
  keepSettings,
  webhookSecret,
  type FormSettings,
} from '../../forms/form-settings.js';
import { textsOf } from '../../http/body.js';
import { attributes, markup, type Html } from '../../markup.js';
import { audit } from '../audit/store.js';
import { csrfField } from '../csrf.js';
import { done, officePage } from '../page.js';
import { officeWords } from '../words.js';
import type { OfficeContext } from '../section.js';
import { formWords } from './words.js';

type Mistakes = Partial<Record<'retentionMonths' | 'notify' | 'webhookUrl', string>>;

interface Typed {
  department: string;
  retentionMonths: string;
  retentionFrom: string;
  forgets: boolean;
  notify: string;
  webhookUrl: string;
}

const address = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/;

/** How the office handles what comes in through a form. */
export async function settingsPage(c: OfficeContext, entry: BookEntry): Promise<Response> {
  const settings = await findSettings(await c.get('server').database(), entry.id);
  return page(c, entry, typedOf(settings), {});
}

export async function saveSettings(c: OfficeContext, entry: BookEntry): Promise<Response> {
  const { db, secret } = await c.get('server').store();
  const words = formWords(c.get('language'));
  const form = c.get('form');
  const text = (name: string): string => (textsOf(form, name)[0] ?? '').trim();
  const typed: Typed = {
    department: text('department').slice(0, 100),
    retentionMonths: text('retentionMonths'),
    retentionFrom: text('retentionFrom'),
    forgets: form.has('forgets'),
    notify: text('notify'),
    webhookUrl: text('webhookUrl'),
  };
  const months = Number(typed.retentionMonths);
  const notify = typed.notify.split(/\s+/).filter(Boolean);
  const mistakes: Mistakes = {
    ...(!(Number.isInteger(months) && months >= 1 && months <= 240) && { retentionMonths: words.badMonths }),
    ...((!notify.every((one) => address.test(one)) || notify.length > 20) && { notify: words.badAddress }),
    ...(typed.webhookUrl && !isWebhook(typed.webhookUrl) && { webhookUrl: words.badWebhook }),
  };
  if (Object.keys(mistakes).length > 0) return page(c, entry, typed, mistakes);
  const before = await findSettings(db, entry.id);
  const hasNewKey = typed.webhookUrl !== '' && (before.webhookKey === null || form.has('newSecret'));
  const webhookKey = hasNewKey ? toBase64Url(crypto.getRandomValues(new Uint8Array(16))) : before.webhookKey;
  await keepSettings(db, entry.id, {
    department: typed.department || null,
    retentionMonths: months,
    retentionFrom: typed.retentionFrom === 'closed' ? 'closed' : 'received',
    forgetsContacts: typed.forgets,
    notify,
    webhookUrl: typed.webhookUrl || null,
    webhookKey: typed.webhookUrl ? webhookKey : null,
  });
  await audit(c, 'form-handling-changed', {
    formId: entry.id,
    ...(hasNewKey && { detail: 'new webhook secret' }),
  });
  if (!hasNewKey || webhookKey === null) return done(c, `/admin/forms/${entry.id}/settings`, 'saved');
  // The answer to the very request that made it: no address and no later page ever has it.
  return page(c, entry, typed, {}, await webhookSecret(secret, entry.id, webhookKey));
}

async function page(
  c: OfficeContext,
  entry: BookEntry,
  typed: Typed,
  mistakes: Mistakes,
  secret?: string,
): Promise<Response> {
  const words = formWords(c.get('language'));
  const form = entry.form ?? entry.draft;
  const departments = [...(await allSettings(await c.get('server').database())).values()];
  const known = [...new Set(departments.flatMap(({ department }) => department ?? []))].sort();
  const title = `${words.settings}: ${form ? formTitle(form) : entry.id}`;
  const described = (name: keyof Mistakes, help?: string): Record<string, string | undefined> => ({
    'aria-describedby': [mistakes[name] && `${name}-error`, help].filter(Boolean).join(' ') || undefined,
    'aria-invalid': mistakes[name] ? 'true' : undefined,
  });
  const mistake = (name: keyof Mistakes): Html | undefined =>
    mistakes[name]
      ? markup`<p class="error" role="alert" id="${name}-error">${mistakes[name]}</p>`
      : undefined;
  return officePage(c, {
    title,
    status: Object.keys(mistakes).length > 0 ? 422 : 200,
    main: markup`<p><a href="/admin/forms/">${words.title}</a></p>
      <h1><bdi>${title}</bdi></h1>
      ${
        secret &&
        markup`<div class="notice good" role="status">
          <p>${officeWords(c.get('language')).done.saved} ${words.secretIs}</p>
          <p><code dir="ltr">${secret}</code></p>
        </div>`
      }
      <form class="card" method="post" action="/admin/forms/${entry.id}/settings">
        ${csrfField(c)}
        <div class="field">
          <label for="department">${words.department}</label>
          <p class="help" id="department-help">${words.departmentHelp}</p>
          <input${attributes({
            id: 'department',
            name: 'department',
            value: typed.department,
            list: 'departments',
            maxlength: 100,
            autocomplete: 'off',
            'aria-describedby': 'department-help',
          })}>
          <datalist id="departments">${known.map((name) => markup`<option value="${name}"></option>`)}</datalist>
        </div>
        <div class="row">
          <div class="field">
            <label for="retentionMonths">${words.retentionMonths}</label>
            ${mistake('retentionMonths')}
            <input${attributes({
              id: 'retentionMonths',
              name: 'retentionMonths',
              type: 'number',
              min: 1,
              max: 240,
              required: true,
              value: typed.retentionMonths,
              ...described('retentionMonths'),
            })}>
          </div>
          <div class="field">
            <label for="retentionFrom">${words.retentionFrom}</label>
            <select id="retentionFrom" name="retentionFrom">
              <option${attributes({ value: 'received', selected: typed.retentionFrom !== 'closed' })}>${words.fromReceived}</option>
              <option${attributes({ value: 'closed', selected: typed.retentionFrom === 'closed' })}>${words.fromClosed}</option>
            </select>
          </div>
        </div>
        <div class="field choice">
          <input${attributes({ type: 'checkbox', id: 'forgets', name: 'forgets', checked: typed.forgets })}>
          <label for="forgets">${words.forgets}</label>
        </div>
        <div class="field">
          <label for="notify">${words.notify}</label>
          ${mistake('notify')}
          <textarea${attributes({ id: 'notify', name: 'notify', rows: 3, ...described('notify') })}>${'\n' + typed.notify}</textarea>
        </div>
        <div class="field">
          <label for="webhookUrl">${words.webhookUrl}</label>
          <p class="help" id="webhook-help">${words.webhookHelp}</p>
          ${mistake('webhookUrl')}
          <input${attributes({
            id: 'webhookUrl',
            name: 'webhookUrl',
            type: 'url',
            value: typed.webhookUrl,
            autocomplete: 'off',
            ...described('webhookUrl', 'webhook-help'),
          })}>
        </div>
        ${
          typed.webhookUrl &&
          markup`<div class="field choice">
            <input type="checkbox" id="newSecret" name="newSecret">
            <label for="newSecret">${words.newSecret}</label>
          </div>`
        }
        <p><button>${officeWords(c.get('language')).save}</button></p>
      </form>`,
  });
}

function typedOf(settings: FormSettings): Typed {
  return {
    department: settings.department ?? '',
    retentionMonths: String(settings.retentionMonths),
    retentionFrom: settings.retentionFrom,
    forgets: settings.forgetsContacts,
    notify: settings.notify.join('\n'),
    webhookUrl: settings.webhookUrl ?? '',
  };
}

/** Where it may lead is decided when it is asked, by what its name then stands for. */
function isWebhook(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || text.length > 1000 || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}
