import { FieldType, type Form, type FormField } from '../../../../src/contracts/form.js';
import { formBook, type BookEntry } from '../../forms/form-book.js';
import { versionsOf } from '../../forms/office-forms.js';
import { attributes, markup, type Html } from '../../markup.js';
import { csrfField } from '../csrf.js';
import { timeElement } from '../format.js';
import { filled } from '../language.js';
import { officePage } from '../page.js';
import type { OfficeContext } from '../section.js';
import { formProblems } from './problems.js';
import { optionLines, restOf } from './read-editor.js';
import { formWords } from './words.js';

export interface EditorState {
  entry: BookEntry;
  /** What is edited. */
  form: Form;
  /** Of what is edited: sent along, so that two who edit at once notice. */
  revision: string;
  status?: number;
  /** Somebody else was faster. */
  isConflict?: boolean;
  /** JSON as it was typed, and what is wrong with it. */
  json?: { text: string; problems: readonly string[] };
}

export async function editorPage(c: OfficeContext, state: EditorState): Promise<Response> {
  const { entry, form, revision, json } = state;
  const server = c.get('server');
  const words = formWords(c.get('language'));
  const db = await server.database();
  const problems = json?.problems ?? formProblems(form, await formBook(server, db), c.get('language'));
  const versions = await versionsOf(db, entry.id);
  const base = `/admin/forms/${entry.id}`;
  const title = form.title || entry.id;
  return officePage(c, {
    title: `${words.edit}: ${title}`,
    status: state.status ?? 200,
    main: markup`<p><a href="/admin/forms/">${words.title}</a></p>
      <h1><bdi>${title}</bdi></h1>
      ${state.isConflict && markup`<p class="notice bad" role="alert">${words.conflict}</p>`}
      ${
        problems.length > 0 &&
        markup`<div class="notice${json ? ' bad' : ''}" role="${json ? 'alert' : 'status'}">
          <p><strong>${words.problems}</strong></p>
          <ul>${problems.map((problem) => markup`<li>${problem}</li>`)}</ul>
        </div>`
      }
      <form method="post" action="${base}" id="editor">
        ${csrfField(c)}
        <input type="hidden" name="revision" value="${revision}">
        <input type="hidden" name="count" value="${form.fields.length}">
        <button class="visually-hidden" name="do" value="save" tabindex="-1" aria-hidden="true">${words.save}</button>
        ${formInputs(c, form)}
        <h2>${words.fields}</h2>
        ${form.fields.map((field, index) => fieldInputs(c, field, index, form.fields.length))}
        <p><button class="quiet" name="do" value="add">${words.addField}</button></p>
        <p class="actions">
          <button name="do" value="save">${words.save}</button>
          <button class="quiet" name="do" value="preview">${words.saveAndPreview}</button>
          <button class="quiet" name="do" value="publish">${words.publish}</button>
        </p>
      </form>
      <details class="card"${attributes({ open: json !== undefined })}>
        <summary>${words.asJson}</summary>
        <form method="post" action="${base}/json">
          ${csrfField(c)}
          <input type="hidden" name="revision" value="${revision}">
          <div class="field">
            <label for="json">${words.asJson}</label>
            <p class="help" id="json-help">${words.asJsonHelp}</p>
            <textarea${attributes({
              class: 'code',
              id: 'json',
              name: 'json',
              rows: 20,
              spellcheck: 'false',
              'aria-describedby': 'json-help',
              'aria-invalid': json ? 'true' : undefined,
            })}>${'\n' + (json?.text ?? JSON.stringify(form, null, 2))}</textarea>
          </div>
          <p><button class="quiet">${words.saveJson}</button></p>
        </form>
      </details>
      ${
        versions.length > 0 &&
        markup`<h2>${words.versions}</h2>
          <ul>
            ${versions.map(
              ({ version, author, at }) =>
                markup`<li>${filled(words.version, { n: version })}: ${timeElement(c, at)}, <bdi>${author}</bdi></li>`,
            )}
          </ul>`
      }`,
  });
}

function formInputs(c: OfficeContext, form: Form): Html {
  const words = formWords(c.get('language'));
  const area = (name: 'introHtml' | 'purpose' | 'retention', rows: number): Html =>
    markup`<div class="field">
      <label for="${name}">${words[name]}</label>
      <textarea id="${name}" name="${name}" rows="${rows}" dir="auto">${'\n' + (form[name] ?? '')}</textarea>
    </div>`;
  const input = (name: 'title' | 'privacyUrl' | 'url' | 'submitLabel' | 'language', help?: string): Html =>
    markup`<div class="field">
      <label for="${name}">${words[name === 'title' ? 'formTitle' : name]}</label>
      ${help && markup`<p class="help" id="${name}-help">${help}</p>`}
      <input${attributes({ id: name, name, value: form[name] ?? '', dir: 'auto', 'aria-describedby': help && `${name}-help` })}>
    </div>`;
  return markup`<div class="card">
    ${input('title')} ${area('introHtml', 3)} ${area('purpose', 2)} ${area('retention', 2)}
    <div class="row">${input('privacyUrl')} ${input('submitLabel')} ${input('language')}</div>
    ${input('url', words.urlHelp)}
    <div class="choice">
      <input${attributes({ type: 'checkbox', id: 'challenge', name: 'challenge', checked: Boolean(form.challengeUrl) })}>
      <label for="challenge">${words.challenge}</label>
    </div>
  </div>`;
}

function fieldInputs(c: OfficeContext, field: FormField, index: number, count: number): Html {
  const words = formWords(c.get('language'));
  const key = (name: string): string => `f${index}.${name}`;
  const title = `${filled(words.field, { n: index + 1 })}: ${field.label || field.name}`;
  const input = (name: 'name' | 'label' | 'help', label: string, wide = ''): Html =>
    markup`<div class="field ${wide}">
      <label for="${key(name)}">${label}</label>
      <input${attributes({ id: key(name), name: key(name), value: field[name] ?? '', dir: 'auto' })}>
    </div>`;
  const button = (action: string, text: string, look = 'quiet'): Html =>
    markup`<button class="${look} small" name="do" value="${action}:${index}">
      ${text}<span class="visually-hidden"> – ${title}</span>
    </button>`;
  const { unreadable } = field as { unreadable?: string };
  const rest = restOf(field);
  const more = unreadable ?? (Object.keys(rest).length > 0 ? JSON.stringify(rest) : '');
  return markup`<fieldset id="field-${index}" class="card">
    <legend><bdi>${title}</bdi></legend>
    <div class="row">
      ${input('label', words.fieldLabel, 'wide')} ${input('name', words.fieldName)}
      <div class="field">
        <label for="${key('type')}">${words.fieldType}</label>
        <select id="${key('type')}" name="${key('type')}">
          ${FieldType.options.map(
            (type) =>
              markup`<option${attributes({ value: type, selected: type === field.type })}>${type}</option>`,
          )}
        </select>
      </div>
    </div>
    <div class="row">
      ${input('help', words.fieldHelp, 'wide')}
      <div class="field">
        <label for="${key('showIf')}">${words.showIf}</label>
        <input${attributes({
          id: key('showIf'),
          name: key('showIf'),
          value: field.showIf ? `${field.showIf.name} = ${field.showIf.value}` : '',
        })}>
      </div>
    </div>
    <div class="choice">
      <input${attributes({ type: 'checkbox', id: key('required'), name: key('required'), checked: Boolean(field.required) })}>
      <label for="${key('required')}">${words.required}</label>
    </div>
    <div class="row start">
      <div class="field wide">
        <label for="${key('options')}">${words.options}</label>
        <textarea id="${key('options')}" name="${key('options')}" rows="${Math.min(8, Math.max(2, field.options?.length ?? 0))}" dir="auto">${'\n' + optionLines(field.options)}</textarea>
      </div>
      <div class="field wide">
        <label for="${key('more')}">${words.more}</label>
        <textarea class="code" id="${key('more')}" name="${key('more')}" rows="2" spellcheck="false" aria-describedby="${key('more-help')}">${'\n' + more}</textarea>
        <p class="help" id="${key('more-help')}">${words.moreHelp}</p>
      </div>
    </div>
    <p class="actions">
      ${index > 0 && button('up', words.up)} ${index < count - 1 && button('down', words.down)}
      ${button('remove', words.remove, 'danger')}
    </p>
  </fieldset>`;
}
