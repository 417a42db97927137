import { monthsBefore } from '../../cases/retention.js';
import { formTitle } from '../../forms/definition.js';
import { findDefinition } from '../../forms/definition-hash.js';
import { formBook } from '../../forms/form-book.js';
import { findSettings, type FormSettings } from '../../forms/form-settings.js';
import { attributes, markup, type Html } from '../../markup.js';
import { csrfField } from '../csrf.js';
import { timeElement, timeText } from '../format.js';
import { filled } from '../language.js';
import { officePage } from '../page.js';
import type { OfficeContext } from '../section.js';
import { answeredFields } from './answers.js';
import { canOpen, filesOfCase, notesOf, threadOf, type CaseFile, type OfficeCase } from './store.js';
import { addressOf } from './work.js';
import { caseWords, statuses, type Status } from './words.js';

/** What somebody wrote that could not be taken, and why. */
export interface CaseMistake {
  field: 'answer' | 'note' | 'confirm';
  text: string;
  message: string;
  /** The page's number of the message. */
  id: string;
}

export const longestText = 10_000;

export async function casePage(
  c: OfficeContext,
  found: OfficeCase,
  mistake?: CaseMistake,
): Promise<Response> {
  const server = c.get('server');
  const words = caseWords(c.get('language'));
  const db = await server.database();
  const { reference, id, formId, status } = found;
  const form = (await findDefinition(db, found.definition)) ?? (await formBook(server, db)).get(formId)?.form;
  const settings = await findSettings(db, formId);
  const files = await filesOfCase(db, reference);
  const answers = answeredFields(form, found.answers, words.yes);
  const title = filled(words.case, { id });
  return officePage(c, {
    title,
    status: mistake ? 422 : 200,
    main: markup`<p><a href="/admin/cases/">${words.toList}</a></p>
      <h1>${title} <span class="tag ${status}">${words.states[status]}</span></h1>
      <div class="columns">
        <div>
          <section class="card" aria-labelledby="answers">
            <h2 id="answers">${words.answers}</h2>
            ${
              answers.length === 0
                ? markup`<p>${words.noAnswers}</p>`
                : markup`<dl class="facts">
                    ${answers.map(
                      ({ label, text }) => markup`<dt><bdi>${label}</bdi></dt><dd dir="auto">${text}</dd>`,
                    )}
                  </dl>`
            }
            ${files.length > 0 && fileList(c, found, files)}
          </section>
          ${await thread(c, found)} ${await answerForm(c, found, mistake)}
        </div>
        <div>
          <section class="card" aria-labelledby="facts">
            <h2 id="facts" class="visually-hidden">${words.subject}</h2>
            <dl class="facts narrow">
              <dt>${words.form}</dt><dd><bdi>${form ? formTitle(form) : formId}</bdi></dd>
              <dt>${words.department}</dt><dd>${settings.department ?? words.noDepartment}</dd>
              <dt>${words.received}</dt><dd>${timeElement(c, found.received)}</dd>
              <dt>${words.updated}</dt><dd>${timeElement(c, found.updated)}</dd>
              ${found.page && markup`<dt>${words.sentFrom}</dt><dd><bdi>${found.page}</bdi></dd>`}
              <dt>${words.language}</dt><dd>${found.language}</dd>
            </dl>
            <p class="help">${deletionText(c, found, settings)}</p>
          </section>
          <form class="card" method="post" action="/admin/cases/${id}/status">
            ${csrfField(c)}
            <div class="field">
              <label for="status">${words.changeStatus}</label>
              ${statusSelect(c, 'status', status)}
            </div>
            <p><button class="quiet">${words.changeStatus}</button></p>
          </form>
          ${await notes(c, found, mistake)} ${deletion(c, found, mistake)}
        </div>
      </div>`,
  });
}

function fileList(c: OfficeContext, { id }: OfficeCase, files: readonly CaseFile[]): Html {
  const words = caseWords(c.get('language'));
  return markup`<h3>${words.files}</h3>
    <ul>
      ${files.map((file) => {
        const { position, name, bytes, scan } = file;
        const size = filled(words.size, { kb: Math.max(1, Math.round(bytes / 1000)) });
        const state = scan === 'clean' ? '' : words[scan as 'pending' | 'infected' | 'failed' | 'unscanned'];
        return markup`<li>
          ${canOpen(file) ? markup`<a href="/admin/cases/${id}/files/${position}" download><bdi>${name}</bdi></a>` : markup`<bdi>${name}</bdi>`}
          (${size}) ${state && markup`<span class="help">${state}</span>`}
        </li>`;
      })}
    </ul>`;
}

async function thread(c: OfficeContext, { reference }: OfficeCase): Promise<Html> {
  const words = caseWords(c.get('language'));
  const entries = await threadOf(await c.get('server').database(), reference);
  return markup`<section aria-labelledby="thread">
    <h2 id="thread">${words.thread}</h2>
    ${
      entries.length === 0
        ? markup`<p>${words.noThread}</p>`
        : markup`<ol class="thread">
            ${entries.map(
              ({ sender, at, body }) =>
                markup`<li class="${sender}">
                  <p class="who"><strong>${words[sender]}</strong> ${timeElement(c, at)}</p>
                  <p class="text" dir="auto">${body}</p>
                </li>`,
            )}
          </ol>`
    }
  </section>`;
}

async function answerForm(c: OfficeContext, found: OfficeCase, mistake?: CaseMistake): Promise<Html> {
  const words = caseWords(c.get('language'));
  const hasAddress = (await addressOf(await c.get('server').database(), found)) !== undefined;
  const own = mistake?.field === 'answer' ? mistake : undefined;
  return markup`<section class="card" aria-labelledby="answer-title">
    <h2 id="answer-title">${words.answer}</h2>
    <form method="post" action="/admin/cases/${found.id}/answer">
      ${csrfField(c)}
      <input type="hidden" name="id" value="${own?.id ?? crypto.randomUUID()}">
      ${textField('answer', words.answerText, `${words.answerHelp}${hasAddress ? ` ${words.answerMail}` : ''}`, own)}
      <div class="field">
        <label for="status-after">${words.statusAfter}</label>
        ${statusSelect(c, 'status-after', found.status === 'closed' ? 'closed' : 'answered')}
      </div>
      <p><button>${words.send}</button></p>
    </form>
  </section>`;
}

async function notes(c: OfficeContext, { reference, id }: OfficeCase, mistake?: CaseMistake): Promise<Html> {
  const words = caseWords(c.get('language'));
  const kept = await notesOf(await c.get('server').database(), reference);
  const own = mistake?.field === 'note' ? mistake : undefined;
  return markup`<section class="card" aria-labelledby="notes">
    <h2 id="notes">${words.notes}</h2>
    ${
      kept.length > 0 &&
      markup`<ol class="thread">
        ${kept.map(
          ({ author, at, body }) =>
            markup`<li class="note">
              <p class="who"><strong>${author}</strong> ${timeElement(c, at)}</p>
              <p class="text" dir="auto">${body}</p>
            </li>`,
        )}
      </ol>`
    }
    <form method="post" action="/admin/cases/${id}/notes">
      ${csrfField(c)}
      <input type="hidden" name="id" value="${own?.id ?? crypto.randomUUID()}">
      ${textField('note', words.note, words.noteHelp, own)}
      <p><button class="quiet">${words.addNote}</button></p>
    </form>
  </section>`;
}

function textField(name: string, label: string, help: string, mistake: CaseMistake | undefined): Html {
  const described = [mistake && `${name}-error`, `${name}-help`].filter(Boolean).join(' ');
  return markup`<div class="field">
    <label for="${name}">${label}</label>
    <p class="help" id="${name}-help">${help}</p>
    ${mistake && markup`<p class="error" id="${name}-error" role="alert">${mistake.message}</p>`}
    <textarea${attributes({
      id: name,
      name: 'text',
      rows: name === 'answer' ? 7 : 4,
      dir: 'auto',
      required: true,
      maxlength: longestText,
      'aria-describedby': described,
      'aria-invalid': mistake ? 'true' : undefined,
    })}>${'\n' + (mistake?.text ?? '')}</textarea>
  </div>`;
}

function statusSelect(c: OfficeContext, id: string, selected: Status): Html {
  const { states } = caseWords(c.get('language'));
  return markup`<select id="${id}" name="status">
    ${statuses.map(
      (status) =>
        markup`<option${attributes({ value: status, selected: status === selected })}>${states[status]}</option>`,
    )}
  </select>`;
}

function deletion(c: OfficeContext, { id }: OfficeCase, mistake: CaseMistake | undefined): Html {
  const words = caseWords(c.get('language'));
  const own = mistake?.field === 'confirm' ? mistake : undefined;
  return markup`<details class="card"${attributes({ open: own !== undefined })}>
    <summary>${words.remove}</summary>
    <form method="post" action="/admin/cases/${id}/delete">
      ${csrfField(c)}
      <p id="remove-help">${words.removeHelp}</p>
      ${own && markup`<p class="error" role="alert" id="confirm-error">${own.message}</p>`}
      <div class="field choice">
        <input${attributes({
          type: 'checkbox',
          id: 'confirm',
          name: 'confirm',
          value: 'yes',
          required: true,
          'aria-describedby': own ? 'confirm-error remove-help' : 'remove-help',
        })}>
        <label for="confirm">${words.removeConfirm}</label>
      </div>
      <p><button class="danger">${words.remove}</button></p>
    </form>
  </details>`;
}

function deletionText(c: OfficeContext, found: OfficeCase, settings: FormSettings): string {
  const words = caseWords(c.get('language'));
  const { retentionFrom, retentionMonths } = settings;
  const from = retentionFrom === 'closed' ? found.closed : found.received;
  if (!from) return filled(words.deletedAfterClose, { n: retentionMonths });
  return filled(words.deletedOn, { date: timeText(c, monthsBefore(from, -retentionMonths), 'day') });
}
