import { Hono } from 'hono';
import { textOf } from '../http/body.js';
import { markup, type Html } from '../markup.js';
import { audit } from '../office/audit/store.js';
import { csrfField } from '../office/csrf.js';
import { timeElement } from '../office/format.js';
import { filled } from '../office/language.js';
import { isEditor } from '../office/member.js';
import { done, download, officePage } from '../office/page.js';
import type { OfficeContext, OfficeEnv, OfficeSection } from '../office/section.js';
import { Problem } from '../problem.js';
import { pollState, pollTitle, storedPoll, type KeptDefinition, type StoredPoll } from './definition.js';
import { resultCsv } from './export.js';
import { editorPage } from './office-editor.js';
import { resultTables } from './office-results.js';
import { pollWords } from './office-words.js';
import { previewPath } from './poll-of.js';
import { readDraft } from './read-draft.js';
import { countRoll } from './roll.js';
import { changePoll, everyPoll, findDefinition, findPoll, insertPoll, removeDraft } from './store.js';
import { fromLocal, toLocal } from './town-time.js';
import { pollView } from './view.js';

/** Polls: drafted, previewed, published, opened, closed, their results published or withheld, and exported. */
export const pollSection: OfficeSection = {
  path: 'polls',
  title: (language) => pollWords(language).title,
  allowed: isEditor,
  routes: () => {
    const routes = new Hono<OfficeEnv>();
    routes
      .get('/', listPage)
      .get('/new', (c) => editorPage(c, undefined, []))
      .post('/new', create)
      .get('/:id', pollPage)
      .post('/:id', edit)
      .post('/:id/remove', remove)
      .post('/:id/publish', publish)
      .post('/:id/open', (c) => changeTimes(c, 'poll-opened', (poll, now) => ({ ...poll, opens: now })))
      .post('/:id/close', (c) => changeTimes(c, 'poll-closed', (poll, now) => ({ ...poll, closes: now })))
      .post('/:id/times', setTimes)
      .post('/:id/results', decide)
      .get('/:id/results.csv', async (c) => {
        const { poll, result } = await visibleResult(c);
        await audit(c, 'poll-exported', { subject: poll.id, detail: 'csv' });
        return download(`${poll.id}.csv`, 'text/csv; charset=utf-8', resultCsv(poll, result));
      })
      .get('/:id/results.json', async (c) => {
        const counted = await visibleResult(c);
        const poll = { ...counted.poll, results: 'always' as const };
        const viewing = { now: c.get('server').now(), voted: true, canSignIn: false };
        await audit(c, 'poll-exported', { subject: poll.id, detail: 'json' });
        return download(
          `${poll.id}.json`,
          'application/json',
          JSON.stringify(pollView({ ...counted, poll }, viewing), null, 2),
        );
      });
    return routes;
  },
};

async function wanted(c: OfficeContext): Promise<StoredPoll> {
  const poll = await findPoll(await c.get('server').database(), c.req.param('id') ?? '');
  if (!poll) throw Problem.notFound();
  return poll;
}

/** Numbers that the public sees, or that nobody can still vote by. */
function maySeeResult(c: OfficeContext, poll: StoredPoll): boolean {
  return poll.results === 'always' || pollState(poll, c.get('server').now()) === 'closed';
}

async function visibleResult(c: OfficeContext) {
  const counted = await c.get('server').counts.readAnew((await wanted(c)).id);
  if (!counted || counted.poll.isDraft) throw Problem.notFound();
  if (!maySeeResult(c, counted.poll)) throw new Problem(403, 'forbidden');
  return counted;
}

function stateOf(c: OfficeContext, poll: StoredPoll): 'draft' | 'upcoming' | 'open' | 'closed' {
  return poll.isDraft ? 'draft' : pollState(poll, c.get('server').now());
}

async function listPage(c: OfficeContext): Promise<Response> {
  const words = pollWords(c.get('language'));
  const polls = await everyPoll(await c.get('server').database());
  const rows = polls.map(
    (poll) => markup`<tr>
      <td><a href="${pathOf(poll.id)}"><bdi>${pollTitle(poll)}</bdi></a></td>
      <td><span class="tag">${words.states[stateOf(c, poll)]}</span></td>
      <td>${words.policies[poll.ballotPolicy]}</td>
      <td>${words.rules[poll.results]}</td>
      <td>${poll.closes && timeElement(c, new Date(poll.closes))}</td>
    </tr>`,
  );
  return officePage(c, {
    title: words.title,
    main: markup`<h1>${words.title}</h1>
      <p>${words.lead}</p>
      <p><a href="/admin/polls/new">${words.add}</a></p>
      ${
        rows.length === 0
          ? markup`<p>${words.none}</p>`
          : markup`<div class="scroll"><table class="table">
              <thead><tr>
                <th>${words.poll}</th><th>${words.state}</th><th>${words.policy}</th><th>${words.results}</th>
                <th>${words.closes}</th>
              </tr></thead>
              <tbody>${rows}</tbody>
            </table></div>`
      }`,
  });
}

async function create(c: OfficeContext): Promise<Response> {
  const server = c.get('server');
  const id = textOf(c.get('form'), 'id')?.trim() ?? '';
  const { kept, errors } = readDraft(c.get('form'), id, server.timeZone);
  const db = await server.database();
  if (errors.length > 0) return editorPage(c, kept, errors, true);
  // After those that are there.
  const position = 1000 + (await everyPoll(db)).length;
  if (!(await insertPoll(db, kept, position, server.now()))) return editorPage(c, kept, ['id'], true);
  await audit(c, 'poll-drafted', { subject: id });
  return done(c, pathOf(id), 'added');
}

async function edit(c: OfficeContext): Promise<Response> {
  const server = c.get('server');
  const { id, isDraft } = await wanted(c);
  if (!isDraft) throw new Problem(409, 'forbidden');
  const { kept, errors } = readDraft(c.get('form'), id, server.timeZone);
  if (errors.length > 0) return editorPage(c, kept, errors);
  await change(c, id, (before) => (before.isDraft ? kept : undefined));
  await audit(c, 'poll-changed', { subject: id });
  return done(c, pathOf(id), 'saved');
}

async function remove(c: OfficeContext): Promise<Response> {
  const { id } = await wanted(c);
  const server = c.get('server');
  if (!(await removeDraft(await server.database(), id))) throw new Problem(409, 'forbidden');
  server.counts.forget(id);
  await audit(c, 'poll-removed', { subject: id });
  return done(c, '/admin/polls/', 'deleted');
}

async function publish(c: OfficeContext): Promise<Response> {
  const { id } = await wanted(c);
  await change(c, id, ({ isDraft, ...kept }) => (isDraft ? kept : undefined));
  await audit(c, 'poll-published', { subject: id });
  return done(c, pathOf(id), 'published');
}

async function changeTimes(
  c: OfficeContext,
  action: string,
  times: (poll: KeptDefinition['poll'], now: string) => KeptDefinition['poll'],
): Promise<Response> {
  const { id } = await wanted(c);
  const now = c.get('server').now().toISOString();
  await change(c, id, (kept) => ({ ...kept, poll: times(kept.poll, now) }));
  await audit(c, action, { subject: id });
  return done(c, pathOf(id), 'saved');
}

async function setTimes(c: OfficeContext): Promise<Response> {
  const { id } = await wanted(c);
  const { timeZone } = c.get('server');
  const at = (name: string): string | null | undefined => {
    const text = textOf(c.get('form'), name);
    return text === undefined ? null : fromLocal(text, timeZone);
  };
  const [opens, closes] = [at('opens'), at('closes')];
  const isPossible =
    opens !== undefined &&
    closes !== undefined &&
    (opens === null || closes === null || Date.parse(opens) < Date.parse(closes));
  if (!isPossible) {
    const words = pollWords(c.get('language'));
    return pollPage(c, words.errors.times);
  }
  await change(c, id, (kept) => ({ ...kept, poll: { ...kept.poll, opens, closes } }));
  await audit(c, 'poll-rescheduled', { subject: id, detail: `${opens ?? '–'} ${closes ?? '–'}` });
  return done(c, pathOf(id), 'saved');
}

async function decide(c: OfficeContext): Promise<Response> {
  const { id } = await wanted(c);
  const decision = textOf(c.get('form'), 'decision');
  await change(c, id, ({ decision: _, ...kept }) =>
    decision === 'published' || decision === 'withheld' ? { ...kept, decision } : kept,
  );
  await audit(c, 'poll-results', { subject: id, detail: decision ?? 'rule' });
  return done(c, pathOf(id), 'saved');
}

async function change(
  c: OfficeContext,
  id: string,
  how: (kept: KeptDefinition) => KeptDefinition | undefined,
): Promise<void> {
  const server = c.get('server');
  if (!(await changePoll(await server.database(), id, how))) throw new Problem(409, 'forbidden');
  server.counts.forget(id);
}

async function pollPage(c: OfficeContext, error?: unknown): Promise<Response> {
  const server = c.get('server');
  const db = await server.database();
  const poll = await wanted(c);
  const kept = (await findDefinition(db, poll.id))!;
  const words = pollWords(c.get('language'));
  const state = stateOf(c, poll);
  const preview = poll.isDraft ? await previewPath(server, poll.id) : `/fraga/${poll.id}`;
  if (poll.isDraft) {
    return editorPage(
      c,
      kept,
      [],
      false,
      markup`<p><a href="${preview}">${words.preview}</a></p>
      ${poll.ballotPolicy === 'login' && !server.login && markup`<p class="notice error">${words.noProvider}</p>`}
      ${button(c, poll.id, 'publish', words.publish, words.publishNote)}
      ${button(c, poll.id, 'remove', words.remove, undefined, 'danger')}`,
    );
  }
  const counted = await server.counts.readAnew(poll.id);
  const roll = await rollLine(c, poll);
  return officePage(c, {
    title: pollTitle(poll),
    status: typeof error === 'string' ? 422 : 200,
    main: markup`<h1><bdi>${pollTitle(poll)}</bdi></h1>
      ${typeof error === 'string' && markup`<p class="notice error" role="alert">${error}</p>`}
      <p><span class="tag">${words.states[state]}</span> ${words.policies[poll.ballotPolicy]}</p>
      ${roll && markup`<p>${roll}</p>`}
      <p><a href="${preview}">${words.page}</a></p>
      ${state === 'upcoming' && button(c, poll.id, 'open', words.openNow)}
      ${state === 'open' && button(c, poll.id, 'close', words.closeNow, words.closeNote, 'danger')}
      ${timesForm(c, poll)} ${decisionForm(c, kept)}
      <h2>${words.results}</h2>
      ${counted && markup`<p>${words.voters}: ${counted.result.voters}. ${words.blanks}: ${counted.result.blank}.</p>`}
      ${
        counted && maySeeResult(c, poll)
          ? markup`${resultTables(c, counted.result)}
            <ul>
              <li><a href="${pathOf(poll.id)}/results.csv">${words.csv}</a></li>
              <li><a href="${pathOf(poll.id)}/results.json">${words.json}</a></li>
            </ul>`
          : markup`<p>${words.hidden}</p>`
      }
      <p class="quiet">${words.recount}</p>`,
  });
}

async function rollLine(c: OfficeContext, poll: StoredPoll): Promise<string | undefined> {
  const server = c.get('server');
  const words = pollWords(c.get('language'));
  if (poll.ballotPolicy === 'login' && !server.login) return words.noProvider;
  if (poll.ballotPolicy !== 'code' && poll.ballotPolicy !== 'login') return undefined;
  const count = await countRoll(await server.database(), poll.id);
  return filled(poll.ballotPolicy === 'code' ? words.codes : words.signIns, { ...count });
}

function timesForm(c: OfficeContext, poll: StoredPoll): Html {
  const words = pollWords(c.get('language'));
  const { timeZone } = c.get('server');
  const field = (
    name: 'opens' | 'closes',
  ): Html => markup`<p class="field"><label for="${name}">${words[name]}</label>
      <input id="${name}" name="${name}" type="datetime-local" value="${toLocal(poll[name], timeZone)}"></p>`;
  return markup`<h2>${words.times}</h2>
    <form method="post" action="${pathOf(poll.id)}/times">
      ${csrfField(c)} ${field('opens')} ${field('closes')}
      <p><button class="quiet">${words.change}</button></p>
    </form>`;
}

function decisionForm(c: OfficeContext, kept: KeptDefinition): Html {
  const words = pollWords(c.get('language'));
  const current = kept.decision ?? 'rule';
  const rule = storedPoll({ poll: kept.poll, allowBlank: kept.allowBlank }, new Date(0)).results;
  return markup`<form method="post" action="${pathOf(kept.poll.id)}/results">
      ${csrfField(c)}
      <fieldset>
        <legend><h2>${words.decision}</h2></legend>
        ${(['rule', 'published', 'withheld'] as const).map(
          (each) => markup`<p>
            <input type="radio" name="decision" id="decision-${each}" value="${each}"${current === each ? markup` checked` : ''}>
            <label for="decision-${each}">${words.decisions[each]}${each === 'rule' ? ` (${words.rules[rule]})` : ''}</label>
          </p>`,
        )}
      </fieldset>
      <p><button class="quiet">${words.change}</button></p>
    </form>`;
}

function button(
  c: OfficeContext,
  id: string,
  verb: string,
  label: string,
  note?: string,
  look: 'danger' | '' = '',
): Html {
  return markup`<form method="post" action="${pathOf(id)}/${verb}">
    ${csrfField(c)} ${note && markup`<p>${note}</p>`}
    <p><button class="${look}">${label}</button></p>
  </form>`;
}

function pathOf(id: string): string {
  return `/admin/polls/${encodeURIComponent(id)}`;
}
