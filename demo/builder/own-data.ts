/** Data of this website that a widget can show. */
export interface OwnData {
  src: string;
  name: string;
}

const LISTS: Record<string, readonly [path: string, member: string, name: string]> = {
  'civic-poll': ['/api/polls', 'polls', 'question'],
  'civic-feedback': ['/api/forms', 'forms', 'title'],
  'civic-feed': ['/api/feeds', 'feeds', 'title'],
  'civic-service-card': ['/api/services', 'services', 'name'],
};

const known = new Map<string, Promise<OwnData[]>>();

async function load(widget: string): Promise<OwnData[]> {
  const list = LISTS[widget];
  if (!list) return [{ src: '/api/services', name: '/api/services' }];
  const [path, member, name] = list;
  const answer = await fetch(path);
  if (!answer.ok) return [];
  const body = (await answer.json()) as Record<string, Record<string, string>[]>;
  return (body[member] ?? []).map((each) => ({
    src: each.src ?? `${path}/${each.id ?? ''}`,
    name: each[name] ?? each.id ?? '',
  }));
}

/** What the reference server lists for a widget; nothing where the builder stands on a server that has no such list. */
export function ownData(widget: string): Promise<OwnData[]> {
  let data = known.get(widget);
  if (!data) known.set(widget, (data = load(widget).catch(() => [])));
  return data;
}

/** The page of a poll, a form or a service, where its data says so. */
export async function pageOf(src: string): Promise<string> {
  try {
    const answer = await fetch(src);
    const { url } = (await answer.json()) as { url?: unknown };
    return answer.ok && typeof url === 'string' ? url : '';
  } catch {
    return '';
  }
}
