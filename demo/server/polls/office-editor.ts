import { attributes, markup, type Html } from '../markup.js';
import { csrfField } from '../office/csrf.js';
import { filled } from '../office/language.js';
import { officePage } from '../office/page.js';
import type { OfficeContext } from '../office/section.js';
import { officeWords } from '../office/words.js';
import type { KeptDefinition } from './definition.js';
import { pollWords } from './office-words.js';
import { types, writeQuestions, type DraftError } from './read-draft.js';
import { toLocal } from './town-time.js';

const rules = ['after-close', 'after-vote', 'always', 'never'] as const;
const policies = ['browser', 'code', 'login', 'open'] as const;

/** The form of a draft; `beside` is what else can be done with it. */
export function editorPage(
  c: OfficeContext,
  kept: KeptDefinition | undefined,
  errors: readonly DraftError[],
  isNew = kept === undefined,
  beside?: Html,
): Response {
  const words = pollWords(c.get('language'));
  const common = officeWords(c.get('language'));
  const { timeZone } = c.get('server');
  const poll = kept?.poll;
  const title = isNew ? words.add : filled(words.edit, { poll: poll?.question ?? poll?.id ?? '' });
  const path = isNew ? 'new' : encodeURIComponent(poll?.id ?? '');
  const input = (name: string, label: string, more: Parameters<typeof attributes>[0]): Html =>
    markup`<p class="field"><label for="${name}">${label}</label>
      <input${attributes({ id: name, name, ...more })}></p>`;
  const select = (name: string, label: string, values: Record<string, string>, chosen: string): Html =>
    markup`<p class="field"><label for="${name}">${label}</label>
      <select id="${name}" name="${name}">${Object.entries(values).map(
        ([value, text]) =>
          markup`<option${attributes({ value, selected: value === chosen })}>${text}</option>`,
      )}</select></p>`;
  const check = (name: string, label: string, checked: boolean): Html =>
    markup`<p><input${attributes({ type: 'checkbox', id: name, name, value: '1', checked })}>
      <label for="${name}">${label}</label></p>`;
  const count = { inputmode: 'numeric', maxlength: 7 };
  return officePage(c, {
    title,
    status: errors.length > 0 ? 422 : 200,
    main: markup`<h1>${title}</h1>
      ${
        errors.length > 0 &&
        markup`<div class="notice error" role="alert"><p>${words.wrong}</p>
          <ul>${errors.map((error) => markup`<li>${words.errors[error]}</li>`)}</ul></div>`
      }
      ${beside}
      <form method="post" action="/admin/polls/${path}">
        ${csrfField(c)}
        ${isNew && input('id', words.id, { value: poll?.id ?? '', required: true, maxlength: 60 })}
        ${input('question', words.question, { value: poll?.question ?? '' })}
        <p class="field"><label for="description">${words.description}</label>
          <textarea id="description" name="description" rows="2">${poll?.description ?? ''}</textarea></p>
        ${select('type', words.type, pick(words.types, types), poll?.type ?? 'single')}
        ${input('min', words.min, { value: poll?.min ?? '', ...count })}
        ${input('max', words.max, { value: poll?.max ?? '', ...count })}
        <p class="field"><label for="options">${words.options}</label>
          <textarea id="options" name="options" rows="8" required aria-describedby="options-help">${
            poll ? writeQuestions(poll) : ''
          }</textarea>
          <span class="quiet" id="options-help">${words.optionsHelp}</span></p>
        ${input('opens', words.opens, { type: 'datetime-local', value: toLocal(poll?.opens, timeZone) })}
        ${input('closes', words.closes, { type: 'datetime-local', value: toLocal(poll?.closes, timeZone) })}
        ${select('policy', words.policy, pick(words.policies, policies), poll?.ballotPolicy ?? 'browser')}
        ${input('policyText', words.policyText, { value: poll?.ballotPolicyText ?? '' })}
        ${select('results', words.results, pick(words.rules, rules), poll?.results ?? 'after-close')}
        ${check('blank', words.blank, kept?.allowBlank ?? false)}
        ${check('changeable', words.changeable, poll?.changeable ?? false)}
        ${input('eligible', words.eligible, { value: poll?.eligible ?? '', ...count })}
        ${input('quorum', words.quorum, { value: poll?.quorum?.voters ?? '', ...count })}
        ${input('privacyUrl', words.privacyUrl, { value: poll?.privacyUrl ?? '' })}
        ${input('language', words.language, { value: poll?.language ?? '' })}
        <p><button>${common.save}</button></p>
      </form>`,
  });
}

/** In an order of its own. */
function pick<Key extends string>(texts: Record<Key, string>, keys: readonly Key[]): Record<string, string> {
  return Object.fromEntries(keys.map((key) => [key, texts[key]]));
}
