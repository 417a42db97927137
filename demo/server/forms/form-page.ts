import type { Form } from '../../../src/contracts/form.js';
import { hasHoneypot, honeypotField } from '../challenge/honeypot.js';
import { newStamp, stampField } from '../challenge/stamp.js';
import { textsOf } from '../http/body.js';
import { pageLanguage } from '../http/accept.js';
import { attributes, Html, markup } from '../markup.js';
import { messagesIn, type Messages } from '../messages.js';
import type { FieldError } from '../problem.js';
import type { Server } from '../server.js';
import { pageResponse } from '../site/pages.js';
import { formTitle, inputFields } from './definition.js';
import { fieldBlock, fieldId, type Filled } from './field-block.js';

/**
 * The form as a page that needs no JavaScript; `filled` is one that could not be taken, to be corrected.
 * @param src where the widget reads the definition
 */
export async function formPage(
  server: Server,
  form: Form,
  filled?: Filled,
  src = `/api/forms/${form.id}`,
): Promise<Response> {
  const language = pageLanguage(form.language);
  const messages = messagesIn(language);
  const content = markup`<h2>${formTitle(form)}</h2>
    ${form.introHtml && new Html(form.introHtml)}
    ${plainForm(form, await unseen(server, form, filled, messages), messages, filled)}`;
  return pageResponse(server, {
    // What has changed about the page is said first, also to those who hear only its title.
    title: filled ? `${messages.page.errors}: ${formTitle(form)}` : formTitle(form),
    lang: language,
    status: filled ? 422 : 200,
    main: markup`<div class="page">
      <h1>${messages.page.formHeading}</h1>
      ${
        filled ? content : markup`<civic-feedback src="${src}" lang="${language}">${content}</civic-feedback>`
      }
    </div>`,
  });
}

function plainForm(form: Form, unseen: Html, messages: Messages, filled: Filled | undefined): Html {
  const { page } = messages;
  const fields = inputFields(form);
  const hasFiles = fields.some(({ type }) => type === 'file');
  const submission = (filled && textsOf(filled.values, 'submission')[0]) || crypto.randomUUID();
  return markup`<form method="post" action="${form.submitUrl}" enctype="${enctype(hasFiles)}">
    ${filled && errorSummary(filled.errors, form, messages)}
    ${filled && hasFiles && markup`<p class="notice">${page.chooseFilesAgain}</p>`}
    <input type="hidden" name="submission" value="${submission}">
    <input type="hidden" name="page" value="${form.url}">
    ${unseen}
    ${form.purpose && markup`<p><strong>${page.purpose}:</strong> ${form.purpose}</p>`}
    ${form.retention && markup`<p><strong>${page.retention}:</strong> ${form.retention}</p>`}
    ${form.privacyUrl && markup`<p><a href="${form.privacyUrl}">${page.privacy}</a></p>`}
    ${form.fields.map((field) => fieldBlock(field, fields, messages, filled))}
    <p><button type="submit">${form.submitLabel ?? page.send}</button></p>
  </form>`;
}

/** What tells people from robots: when the page was made, and a field that only robots fill in. */
async function unseen(
  server: Server,
  form: Form,
  filled: Filled | undefined,
  messages: Messages,
): Promise<Html> {
  const stamp = server.challenge && form.challengeUrl ? await newStamp(server, form.id) : undefined;
  return markup`${stamp && markup`<input type="hidden" name="${stampField}" value="${stamp}">`}
  ${hasHoneypot(form) && honeypot(filled, messages)}`;
}

/** A browser may have filled it in for somebody, who then has to see it to empty it. */
function honeypot(filled: Filled | undefined, messages: Messages): Html {
  const id = fieldId(honeypotField);
  const mistake = filled?.errors.find(({ name }) => name === honeypotField)?.message(messages);
  const state = mistake
    ? {
        'aria-invalid': 'true',
        'aria-describedby': `${id}-error`,
        value: textsOf(filled!.values, honeypotField)[0],
      }
    : { tabindex: -1 };
  const block = mistake ? { class: 'field' } : { class: 'trap', 'aria-hidden': 'true' };
  return markup`<div${attributes(block)}>
    <label for="${id}">${messages.page.leaveEmpty}</label>
    ${mistake && markup`<p class="error" id="${id}-error">${mistake}</p>`}
    <input${attributes({ type: 'text', id, name: honeypotField, autocomplete: 'off', ...state })}>
  </div>`;
}

function enctype(hasFiles: boolean): string {
  return hasFiles ? 'multipart/form-data' : 'application/x-www-form-urlencoded';
}

function errorSummary(errors: readonly FieldError[], form: Form, messages: Messages): Html {
  const labels = new Map(form.fields.map(({ name, label }) => [name, label ?? name]));
  if (hasHoneypot(form)) labels.set(honeypotField, messages.page.leaveEmpty);
  return markup`<div class="error-summary" role="alert" tabindex="-1" autofocus>
    <p>${messages.page.errors}</p>
    <ul>
      ${errors.map(({ name, message }) => {
        const label = labels.get(name);
        if (label === undefined) return markup`<li>${message(messages)}</li>`;
        return markup`<li><a href="#${fieldId(name)}">${label}: ${message(messages)}</a></li>`;
      })}
    </ul>
  </div>`;
}
