/** Data of this website that a widget can show. */
export interface OwnData {
  src: string;
  /** Empty for the only one that there is. */
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
  const [path, member, name] = list ?? LISTS['civic-service-card']!;
  const answer = await fetch(path);
  if (!answer.ok) return [];
  if (!list) return [{ src: path, name: '' }];
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

/** The page of a poll, a form, a service or a JSON Feed, where its data says so. */
export async function pageOf(src: string): Promise<string> {
  try {
    const answer = await fetch(src);
    const { url, home_page_url: home } = (await answer.json()) as Record<string, unknown>;
    const page = url ?? home;
    return answer.ok && typeof page === 'string' ? page : '';
  } catch {
    return '';
  }
}
