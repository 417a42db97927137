import { Hono } from 'hono';
import { check } from '../../../../src/contracts/check.js';
import { Form } from '../../../../src/contracts/form.js';
import { cleanHtml } from '../../feeds/clean-html.js';
import { formTitle, withDefaults } from '../../forms/definition.js';
import { formBook, type BookEntry } from '../../forms/form-book.js';
import { formPage } from '../../forms/form-page.js';
import { findSettings, keepSettings, allSettings } from '../../forms/form-settings.js';
import { discardDraft, revisionOf, publishForm, saveDraft, unpublishForm } from '../../forms/office-forms.js';
import { readAnswers } from '../../forms/read-answers.js';
import { prefersHtml } from '../../http/accept.js';
import { textOf, textsOf } from '../../http/body.js';
import { attributes, markup } from '../../markup.js';
import { messagesIn } from '../../messages.js';
import { Problem, problemResponse } from '../../problem.js';
import { pageResponse } from '../../site/pages.js';
import { audit } from '../audit/store.js';
import { csrfField } from '../csrf.js';
import { isAdministrator, isEditor, isInDepartment } from '../member.js';
import { done, officePage } from '../page.js';
import type { OfficeContext, OfficeEnv, OfficeSection } from '../section.js';
import { editorPage } from './editor-page.js';
import { formProblems } from './problems.js';
import { changeFields, readAction, readEditor } from './read-editor.js';
import { saveSettings, settingsPage } from './settings-page.js';
import { formWords } from './words.js';
import { filled } from '../language.js';

/** Forms drafted, looked at, published and taken away again. */
export const formSection: OfficeSection = {
  path: 'forms',
  title: (language) => formWords(language).title,
  allowed: isEditor,
  routes: () => {
    const routes = new Hono<OfficeEnv>();

    routes.get('/', (c) => listPage(c));
    routes.post('/', newForm);

    routes.get('/:id', async (c) => {
      const entry = await ownEntry(c);
      const revision = await revisionOf(await c.get('server').database(), entry.id);
      return editorPage(c, { entry, form: editedForm(entry), revision });
    });
    routes.post('/:id', saveEditor);
    routes.post('/:id/json', saveJson);

    routes.post('/:id/publish', async (c) => publish(c, await ownEntry(c)));
    routes.post('/:id/unpublish', async (c) => {
      const { id } = await ownEntry(c);
      const server = c.get('server');
      await unpublishForm(await server.database(), { id, author: c.get('member').name }, server.now());
      await audit(c, 'form-unpublished', { formId: id });
      return done(c, '/admin/forms/', 'unpublished');
    });
    routes.post('/:id/discard', async (c) => {
      const { id } = await ownEntry(c);
      await discardDraft(await c.get('server').database(), id);
      await audit(c, 'form-draft-discarded', { formId: id });
      return done(c, '/admin/forms/', 'deleted');
    });

    routes.get('/:id/settings', async (c) => settingsPage(c, await entryForHandling(c)));
    routes.post('/:id/settings', async (c) => saveSettings(c, await entryForHandling(c)));

    routes.get('/:id/preview', async (c) => {
      const form = previewForm(c, await ownEntry(c));
      return formPage(c.get('server'), form, undefined, `/admin/forms/${form.id}/preview.json`);
    });
    routes.get('/:id/preview.json', async (c) => c.json(previewForm(c, await ownEntry(c))));
    routes.post('/:id/preview', tryForm);

    return routes;
  },
};

/** A form that somebody may edit: their department's. */
async function ownEntry(c: OfficeContext): Promise<BookEntry> {
  const db = await c.get('server').database();
  const entry = (await formBook(c.get('server'), db)).get(c.req.param('id') ?? '');
  if (!entry) throw Problem.notFound();
  const { department } = await findSettings(db, entry.id);
  if (!isInDepartment(c.get('member'), department)) throw Problem.notFound();
  return entry;
}

/** Who sees the cases, where they are sent and when they go is for administrators to say. */
async function entryForHandling(c: OfficeContext): Promise<BookEntry> {
  if (!isAdministrator(c.get('member'))) throw new Problem(403, 'forbidden');
  return ownEntry(c);
}

function editedForm({ id, draft, form }: BookEntry): Form {
  return structuredClone(draft ?? form ?? { id, fields: [] });
}

async function listPage(
  c: OfficeContext,
  mistake?: { id: string; title: string; message: string },
): Promise<Response> {
  const server = c.get('server');
  const member = c.get('member');
  const words = formWords(c.get('language'));
  const db = await server.database();
  const settings = await allSettings(db);
  const entries = [...(await formBook(server, db)).values()].filter(({ id }) =>
    isInDepartment(member, settings.get(id)?.department ?? null),
  );
  const stateOf = ({ isPublished, draft }: BookEntry): 'published' | 'changed' | 'draft' | 'hidden' => {
    if (isPublished) return draft ? 'changed' : 'published';
    return draft ? 'draft' : 'hidden';
  };
  const button = (id: string, action: string, text: string, title: string): ReturnType<typeof markup> =>
    markup`<form method="post" action="/admin/forms/${id}/${action}">
      ${csrfField(c)}
      <button class="quiet small">${text}<span class="visually-hidden"> – ${title}</span></button>
    </form>`;
  return officePage(c, {
    title: words.title,
    status: mistake ? 422 : 200,
    main: markup`<h1>${words.title}</h1>
      <p>${words.lead}</p>
      <div class="scroll" tabindex="0" role="region" aria-label="${words.title}">
        <table class="table stacks">
          <thead>
            <tr>
              <th scope="col">${words.name}</th>
              <th scope="col">${words.state}</th>
              <th scope="col">${words.department}</th>
              <th scope="col">${words.edit}</th>
            </tr>
          </thead>
          <tbody>
            ${entries.map((entry) => {
              const { id, isPublished, draft, form } = entry;
              const title = formTitle(draft ?? form ?? { id, fields: [] });
              const state = stateOf(entry);
              return markup`<tr>
                <td>
                  <a href="/admin/forms/${id}"><bdi>${title}</bdi></a><br>
                  ${isPublished && form?.url ? markup`<a class="muted" href="${form.url}"><bdi>${form.url}</bdi></a>` : markup`<bdi class="muted">${id}</bdi>`}
                </td>
                <td><span class="tag${isPublished ? ' good' : ''}">${words[state]}</span></td>
                <td><bdi>${settings.get(id)?.department ?? '–'}</bdi></td>
                <td>
                  <div class="actions">
                    <a class="button quiet small" href="/admin/forms/${id}/preview"
                      >${words.preview}<span class="visually-hidden"> – ${title}</span></a
                    >
                    ${
                      isAdministrator(member) &&
                      markup`<a class="button quiet small" href="/admin/forms/${id}/settings"
                        >${words.settings}<span class="visually-hidden"> – ${title}</span></a
                      >`
                    }
                    ${(draft || !isPublished) && button(id, 'publish', draft ? words.publishDraft : words.publish, title)}
                    ${draft && form && button(id, 'discard', words.discard, title)}
                    ${isPublished && button(id, 'unpublish', words.unpublish, title)}
                  </div>
                </td>
              </tr>`;
            })}
          </tbody>
        </table>
      </div>
      <form class="card" method="post" action="/admin/forms/">
        <h2>${words.newForm}</h2>
        ${csrfField(c)}
        <div class="field">
          <label for="new-title">${words.formTitle}</label>
          <input id="new-title" name="title" required maxlength="200" dir="auto" value="${mistake?.title}">
        </div>
        <div class="field">
          <label for="new-id">${words.id}</label>
          <p class="help" id="new-id-help">${words.idHelp}</p>
          ${mistake && markup`<p class="error" role="alert" id="new-id-error">${mistake.message}</p>`}
          <input${attributes({
            id: 'new-id',
            name: 'id',
            required: true,
            maxlength: 60,
            pattern: '[a-z0-9][a-z0-9\\-]*',
            autocapitalize: 'none',
            value: mistake?.id ?? '',
            'aria-describedby': mistake ? 'new-id-error new-id-help' : 'new-id-help',
            'aria-invalid': mistake ? 'true' : undefined,
          })}>
        </div>
        <p><button>${words.create}</button></p>
      </form>`,
  });
}

async function newForm(c: OfficeContext): Promise<Response> {
  const server = c.get('server');
  const words = formWords(c.get('language'));
  const db = await server.database();
  const id = textOf(c.get('form'), 'id')?.trim() ?? '';
  const title = textOf(c.get('form'), 'title')?.trim().slice(0, 200) ?? '';
  if (!/^[a-z0-9][a-z0-9-]{0,59}$/.test(id)) return listPage(c, { id, title, message: words.idWrong });
  if ((await formBook(server, db)).has(id)) return listPage(c, { id, title, message: words.idTaken });
  const member = c.get('member');
  const form: Form = {
    id,
    title,
    language: c.get('language'),
    fields: [{ name: 'message', type: 'textarea', required: true }],
  };
  await saveDraft(db, { id, form, isPublished: false, author: member.name }, server.now());
  const [department] = member.departments;
  if (department !== undefined && !isAdministrator(member)) {
    await keepSettings(db, id, { ...(await findSettings(db, id)), department });
  }
  await audit(c, 'form-drafted', { formId: id });
  return done(c, `/admin/forms/${id}`, 'added');
}

async function saveEditor(c: OfficeContext): Promise<Response> {
  const entry = await ownEntry(c);
  const sent = c.get('form');
  const form = readEditor(sent, editedForm(entry));
  const action = readAction(sent);
  const next = changeFields(form, action);
  const conflict = await keepDraft(c, entry, form);
  if (conflict) return conflict;
  const base = `/admin/forms/${entry.id}`;
  if (action.do === 'preview') return c.redirect(`${base}/preview`, 303);
  if (action.do === 'publish') return publish(c, { ...entry, draft: form });
  return next === undefined ? done(c, base, 'saved') : c.redirect(`${base}#field-${next}`, 303);
}

async function saveJson(c: OfficeContext): Promise<Response> {
  const server = c.get('server');
  const entry = await ownEntry(c);
  const language = c.get('language');
  const text = textsOf(c.get('form'), 'json')[0] ?? '';
  const revision = await revisionOf(await server.database(), entry.id);
  const refused = (problems: string[]): Promise<Response> =>
    editorPage(c, { entry, form: editedForm(entry), revision, status: 422, json: { text, problems } });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return refused([filled(formWords(language).noJson, { message: (error as Error).message })]);
  }
  const { data, problems } = check(Form, json);
  if (problems) return refused(formProblems(json, await formBook(server), language));
  const conflict = await keepDraft(c, entry, { ...data, id: entry.id });
  return conflict ?? done(c, `/admin/forms/${entry.id}`, 'saved');
}

/** Nothing when the draft is kept; a page with what was typed where somebody else was faster. */
async function keepDraft(c: OfficeContext, entry: BookEntry, form: Form): Promise<Response | undefined> {
  const server = c.get('server');
  const db = await server.database();
  const revision = await revisionOf(db, entry.id);
  if ((textsOf(c.get('form'), 'revision')[0] ?? '') !== revision) {
    return editorPage(c, { entry, form, revision, status: 409, isConflict: true });
  }
  const { id, isPublished } = entry;
  await saveDraft(db, { id, form, isPublished, author: c.get('member').name }, server.now());
  await audit(c, 'form-draft-saved', { formId: id });
  return undefined;
}

async function publish(c: OfficeContext, entry: BookEntry): Promise<Response> {
  const server = c.get('server');
  const db = await server.database();
  const form = publishable(c, editedForm(entry));
  const problems = formProblems(editedForm(entry), await formBook(server, db), c.get('language'));
  if (!form || problems.length > 0) {
    const revision = await revisionOf(db, entry.id);
    return editorPage(c, { entry, form: editedForm(entry), revision, status: 422 });
  }
  await publishForm(db, { id: entry.id, form, author: c.get('member').name }, server.now());
  await audit(c, 'form-published', { formId: entry.id });
  return done(c, '/admin/forms/', 'published');
}

/** What everybody may see of a draft: markup cleaned, and sent to this server, whatever it says. */
function publishable(c: OfficeContext, draft: Form): Form | undefined {
  const { data } = check(Form, draft);
  if (!data) return undefined;
  const { submitUrl: _s, caseUrl: _c, challengeUrl, introHtml, ...form } = data;
  return {
    ...form,
    id: draft.id,
    ...(introHtml && { introHtml: cleanHtml(introHtml, `${c.get('server').origin(c)}/`, () => undefined) }),
    ...(challengeUrl && { challengeUrl: `/api/forms/${draft.id}/challenge` }),
  };
}

/** The real form, sent to where it is thrown away, with the proof that this session made the page. */
function previewForm(c: OfficeContext, entry: BookEntry): Form {
  const form = publishable(c, editedForm(entry));
  if (!form || form.fields.length === 0)
    throw Problem.invalid({ name: 'fields', message: (m) => m.field.required });
  const path = `/admin/forms/${entry.id}/preview`;
  const proof: Form['fields'][number] = { name: 'csrf', type: 'hidden', value: c.get('csrf') };
  const { challengeUrl: _, ...shown } = withDefaults(form);
  return { ...shown, url: path, submitUrl: path, fields: [proof, ...form.fields] };
}

async function tryForm(c: OfficeContext): Promise<Response> {
  const entry = await ownEntry(c);
  const sent = c.get('form');
  const form = previewForm(c, entry);
  const isPage = prefersHtml(c);
  const language = c.get('language') === 'sv' ? 'sv' : 'en';
  try {
    await readAnswers(form, sent);
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 422) throw error;
    return isPage
      ? formPage(c.get('server'), form, { values: sent, errors: error.errors })
      : problemResponse(error, language);
  }
  const { previewNote, edit } = formWords(c.get('language'));
  if (!isPage) return c.json({ message: previewNote }, 201);
  return pageResponse(c.get('server'), {
    title: messagesIn(language).page.thanks,
    lang: c.get('language'),
    main: markup`<div class="page">
      <h1>${messagesIn(language).page.thanks}</h1>
      <p class="notice">${previewNote}</p>
      <p><a href="/admin/forms/${entry.id}">${edit}</a></p>
    </div>`,
  });
}
