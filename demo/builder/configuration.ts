/** Everything that the builder knows of one widget on one page. */
export interface Configuration {
  /** The element's name. */
  widget: string;
  /** Values by attribute. A switch that is on is empty text; what is not set is not there. */
  attributes: Record<string, string>;
  /** Address of a page that shows the same, for those whom the widget does not reach. */
  page: string;
  /** The link's text. */
  text: string;
}

/** Attributes that hold addresses. */
const ADDRESSES = /(?:^|-)(?:src|href|action|image)$/;

/**
 * The same for a page on another site: what is relative here is made complete, so that it leads to the same there.
 * @param here address that relative ones are relative to
 */
export function elsewhere(configuration: Configuration, here: string): Configuration {
  const complete = (value: string): string =>
    value
      .split(/\s+/)
      // A language in braces stays one: `URL` would encode them.
      .map((each) => (each && URL.canParse(each, here) ? decodeBraces(new URL(each, here).href) : each))
      .join(' ');
  const attributes = Object.entries(configuration.attributes).map(([name, value]) => [
    name,
    ADDRESSES.test(name) && !value.startsWith('#') ? complete(value) : value,
  ]);
  return {
    ...configuration,
    attributes: Object.fromEntries(attributes) as Record<string, string>,
    page: configuration.page && complete(configuration.page),
  };
}

const decodeBraces = (url: string): string => url.replace(/%7Blang%7D/gi, '{lang}');

/** Not attributes: their names begin with what no attribute begins with. */
const PAGE = '_page';
const TEXT = '_text';
/** The site that the snippets are for. */
export const SITE = '_site';

/** As the query of an address that opens the builder with it. */
export function toQuery({ widget, attributes, page, text }: Configuration): string {
  const query = new URLSearchParams({ widget, ...attributes });
  if (page) query.set(PAGE, page);
  if (text) query.set(TEXT, text);
  return query.toString();
}

/** What an address says, of the widgets and attributes that there are. */
export function fromQuery(
  query: string,
  known: ReadonlyMap<string, readonly string[]>,
): Configuration | undefined {
  const all = new URLSearchParams(query);
  const widget = all.get('widget') ?? '';
  const names = known.get(widget);
  if (!names) return undefined;
  return {
    widget,
    attributes: Object.fromEntries([...all].filter(([name]) => names.includes(name))),
    page: all.get(PAGE) ?? '',
    text: all.get(TEXT) ?? '',
  };
}

/** The addresses that a widget reads from. */
export const sourcesOf = ({ attributes }: Configuration): string[] =>
  (attributes.src ?? '').split(/\s+/).filter(Boolean);

/** The addresses that a widget reads from and sends to. */
export const addressesOf = (configuration: Configuration): string[] => [
  ...sourcesOf(configuration),
  ...(configuration.attributes.action ?? '').split(/\s+/).filter(Boolean),
];

/** Whether it says enough to show something. */
export const isReady = ({ widget, attributes }: Configuration): boolean =>
  Boolean(attributes.src) ||
  (widget === 'civic-service-card' && Boolean(attributes.name)) ||
  (attributes.variant === 'page-rating' && Boolean(attributes.action));

/**
 * Origins of those addresses that are another site's than the page's, the endpoint's default port left out.
 * Where nobody knows the page, every complete address is another's.
 */
export function foreignOrigins(configuration: Configuration, home?: string): string[] {
  const origins = addressesOf(configuration).flatMap((address) => {
    // As a widget resolves it: what is not complete is the page's own.
    const url = address.replace(/\{lang\}/g, 'en');
    if (!URL.canParse(url, home)) return [];
    const { origin, protocol } = new URL(url, home);
    return /^https?:$/.test(protocol) ? [origin] : [];
  });
  return [...new Set(origins)].filter((origin) => !home || origin !== new URL(home).origin);
}
