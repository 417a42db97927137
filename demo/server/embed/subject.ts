import type { Form } from '../../../src/contracts/form.js';
import { formTitle } from '../forms/definition.js';
import { publishedForm, publishedForms } from '../forms/form-book.js';
import { pollTitle } from '../polls/definition.js';
import { findPoll } from '../polls/store.js';
import type { Server } from '../server.js';
import { findService } from '../services/store.js';
import { servicePages } from './service-pages.js';

export type WidgetName =
  'civic-feed' | 'civic-service-card' | 'civic-service-list' | 'civic-feedback' | 'civic-poll';

/** Pixels that a frame is high before its page has said how high it wants to be. */
export const heights: Record<WidgetName, number> = {
  'civic-feed': 900,
  'civic-service-card': 420,
  'civic-service-list': 900,
  'civic-feedback': 640,
  'civic-poll': 460,
};

/** Something of the town that has a page of its own, and a widget that is the same. */
export interface Subject {
  widget: WidgetName;
  src: string;
  /** Path of its page. */
  page: string;
  title: string;
  /** BCP 47, where it says one. */
  lang: string | undefined;
}

/** What a page is about. The catalogue of services may be as old as so many milliseconds. */
export async function subjectOfPage(server: Server, path: string, maxAge = 0): Promise<Subject | undefined> {
  const poll = idIn(path, '/fraga/');
  if (poll !== undefined) return pollSubject(server, poll);
  const plain = path.replace(/\/$/, '');
  // The way in to the whole site is about no one thing.
  if (!plain) return undefined;
  const forms = await publishedForms(server);
  const form = forms.find(({ id, url }) => plain === `/formular/${id}` || plain === url);
  if (form) return formSubject(form);
  const service = (await servicePages(server, maxAge)).get(plain);
  return service === undefined ? undefined : serviceSubject(server, service);
}

/** What an address of data is about. */
export async function subjectOfData(server: Server, path: string): Promise<Subject | undefined> {
  const [poll, form, service] = ['polls', 'forms', 'services'].map((kind) => idIn(path, `/api/${kind}/`));
  if (poll !== undefined) return pollSubject(server, poll);
  if (form !== undefined) {
    const found = await publishedForm(server, form);
    return found && formSubject(found);
  }
  return service === undefined ? undefined : serviceSubject(server, service);
}

function idIn(path: string, prefix: string): string | undefined {
  if (!path.startsWith(prefix)) return undefined;
  return /^[\w.~-]{1,100}$/.exec(path.slice(prefix.length).replace(/\/$/, ''))?.[0];
}

async function pollSubject(server: Server, id: string): Promise<Subject | undefined> {
  const poll = await findPoll(await server.database(), id);
  if (!poll || poll.isDraft) return undefined;
  return {
    widget: 'civic-poll',
    src: `/api/polls/${poll.id}`,
    page: `/fraga/${poll.id}`,
    title: pollTitle(poll),
    lang: poll.language ?? undefined,
  };
}

function formSubject(form: Form): Subject {
  return {
    widget: 'civic-feedback',
    src: `/api/forms/${form.id}`,
    page: /^\/[^/]/.test(form.url ?? '') ? form.url! : `/formular/${form.id}`,
    title: formTitle(form),
    lang: form.language ?? undefined,
  };
}

async function serviceSubject(server: Server, id: string): Promise<Subject | undefined> {
  const service = await findService(await server.database(), id);
  if (!service?.url) return undefined;
  return {
    widget: 'civic-service-card',
    src: `/api/services/${service.id}`,
    page: service.url,
    title: service.name,
    lang: service.language ?? undefined,
  };
}
