import type { Form } from '../../../src/contracts/form.js';
import { textsOf } from '../http/body.js';
import { pageLanguage } from '../http/accept.js';
import { Html, markup } from '../markup.js';
import { messagesIn, type Messages } from '../messages.js';
import type { FieldError } from '../problem.js';
import type { Server } from '../server.js';
import { pageResponse } from '../site/pages.js';
import { formTitle, inputFields } from './definition.js';
import { fieldBlock, fieldId, type Filled } from './field-block.js';

/** The form as a page that needs no JavaScript; `filled` is one that could not be taken, to be corrected. */
export async function formPage(server: Server, form: Form, filled?: Filled): Promise<Response> {
  const language = pageLanguage(form.language);
  const messages = messagesIn(language);
  const content = markup`<h2>${formTitle(form)}</h2>
    ${form.introHtml && new Html(form.introHtml)} ${plainForm(form, messages, filled)}`;
  return pageResponse(server, {
    title: formTitle(form),
    lang: language,
    status: filled ? 422 : 200,
    main: markup`<div class="page">
      <h1>${messages.page.formHeading}</h1>
      ${
        filled
          ? content
          : markup`<civic-feedback src="/api/forms/${form.id}" lang="${language}">${content}</civic-feedback>`
      }
    </div>`,
  });
}

function plainForm(form: Form, messages: Messages, filled: Filled | undefined): Html {
  const { page } = messages;
  const fields = inputFields(form);
  const hasFiles = fields.some(({ type }) => type === 'file');
  const submission = (filled && textsOf(filled.values, 'submission')[0]) || crypto.randomUUID();
  return markup`<form method="post" action="${form.submitUrl}" enctype="${enctype(hasFiles)}">
    ${filled && errorSummary(filled.errors, form, messages)}
    ${filled && hasFiles && markup`<p class="notice">${page.chooseFilesAgain}</p>`}
    <input type="hidden" name="submission" value="${submission}">
    <input type="hidden" name="page" value="${form.url}">
    ${form.fields.map((field) => fieldBlock(field, fields, messages, filled))}
    ${form.purpose && markup`<p><strong>${page.purpose}:</strong> ${form.purpose}</p>`}
    ${form.retention && markup`<p><strong>${page.retention}:</strong> ${form.retention}</p>`}
    ${form.privacyUrl && markup`<p><a href="${form.privacyUrl}">${page.privacy}</a></p>`}
    <p><button type="submit">${form.submitLabel ?? page.send}</button></p>
  </form>`;
}

function enctype(hasFiles: boolean): string {
  return hasFiles ? 'multipart/form-data' : 'application/x-www-form-urlencoded';
}

function errorSummary(errors: readonly FieldError[], form: Form, messages: Messages): Html {
  const labels = new Map(form.fields.map(({ name, label }) => [name, label ?? name]));
  return markup`<div class="error-summary" role="alert">
    <p>${messages.page.errors}</p>
    <ul>
      ${errors.map(({ name, message }) => {
        const label = labels.get(name);
        return markup`<li><a href="#${fieldId(name)}">${label && `${label}: `}${message(messages)}</a></li>`;
      })}
    </ul>
  </div>`;
}
