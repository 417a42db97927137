import { formTitle, withDefaults } from '../forms/definition.js';
import { pollTitle } from '../polls/definition.js';
import { findPoll } from '../polls/store.js';
import type { Server } from '../server.js';
import { allServices, findService } from '../services/store.js';

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

/** What a page is about. */
export async function subjectOfPage(server: Server, path: string): Promise<Subject | undefined> {
  const poll = idIn(path, '/fraga/');
  if (poll !== undefined) return pollSubject(server, poll);
  const plain = path.replace(/\/$/, '');
  for (const form of server.town.forms) {
    if ([`/formular/${form.id}`, withDefaults(form).url].includes(plain)) return formSubject(server, form.id);
  }
  if (!plain) return undefined;
  const services = await allServices(await server.database());
  const service = services.find(({ url }) => url?.replace(/\/$/, '') === plain);
  return service && serviceSubject(server, service.id);
}

/** What an address of data is about. */
export async function subjectOfData(server: Server, path: string): Promise<Subject | undefined> {
  const [poll, form, service] = ['polls', 'forms', 'services'].map((kind) => idIn(path, `/api/${kind}/`));
  if (poll !== undefined) return pollSubject(server, poll);
  if (form !== undefined) return formSubject(server, form);
  return service === undefined ? undefined : serviceSubject(server, service);
}

function idIn(path: string, prefix: string): string | undefined {
  if (!path.startsWith(prefix)) return undefined;
  return /^[\w.~-]{1,100}$/.exec(path.slice(prefix.length).replace(/\/$/, ''))?.[0];
}

async function pollSubject(server: Server, id: string): Promise<Subject | undefined> {
  const poll = await findPoll(await server.database(), id);
  if (!poll) return undefined;
  return {
    widget: 'civic-poll',
    src: `/api/polls/${poll.id}`,
    page: `/fraga/${poll.id}`,
    title: pollTitle(poll),
    lang: poll.language ?? undefined,
  };
}

function formSubject(server: Server, id: string): Subject | undefined {
  const found = server.town.forms.find((form) => form.id === id);
  if (!found) return undefined;
  const form = withDefaults(found);
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
