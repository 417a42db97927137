import { Hono } from 'hono';
import type { Service } from '../../../src/contracts/service.js';
import { textOf } from '../http/body.js';
import { attributes, markup, type Html } from '../markup.js';
import { audit } from '../office/audit/store.js';
import { csrfField } from '../office/csrf.js';
import { timeElement } from '../office/format.js';
import { filled } from '../office/language.js';
import { isEditor } from '../office/member.js';
import { done, officePage } from '../office/page.js';
import type { OfficeContext, OfficeEnv, OfficeSection } from '../office/section.js';
import { officeWords } from '../office/words.js';
import { Problem } from '../problem.js';
import { addressesOf, isDead, linkStates, type LinkState } from './links.js';
import { serviceWords } from './office-words.js';
import { lines, readEditor, states, texts } from './read-editor.js';
import { allServices, findService, putService, removeService } from './store.js';

const usableId = /^[\w-]{1,100}$/;

/** The catalogue: looked through, written, taken away; what leads nowhere is marked. */
export const serviceSection: OfficeSection = {
  path: 'services',
  title: (language) => serviceWords(language).title,
  allowed: isEditor,
  routes: () => {
    const routes = new Hono<OfficeEnv>();
    routes
      .get('/', listPage)
      .get('/new', (c) => editorPage(c, { id: '', name: '' }, []))
      .post('/new', async (c) => save(c, undefined))
      .get('/:id', async (c) => editorPage(c, await wanted(c), []))
      .post('/:id', async (c) => save(c, await wanted(c)))
      .post('/:id/remove', async (c) => {
        const { id } = await wanted(c);
        await removeService(await c.get('server').database(), id);
        await audit(c, 'service-removed', { subject: id });
        return done(c, '/admin/services/', 'deleted');
      });
    return routes;
  },
};

async function wanted(c: OfficeContext): Promise<Service> {
  const service = await findService(await c.get('server').database(), c.req.param('id') ?? '');
  if (!service) throw Problem.notFound();
  return service;
}

async function deadLinks(c: OfficeContext): Promise<Map<string, LinkState>> {
  const found = await linkStates(await c.get('server').database());
  return new Map(found.filter(isDead).map((state) => [state.address, state]));
}

async function listPage(c: OfficeContext): Promise<Response> {
  const words = serviceWords(c.get('language'));
  const services = await allServices(await c.get('server').database());
  const dead = await deadLinks(c);
  const rows = services.map((service) => {
    const marks = addressesOf(service, c.get('server').origin(c)).flatMap(
      (address) => dead.get(address) ?? [],
    );
    const state = service.status?.state ?? 'available';
    return markup`<tr>
      <td><a href="/admin/services/${encodeURIComponent(service.id)}"><bdi>${service.name}</bdi></a></td>
      <td>${words.states[state]}</td>
      <td><bdi>${service.url ?? ''}</bdi>${marks.map((mark) => deadMark(c, mark))}</td>
    </tr>`;
  });
  return officePage(c, {
    title: words.title,
    main: markup`<h1>${words.title}</h1>
      <p>${words.lead}</p>
      <p><a href="/admin/services/new">${words.add}</a></p>
      ${
        rows.length > 0
          ? markup`<div class="scroll"><table class="table">
              <thead><tr><th>${words.name}</th><th>${words.state}</th><th>${words.link}</th></tr></thead>
              <tbody>${rows}</tbody>
            </table></div>`
          : markup`<p>${words.none}</p>`
      }`,
  });
}

function deadMark(c: OfficeContext, { since, answer }: LinkState): Html {
  const [before, after] = filled(serviceWords(c.get('language')).deadLink, { answer }).split('{date}');
  return markup` <strong class="tag">${before}${since && timeElement(c, since)}${after}</strong>`;
}

async function save(c: OfficeContext, before: Service | undefined): Promise<Response> {
  const form = c.get('form');
  const db = await c.get('server').database();
  const words = serviceWords(c.get('language'));
  const id = before?.id ?? textOf(form, 'id')?.trim() ?? '';
  const { service, errors } = readEditor(form, before ?? { id, name: '' }, c.get('language'));
  if (!before && (!usableId.test(id) || (await findService(db, id)))) errors.push(words.needsId);
  if (errors.length > 0) return editorPage(c, service, errors, !before);
  const updated = c.get('server').now().toISOString().slice(0, 10);
  await putService(db, { ...service, updated });
  await audit(c, before ? 'service-changed' : 'service-added', { subject: id });
  return done(c, '/admin/services/', before ? 'saved' : 'added');
}

async function editorPage(
  c: OfficeContext,
  service: Service,
  errors: readonly string[],
  isNew = service.id === '',
): Promise<Response> {
  const words = serviceWords(c.get('language'));
  const common = officeWords(c.get('language'));
  const title = isNew ? words.add : filled(words.edit, { name: service.name });
  const dead = await deadLinks(c);
  const marks = addressesOf(service, c.get('server').origin(c)).flatMap((address) => dead.get(address) ?? []);
  const path = `/admin/services/${isNew ? 'new' : encodeURIComponent(service.id)}`;
  const field = (name: string, label: string, value: string | null | undefined, required = false): Html =>
    markup`<p class="field"><label for="${name}">${label}</label>
      <input${attributes({ id: name, name, value: value ?? '', required })}></p>`;
  const area = (name: string, label: string, value: string | null | undefined, help?: string): Html =>
    markup`<p class="field"><label for="${name}">${label}</label>
      <textarea${attributes({ id: name, name, rows: '3', 'aria-describedby': help && `${name}-help` })}>${value ?? ''}</textarea>
      ${help && markup`<span class="quiet" id="${name}-help">${help}</span>`}</p>`;
  const channels = (service.channels ?? []).map(({ type, label, value, hours }) =>
    [type, label ?? '', value, hours ?? ''].join(' | '),
  );
  const special = (service.specialHours ?? []).map(({ date, hours }) => [date, hours ?? ''].join(' | '));
  const state = service.status?.state ?? 'available';
  return officePage(c, {
    title,
    status: errors.length > 0 ? 422 : 200,
    main: markup`<h1>${title}</h1>
      ${
        errors.length > 0 &&
        markup`<div class="notice error" role="alert"><p>${words.wrong}</p>
          <ul>${errors.map((error) => markup`<li>${error}</li>`)}</ul></div>`
      }
      ${
        marks.length > 0 &&
        markup`<div class="notice error"><p>${words.deadNote}</p>
          <ul>${marks.map((mark) => markup`<li><bdi>${mark.address}</bdi>${deadMark(c, mark)}</li>`)}</ul></div>`
      }
      <form method="post" action="${path}">
        ${csrfField(c)}
        ${isNew && field('id', words.id, service.id, true)}
        ${field('name', words.name, service.name, true)}
        ${area('summary', words.summary, service.summary)}
        ${field('url', words.url, service.url)}
        <p class="field"><label for="state">${words.state}</label>
          <select id="state" name="state">${states.map(
            (each) =>
              markup`<option${attributes({ value: each, selected: each === state })}>${words.states[each]}</option>`,
          )}</select></p>
        ${area('message', words.message, service.status?.message)}
        ${field('until', words.until, service.status?.until)}
        ${field('provider', words.provider, service.provider?.name)}
        ${texts.map((name) => field(name, words[name], service[name]))}
        ${lines.map((name) => area(name, words[name], service[name]?.join('\n')))}
        ${area('channels', words.channels, channels.join('\n'), words.channelsHelp)}
        ${area('special', words.special, special.join('\n'))}
        <p><button>${common.save}</button></p>
      </form>
      ${
        !isNew &&
        markup`<form method="post" action="${path}/remove">
          ${csrfField(c)}
          <p>${words.removeNote}</p>
          <p><button class="danger">${words.remove}</button></p>
        </form>`
      }`,
  });
}
