import { check } from '../contracts/check.js';
import { type Service, type ServiceChannel, ServiceStatus } from '../contracts/service.js';
import { DAY, DAYS } from '../internal/opening-hours.js';
import { compact, present } from './json.js';
import { type Graph, type Thing, type Value, isThing, localName } from './linked-data.js';
import { type LocalText, Texts } from './local-text.js';

/** What schema.org has no words for: the card writes it as an offer's `additionalProperty`. */
export const OWN_TEXTS = ['actionLabel', 'duration', 'processingTime', 'timeZone', 'updated'];
export const OWN_LISTS = ['login', 'need', 'lifeEvents'];
export const OWN_STATUS = ['state', 'message', 'until'];

const NAME = 'name title preflabel preferredlabel legalname organization';
const ADDRESS = 'serviceurl hasurl url contactpage homepage page website';
const CONTACTS = 'contactpoint hascontactpoint contactdetails';

/** What a channel, or what it leads to, is reached by. */
const WAYS: readonly [ServiceChannel['type'], string][] = [
  ['online', ADDRESS],
  ['email', 'email hasemail mbox emails'],
  ['phone', 'telephone hastelephone tel number servicephone servicesmsnumber phone phonenumbers'],
  ['office', 'address hasaddress servicelocation'],
  ['post', 'servicepostaladdress'],
  ['online', 'webpages'],
  ['phone', CONTACTS],
];
const TYPES = ['chat', 'email', 'phone', 'office', 'post'] as const;
const KIND = /(chat)|(mail)|(phone)|(office|counter|desk|location)|(post|letter)/i;

/** `Mo-We,Fr` of days in any order, whatever they are written with. */
const dayNames = (days: readonly string[]): string =>
  DAYS.map((day) => (days.some((each) => localName(each).startsWith(day)) ? day : ''))
    .join()
    .replace(/(\w+)(,\w+)*,(\w+)/g, '$1-$3')
    .replace(/^,+|,+$|,(?=,)/g, '');

/** Days that are other hours; more are a season. */
const MAX_SPECIAL = 31;

const some = <Item>(items: readonly Item[]): Item[] | undefined =>
  items.length ? [...new Set(items)] : undefined;

/** The tag of a language, also of one with three letters at the end of an IRI. */
const languageTag = (text: string): string | undefined =>
  /^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i.test(text) ? Intl.getCanonicalLocales(text)[0] : undefined;

/**
 * A service as schema.org's `GovernmentService` and `Service` tell of it, CPSV-AP's `PublicService` and the Finnish
 * catalogue's (Suomi.fi PTV): they differ in words only. Undefined where it has no name or is not published.
 * @param languages BCP 47, the best first
 */
export function linkedService(thing: Thing, graph: Graph, languages: readonly string[]): Service | undefined {
  const { values } = graph;
  const texts = new Texts(languages);
  const things = (from: Thing, names: string) => values(from, names).filter(isThing);
  /** Texts, and what things are called; where they have no such name none, or what the last resort says. */
  const said = (
    from: Thing,
    names: string,
    by: string,
    last: (thing: Thing) => string,
    depth = 0,
  ): LocalText[] =>
    values(from, names).flatMap((value) => {
      if (!isThing(value)) return value;
      const inner = depth < 3 ? said(value, by, by, last, depth + 1) : [];
      return inner.length ? inner : { text: last(value) };
    });
  /** To be read; the address of a thing that is not there is nothing to read. */
  const readable = (from: Thing, names: string): LocalText[] =>
    said(from, names, `${NAME} label audiencetype hasvalue value`, () => '').filter(
      ({ text }) => text && !/^[a-z][\w+-]*:\S+$/i.test(text),
    );
  const all = (from: Thing, names: string) => some(texts.all(readable(from, names)));
  const one = (from: Thing, names: string) => all(from, names)?.[0];
  /** What is to be used rather than read: addresses, numbers. */
  const raws = (from: Thing, names: string): string[] =>
    present(
      said(from, names, 'hasvalue value contenturl url alternatename', ({ id }) => id).map(
        ({ text }) => text,
      ),
    );
  const raw = (from: Thing, names: string): string => raws(from, names)[0] ?? '';

  const name = one(thing, NAME);
  if (!name || /^(?:Draft|Deleted|Archived)/.test(raw(thing, 'publishingstatus'))) return undefined;
  const special = new Map<string, string | null>();
  const now = Date.now();

  const hoursOf = (from: Thing): string => {
    const hours = values(from, 'openinghoursspecification hoursavailable openinghours servicehours')
      .flatMap((value) => {
        const inner =
          isThing(value) && raw(value, 'servicehourtype') !== 'Exceptional'
            ? things(value, 'openinghour')
            : [];
        return inner.length ? inner : value;
      })
      .map((value) => {
        if (!isThing(value)) return value.text;
        const [opens, closes] = ['opens from', 'closes to'].map(
          (each) => /\d\d:\d\d/.exec(raw(value, each))?.[0],
        );
        const times = opens && opens !== closes && `${opens}-${closes}`.replace('-23:59', '-24:00');
        const [from = 0, to = 0] = ['validfrom', 'validthrough'].map((each) =>
          Date.parse(raw(value, each).slice(0, 10)),
        );
        const days = ['dayofweek dayfrom', 'dayto'].map((each) => dayNames(raws(value, each)));
        if (to - from < MAX_SPECIAL * DAY) {
          const other = times || raw(value, 'description').replace('off', '');
          const named = raws(value, 'dayofweek').join();
          for (let at = from; at <= to; at += DAY) {
            const date = new Date(at).toISOString().slice(0, 10);
            if (!named || named.includes(DAYS[(new Date(at).getUTCDay() + 6) % 7]!))
              special.set(date, present([special.get(date), other]).join() || null);
          }
          return '';
        }
        if (from > now || to + DAY < now) return '';
        return opens || days[0]
          ? `${present(days).join('-')} ${times || 'off'}`.trim()
          : one(value, 'description name');
      });
    const others = things(from, 'specialopeninghoursspecification availabilityrestriction');
    return present([...hours, ...others.map((each) => one(each, 'description'))]).join('; ');
  };

  const addressOf = (value: Thing): string =>
    /^(?:mailto|tel):/.exec(value.id)?.input ||
    raw(value, 'fulladdress hasvalue') ||
    present(
      ['streetaddress thoroughfare', 'postalcode postcode', 'addresslocality postname'].map((names, i) =>
        present([one(value, names), i ? '' : one(value, 'locatordesignator')]).join(' '),
      ),
    )
      .join(', ')
      .replace(/(, \d[\d ]*), /, '$1 ');

  /** Of what there is for each language, that in the best. */
  const local = (all: readonly Value[]) =>
    texts
      .best(
        all.map((value) => ({
          value,
          lang: isThing(value) ? languageTag(raw(value, 'language')) : value.lang,
        })),
      )
      .map(({ value }) => value);

  const general = hoursOf(thing);
  const seen = new Set([thing]);
  type Outer = Partial<Record<'label' | 'hours' | 'kind', string | undefined>>;
  const channelsOf = (from: Thing, outer?: Outer): ServiceChannel[] => {
    if (seen.has(from)) return [];
    seen.add(from);
    const label = one(from, 'name title preflabel contacttype servicechannel') ?? outer?.label;
    const hours = hoursOf(from) || outer?.hours || general;
    const kind = raw(from, 'additionaltype type') || outer?.kind;
    const type =
      TYPES[
        KIND.exec(kind ?? '')
          ?.slice(1)
          .findIndex(Boolean) ?? -1
      ] ?? 'online';
    const about = compact<Partial<ServiceChannel>>({ label, hours });
    const found = WAYS.flatMap(([way, names]) =>
      local(values(from, names)).flatMap((value) => {
        const text = !isThing(value)
          ? value.text
          : way === 'online'
            ? raw(value, 'url') || value.id
            : addressOf(value);
        return text
          ? {
              ...about,
              type: text.startsWith('mailto:') ? 'email' : way === 'online' && type === 'chat' ? type : way,
              value:
                (way === 'phone' ? raw(from, 'prefixnumber') : '') + text.replace(/^(?:mailto|tel):/, ''),
            }
          : isThing(value)
            ? channelsOf(value, { label, hours, kind })
            : [];
      }),
    );
    // A way that only has a name is one to ask for.
    return found.length || !label || outer ? found : [{ ...about, type, value: '' }];
  };

  const offers = things(thing, 'offers');
  const charge = raw(thing, 'servicechargetype') || raw(thing, 'isaccessibleforfree');
  const costs = [...offers, ...things(thing, 'hascost')].map((value) => {
    const price = things(value, 'pricespecification')[0] ?? value;
    const currency = localName(raw(price, 'pricecurrency currency'));
    let amount = raw(price, 'price value minprice');
    // What costs nothing is said in the visitor's words, wherever it comes from.
    if (/^[A-Z]{3}$/.test(currency) && +amount)
      amount = (+amount).toLocaleString([...languages], { style: 'currency', currency });
    return present([amount, one(value, 'description')]).join('. ');
  });

  const extra = new Map(
    offers
      .flatMap((offer) => things(offer, 'additionalproperty'))
      .map((each) => [raw(each, 'propertyid'), raws(each, 'value')]),
  );
  const own = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, extra.get(key)?.[0]]));
  const ways = ['availablechannel haschannel servicechannels', CONTACTS].flatMap((each) =>
    things(thing, each),
  );
  const found = ways.flatMap((way) => channelsOf(way));
  const url =
    raws(thing, ADDRESS).find((each) => !/^(?:mailto|tel):/.test(each)) ??
    found.find(({ type, value }) => type === 'online' && value)?.value ??
    raws(thing, 'identifier').find((each) => /^https?:/.test(each));
  const providers = values(
    thing,
    'provider serviceoperator hascompetentauthority isprovidedby ownedby publisher organizations',
  );
  const by =
    providers.find((each) => isThing(each) && raw(each, 'roletype') === 'Responsible') ?? providers[0];
  const provider = by && (isThing(by) ? one(by, NAME) : one(thing, 'provider'));
  const [picture] = values(thing, 'image');
  const told = raw(thing, 'status');
  const status: ServiceStatus | undefined =
    check(ServiceStatus, own(OWN_STATUS)).data ??
    (/devel/i.test(told)
      ? { state: 'upcoming' }
      : /inactive|withdrawn/i.test(told)
        ? { state: 'closed' }
        : undefined);
  return {
    ...compact<Service>({
      id: raw(thing, 'identifier') || thing.id.replace(/^_:.*/, '') || url || name,
      name,
      summary: one(thing, 'summary shortdescription description abstract'),
      url,
      image: picture && {
        url: raw(thing, 'image'),
        alt: isThing(picture) ? one(picture, 'caption alternatename') : undefined,
      },
      provider: provider && compact({ name: provider, url: isThing(by) ? raw(by, ADDRESS) : undefined }),
      audience: all(thing, 'audience serviceaudience targetgroup hastargetgroup targetgroups'),
      topics: all(thing, 'servicetype category thematicarea subject serviceclasses keyword keywords'),
      lifeEvents: all(thing, 'isgroupedby lifeevents'),
      cost:
        one(thing, 'chargetypeadditionalinfo') ??
        (present(costs).join(' · ') ||
          one(thing, 'hascost cost') ||
          (/(?:^|\/)(?:free|true)/i.test(charge) ? '0' : charge.startsWith('Charge') && '¤')),
      processingTime: present([thing, ...ways].map((each) => one(each, 'processingtime')))[0],
      deadline:
        present(offers.map((each) => raw(each, 'validthrough availabilityends')))[0] ??
        one(thing, 'deadline'),
      languages: some(
        present(
          [thing, ...ways]
            .flatMap((each) => raws(each, 'availablelanguage inlanguage language languages'))
            .map((each) => languageTag(localName(each))),
        ),
      ),
      need: all(thing, 'hasinput holdsrequirement hascriterion requirements'),
      channels: some(found.filter(({ value }) => value !== url)),
      timeZone: thing.said.has('servicechannels') && 'Europe/Helsinki',
      specialHours: some([...special].map(([date, hours]) => ({ date, hours }))),
      status: status && compact(status),
      updated: raw(thing, 'modified'),
      ...compact(own(OWN_TEXTS)),
      ...Object.fromEntries(OWN_LISTS.flatMap((key) => (extra.has(key) ? [[key, extra.get(key)]] : []))),
    }),
    ...texts.of({ name }),
  };
}
