/* Where a block gets its data: what somebody pastes is understood, and what the allowed sites offer is listed. */
(function (data) {
  const TAGS = data.blocks.map(({ tag }) => tag);
  const ELEMENTS = TAGS.flatMap((tag) => [tag, `div.${tag}`, `a[href*="#${tag}"]`]).join();
  /** What the reference server lists, by tag: its name there, and what people call one of it. */
  const LISTS = {
    'civic-poll': ['polls', 'question'],
    'civic-feedback': ['forms', 'title'],
    'civic-feed': ['feeds', 'title'],
    'civic-service-card': ['services', 'name'],
  };

  const knownOf = (tag) => data.blocks.find((block) => block.tag === tag)?.attributes ?? {};

  /** Of pairs of names and texts, those that the element has, as what its block keeps. */
  function attributesOf(tag, pairs) {
    const known = knownOf(tag);
    const found = {};
    for (const [name, text] of pairs) {
      const type = known[name]?.type;
      if (type === 'boolean') found[name] = text !== 'false';
      else if (type === 'number') found[name] = Number(text) || undefined;
      else if (type) found[name] = text;
    }
    return found;
  }

  /** `#civic-poll?src=…` */
  function ofFragment(address) {
    const [tag, query = ''] = address.slice(address.indexOf('#') + 1).split(/\?(.*)/s);
    return TAGS.includes(tag)
      ? { tag, attributes: attributesOf(tag, new URLSearchParams(query)) }
      : undefined;
  }

  /** A tag, a div or a link of ours, with what stands in it for pages without JavaScript. */
  function ofElement(element) {
    const link = element.matches('a') ? element : element.querySelector('a');
    const without = link && {
      'fallback-href': (link.getAttribute('href') ?? '').split('#')[0] || undefined,
      'fallback-text': link.textContent.trim() || undefined,
    };
    if (element === link) {
      const found = ofFragment(element.getAttribute('href') ?? '');
      return found && { ...found, attributes: { ...found.attributes, ...without } };
    }
    const tag = TAGS.find((each) => element.matches(`${each},div.${each}`));
    const isDiv = element.localName === 'div';
    const pairs = [...element.attributes]
      .filter(({ name }) => !isDiv || name.startsWith('data-'))
      .map(({ name, value }) => [isDiv ? name.slice('data-'.length) : name, value]);
    return tag && { tag, attributes: { ...attributesOf(tag, pairs), ...without } };
  }

  /** Relative addresses in it are those of the site that the builder stands on. */
  function ofBuilder({ pathname, searchParams, origin }) {
    const tag = searchParams.get('widget');
    if (!/\/builder\/?$/.test(pathname) || !TAGS.includes(tag)) return undefined;
    const attributes = attributesOf(tag, searchParams);
    for (const name of ['src', 'action']) {
      const addresses = attributes[name]?.split(/\s+/).filter(Boolean);
      if (addresses) attributes[name] = addresses.map((each) => new URL(each, origin).href).join(' ');
    }
    return { tag, attributes };
  }

  /**
   * Whatever of ours was pasted: a link, a tag, a div, the address of the snippet builder, of a page that is among the
   * choices, or of the data itself.
   */
  function understood(text, tag, choices = []) {
    const typed = text.trim();
    if (typed.includes('<')) {
      const element = new window.DOMParser().parseFromString(typed, 'text/html').querySelector(ELEMENTS);
      return element ? ofElement(element) : undefined;
    }
    const url = URL.canParse(typed) ? new URL(typed) : undefined;
    const page =
      url &&
      choices.find(
        ({ src, id }) => id && new URL(src).origin === url.origin && url.pathname.endsWith(`/${id}`),
      );
    const found = url && (ofFragment(url.href) ?? ofBuilder(url));
    if (found || !typed || !tag || /\/builder\/?$/.test(url?.pathname)) return found;
    return { tag, attributes: { src: page?.src ?? typed } };
  }

  const textOf = (value) => (typeof value === 'string' ? value : Object.values(value ?? {})[0]);

  async function offered(tag, origin) {
    const [list, name] = LISTS[tag] ?? LISTS['civic-service-card'];
    const address = `${origin}/api/${list}`;
    try {
      const response = await fetch(address, { credentials: 'omit' });
      const found = (await response.json())[list];
      if (!LISTS[tag]) return [{ src: address, label: address }];
      return found.map((each) => ({
        src: new URL(each.src ?? `${address}/${each.id}`, origin).href,
        label: textOf(each[name]) || each.id,
        id: each.id,
      }));
    } catch {
      // Most sites offer no list; then the address is typed.
      return [];
    }
  }

  const asked = new Map();

  /** What the sites that the settings allow have for such a widget. Asked once. */
  function choicesFor(tag) {
    if (!asked.has(tag)) {
      const origins = data.origins.map((origin) => offered(tag, origin));
      asked.set(
        tag,
        Promise.all(origins).then((found) => found.flat()),
      );
    }
    return asked.get(tag);
  }

  window.civicWidgetsSource = { choicesFor, understood };
})(window.civicWidgetsEditor);
