/**
 * What libraries of around 2007 did to every page: methods of their own on the language's prototypes, some under names
 * that the language has since given to others. Runs in the page.
 */
export function oldLibrary(): void {
  type Loose = Record<string, unknown>;
  const put = (target: object, methods: Loose) => Object.assign(target, methods);
  const each = Array.prototype.slice;

  // Enumerable, as they were: every `for … in` over an array meets them.
  put(Array.prototype, {
    each(this: unknown[], use: (item: unknown) => void) {
      for (const item of this) use(item);
      return this;
    },
    clone(this: unknown[]) {
      return each.call(this, 0) as unknown[];
    },
    first(this: unknown[]) {
      return this[0];
    },
    last(this: unknown[]) {
      return this[this.length - 1];
    },
    clear(this: unknown[]) {
      this.length = 0;
      return this;
    },
    // Its JSON was a text of its own, so that JSON.stringify says it twice.
    toJSON(this: unknown[]) {
      return `[${this.map((item) => JSON.stringify(item)).join(', ')}]`;
    },
    find(this: unknown[], test: (item: unknown, index: number) => boolean) {
      for (let i = 0; i < this.length; i++) if (test(this[i], i)) return this[i];
    },
    include(this: unknown[], item: unknown) {
      return this.indexOf(item) >= 0;
    },
    compact(this: unknown[]) {
      return this.filter((item) => item !== null && item !== undefined);
    },
    flatten(this: unknown[]) {
      return this.flat(9);
    },
  });
  // Knows nothing of iterators, nor of a second argument.
  Array.from = ((source: { toArray?(): unknown[]; length?: number } & Record<number, unknown>) => {
    if (!source) return [];
    if (typeof source.toArray === 'function') return source.toArray();
    const found: unknown[] = [];
    for (let i = 0; i < (source.length ?? 0); i++) found.push(source[i]);
    return found;
  }) as typeof Array.from;
  put(Object.prototype, { oldLibrary: true });
  put(String.prototype, {
    toJSON(this: string) {
      return this.valueOf();
    },
    strip(this: string) {
      return this.replace(/^\s+|\s+$/g, '');
    },
    startsWith(this: string, start: string) {
      return this.lastIndexOf(start, 0) === 0;
    },
    endsWith(this: string, end: string) {
      const at = this.length - end.length;
      return at >= 0 && this.indexOf(end, at) === at;
    },
  });
  Function.prototype.bind = function bind(
    this: (...args: unknown[]) => unknown,
    self: unknown,
    ...first: unknown[]
  ) {
    return (...args: unknown[]) => this.apply(self, [...first, ...args]);
  } as typeof Function.prototype.bind;
  put(Element.prototype, {
    remove(this: Element) {
      this.parentNode?.removeChild(this);
      return this;
    },
    hide(this: HTMLElement) {
      this.style.display = 'none';
      return this;
    },
    update(this: Element, html: string) {
      this.innerHTML = html;
      return this;
    },
    select(this: Element, selector: string) {
      return [...this.querySelectorAll(selector)];
    },
  });
  put(globalThis, {
    $: (id: string) => document.getElementById(id),
    $A: Array.from,
    $$: (selector: string) => [...document.querySelectorAll(selector)],
    Class: { create: () => function made() {} },
    Template: function Template() {},
    Event: Object.assign(Event, { observe: () => undefined, stop: () => undefined, KEY_TAB: 9 }),
  });
}
