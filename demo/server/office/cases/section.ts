import { Hono } from 'hono';
import { deleteCase } from '../../cases/delete-case.js';
import { textOf, textsOf } from '../../http/body.js';
import { withPlainBreaks } from '../../forms/text-value.js';
import { uuidOf } from '../../http/uuid.js';
import { Problem } from '../../problem.js';
import { audit } from '../audit/store.js';
import { filled } from '../language.js';
import { isCaseworker } from '../member.js';
import { done, download } from '../page.js';
import type { OfficeContext, OfficeEnv, OfficeSection } from '../section.js';
import { casePage, longestText, type CaseMistake } from './case-page.js';
import { listPage } from './list-page.js';
import { findOfficeCase, openFile, type OfficeCase } from './store.js';
import { addNote, answerCase, changeStatus } from './work.js';
import { caseWords, statuses, type Status } from './words.js';

/** Types that a browser may be told; what anything else is, it need not know. */
const plainTypes = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'application/pdf']);

export const caseSection: OfficeSection = {
  path: 'cases',
  title: (language) => caseWords(language).title,
  allowed: isCaseworker,
  routes: () => {
    const routes = new Hono<OfficeEnv>();

    routes.get('/', listPage);

    routes.get('/:id', async (c) => {
      const found = await ownCase(c);
      await noted(c, 'case-opened', found);
      return casePage(c, found);
    });

    routes.get('/:id/files/:position', async (c) => {
      const found = await ownCase(c);
      const position = c.req.param('position');
      const db = await c.get('server').database();
      const file = /^\d{1,4}$/.test(position)
        ? await openFile(db, found.reference, Number(position))
        : undefined;
      if (!file) throw Problem.notFound();
      await noted(c, 'file-opened', found, file.name);
      const type = plainTypes.has(file.type) ? file.type : 'application/octet-stream';
      const response = download(file.name, type, new Uint8Array(file.content));
      response.headers.set('Content-Security-Policy', "default-src 'none'; sandbox");
      return response;
    });

    routes.post('/:id/answer', async (c) => {
      const found = await ownCase(c);
      const mistake = textMistake(c, 'answer');
      if (mistake) return casePage(c, found, mistake);
      const server = c.get('server');
      const answer = { id: idOf(c), text: writtenText(c), status: statusOf(c) ?? 'answered' };
      const isNew = await answerCase(await server.database(), found, answer, server.now());
      if (isNew) await noted(c, 'case-answered', found, answer.status);
      return done(c, `/admin/cases/${found.id}`, 'sent');
    });

    routes.post('/:id/notes', async (c) => {
      const found = await ownCase(c);
      const mistake = textMistake(c, 'note');
      if (mistake) return casePage(c, found, mistake);
      const server = c.get('server');
      const note = { id: idOf(c), author: c.get('member').name, text: writtenText(c) };
      await addNote(await server.database(), found.reference, note, server.now());
      await noted(c, 'note-added', found);
      return done(c, `/admin/cases/${found.id}`, 'added');
    });

    routes.post('/:id/status', async (c) => {
      const found = await ownCase(c);
      const status = statusOf(c);
      if (!status) throw Problem.invalid({ name: 'status', message: (m) => m.field.option });
      const server = c.get('server');
      await changeStatus(await server.database(), found, status, server.now());
      await noted(c, 'status-changed', found, status);
      return done(c, `/admin/cases/${found.id}`, 'saved');
    });

    routes.post('/:id/delete', async (c) => {
      const found = await ownCase(c);
      if (textOf(c.get('form'), 'confirm') !== 'yes') {
        const message = caseWords(c.get('language')).confirmFirst;
        return casePage(c, found, { field: 'confirm', text: '', id: '', message });
      }
      await deleteCase(await c.get('server').database(), found.reference);
      await noted(c, 'case-deleted', found);
      return done(c, '/admin/cases/', 'deleted');
    });

    return routes;
  },
};

/** A case that is not the member's looks like one that is not there. */
async function ownCase(c: OfficeContext): Promise<OfficeCase> {
  const db = await c.get('server').database();
  const found = await findOfficeCase(db, c.get('member'), c.req.param('id') ?? '');
  if (!found) throw Problem.notFound();
  return found;
}

function noted(c: OfficeContext, action: string, { id, formId }: OfficeCase, detail?: string): Promise<void> {
  return audit(c, action, { formId, subject: id, ...(detail !== undefined && { detail }) });
}

function writtenText(c: OfficeContext): string {
  return withPlainBreaks(textsOf(c.get('form'), 'text')[0] ?? '').trim();
}

function idOf(c: OfficeContext): string {
  return uuidOf(c.get('form'), 'id') ?? crypto.randomUUID();
}

function statusOf(c: OfficeContext): Status | undefined {
  const sent = textOf(c.get('form'), 'status');
  return statuses.find((status) => status === sent);
}

function textMistake(c: OfficeContext, field: 'answer' | 'note'): CaseMistake | undefined {
  const words = caseWords(c.get('language'));
  const text = writtenText(c);
  const mistake = (message: string): CaseMistake => ({ field, text, message, id: idOf(c) });
  if (text === '') return mistake(words.empty);
  return text.length > longestText ? mistake(filled(words.tooLong, { n: longestText })) : undefined;
}
