import type { Service, ServiceChannel } from '../contracts/service.js';
import { DAYS } from '../internal/opening-hours.js';
import { compact, present } from './json.js';
import { type Graph, type Thing, type Value, isThing, localName } from './linked-data.js';
import { type LocalText, Texts } from './local-text.js';

/** What schema.org has no words for: the card writes it as an offer's `additionalProperty`. */
export const OWN_TEXTS = ['actionLabel', 'duration', 'processingTime', 'timeZone', 'updated'];
export const OWN_LISTS = ['login', 'need', 'lifeEvents'];
export const OWN_STATUS = ['state', 'message', 'until'];

const NAME = 'name title preflabel preferredlabel legalname organization';
const ADDRESS = 'serviceurl hasurl url contactpage homepage page website';
/** What a channel, or a service, is reached by. */
const PLACES =
  'servicephone servicesmsnumber servicelocation contactpoint hascontactpoint contactdetails phone webpages';

const TYPES = ['chat', 'email', 'phone', 'office', 'post', 'online'] as const;
const KINDS = [/chat/i, /mail/i, /phone/i, /office|counter|desk|person|physical|location/i, /post|letter/i];
const STATES = { closed: /inactive|withdrawn|deprecated|closed/i, upcoming: /development|upcoming/i };

/** `Mo-Fr,Su` of numbers of days, from the lowest. */
const dayNames = (days: readonly number[]): string =>
  days
    .map((day, i) =>
      days[i - 1] !== day - 1 ? `,${DAYS[day]}` : days[i + 1] !== day + 1 ? `-${DAYS[day]}` : '',
    )
    .join('')
    .slice(1);

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
  /** Texts to be read, and the names of things; the address of a thing that is not there is none. */
  const readable = (from: Thing, names: string): LocalText[] =>
    values(from, names).flatMap((value) =>
      isThing(value)
        ? values(value, `${NAME} label audiencetype hasvalue value`)
            .map((each) => (isThing(each) ? values(each, NAME)[0]! : each))
            .filter((each): each is LocalText => each && !isThing(each))
        : /^[a-z][\w+-]*:\S+$/i.test(value.text)
          ? []
          : value,
    );
  const all = (from: Thing, names: string): string[] | undefined => {
    return some(texts.all(readable(from, names)));
  };
  const one = (from: Thing, names: string): string | undefined => all(from, names)?.[0];
  /** What is to be used rather than read: addresses, numbers. */
  const rawOf = (value: Value, depth = 0): string =>
    isThing(value)
      ? (depth < 3 && raws(value, 'hasvalue value contenturl url alternatename', depth + 1)[0]) || value.id
      : value.text;
  const raws = (from: Thing, names: string, depth = 0): string[] =>
    present(values(from, names).map((value) => rawOf(value, depth)));
  const raw = (from: Thing, names: string): string => raws(from, names)[0] ?? '';

  const name = one(thing, NAME);
  if (!name || /^(?:Draft|Deleted|Archived)/.test(raw(thing, 'publishingstatus'))) return undefined;
  const special = new Map<string, string | null>();

  const hoursOf = (from: Thing): string => {
    const hours = values(from, 'openinghoursspecification hoursavailable openinghours servicehours')
      .flatMap((value) => {
        if (!isThing(value) || raw(value, 'servicehourtype') === 'Exceptional') return value;
        const inner = values(value, 'openinghour');
        return inner.length ? inner : value;
      })
      .map((value) => {
        if (!isThing(value)) return value.text;
        const [opens, closes] = ['opens from', 'closes to'].map(
          (each) => /\d\d:\d\d/.exec(raw(value, each))?.[0],
        );
        const times = opens && opens !== closes ? `${opens}-${closes}`.replace('-23:59', '-24:00') : '';
        const date = raw(value, 'validfrom').slice(0, 10);
        if (date && date === raw(value, 'validthrough').slice(0, 10)) {
          const known = special.get(date);
          special.set(
            date,
            present([known, times || raw(value, 'description').replace('off', '')]).join() || null,
          );
          return '';
        }
        const days = ['dayofweek dayfrom', 'dayto']
          .map((each) => raws(value, each).map((day) => DAYS.indexOf(localName(day).slice(0, 2))))
          .map((each) => dayNames(each.filter((day) => day >= 0).sort()));
        if (!opens && !days[0]) return one(value, 'description name');
        return `${present(days).join('-')} ${times || 'off'}`.trim();
      });
    const others = things(from, 'specialopeninghoursspecification availabilityrestriction');
    return present([...hours, ...others.map((each) => one(each, 'description'))]).join('; ');
  };

  const addressOf = (value: Value): string => {
    if (!isThing(value)) return value.text;
    const lines = [
      'streetaddress thoroughfare',
      'locatordesignator',
      'postalcode postcode',
      'addresslocality postname',
    ].map((names) => one(value, names));
    const joined = [lines.slice(0, 2), lines.slice(2)].map((line) => present(line).join(' '));
    return one(value, 'fulladdress') ?? present(joined).join(', ');
  };

  const seen = new Set([thing]);
  const channelsOf = (
    from: Thing,
    outer?: { [Key in keyof ServiceChannel]?: ServiceChannel[Key] | undefined },
  ): ServiceChannel[] => {
    if (seen.has(from)) return [];
    seen.add(from);
    const label = one(from, 'name title preflabel contacttype servicechannel') ?? outer?.label;
    const hours = hoursOf(from) || outer?.hours;
    const kind = raw(from, 'additionaltype type');
    const type =
      TYPES.find((each) => each === kind) ?? TYPES[KINDS.findIndex((each) => each.test(kind))] ?? outer?.type;
    const channel = (is: ServiceChannel['type'], value: string) => ({
      ...compact<Partial<ServiceChannel>>({ label, hours }),
      type: is,
      value,
    });
    const page = type === 'chat' ? type : 'online';
    const found = [
      ...raws(from, ADDRESS).map((value) =>
        /^mailto:/.test(value) ? channel('email', value.slice(7)) : channel(page, value),
      ),
      ...raws(from, 'telephone hastelephone tel number').map((value) =>
        channel('phone', raw(from, 'prefixnumber') + value.replace(/^tel:/, '')),
      ),
      ...raws(from, 'email hasemail mbox emails').map((value) =>
        channel('email', value.replace(/^mailto:/, '')),
      ),
      ...values(from, 'address hasaddress').map((value) => channel('office', addressOf(value))),
      ...values(from, 'servicepostaladdress').map((value) => channel('post', addressOf(value))),
      ...PLACES.split(' ').flatMap((place) =>
        values(from, place).flatMap((value) =>
          isThing(value)
            ? channelsOf(value, { label, hours, type })
            : channel(place === 'servicelocation' ? 'office' : 'phone', value.text),
        ),
      ),
    ].filter(({ value }) => value);
    // A way that only has a name is one to ask for.
    return found.length || !label || outer ? found : [channel(type ?? 'online', '')];
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
    const said = readable(value, 'description');
    return texts.one(
      (said.length ? said : [{ text: '' }]).map((each) => ({
        ...each,
        text: present([amount, each.text]).join('. '),
      })),
    );
  });

  const extra = new Map(
    offers
      .flatMap((offer) => things(offer, 'additionalproperty'))
      .map((each) => [raw(each, 'propertyid'), raws(each, 'value')]),
  );
  const own = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, extra.get(key)?.[0]]));
  hoursOf(thing);
  const ways = 'availablechannel haschannel servicechannels contactpoint hascontactpoint'
    .split(' ')
    .flatMap((each) => things(thing, each));
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
  const status = raw(thing, 'status');
  const { state = Object.entries(STATES).find(([, is]) => is.test(status))?.[0], ...rest } = own(OWN_STATUS);
  const tags = [thing, ...ways].flatMap((each) =>
    raws(each, 'availablelanguage inlanguage language languages'),
  );
  const channels = found.filter(
    ({ type, value, label }, i) =>
      value !== url &&
      i === found.findIndex((each) => each.type === type && each.value === value && each.label === label),
  );
  return {
    ...(compact({
      ...own(OWN_TEXTS),
      id: raw(thing, 'identifier') || thing.id.replace(/^_:.*/, '') || url || name,
      name,
      summary: one(thing, 'summary shortdescription description abstract'),
      url,
      image: picture && {
        url: rawOf(picture),
        alt: isThing(picture) ? one(picture, 'caption alternatename') : undefined,
      },
      provider: provider && compact({ name: provider, url: isThing(by!) ? raw(by, ADDRESS) : undefined }),
      audience: all(thing, 'audience targetgroup hastargetgroup targetgroups'),
      topics: all(thing, 'servicetype category thematicarea subject serviceclasses keyword keywords'),
      lifeEvents: extra.get('lifeEvents') ?? all(thing, 'isgroupedby lifeevents'),
      cost:
        one(thing, 'chargetypeadditionalinfo') ??
        (present(costs).join(' · ') ||
          one(thing, 'hascost cost') ||
          (/^(?:Free|true)/.test(charge) ? '0' : charge.startsWith('Charge') && '¤')),
      processingTime:
        extra.get('processingTime')?.[0] ??
        present([thing, ...ways].map((each) => one(each, 'processingtime')))[0],
      deadline:
        present(offers.map((each) => raw(each, 'validthrough availabilityends')))[0] ??
        one(thing, 'deadline'),
      login: extra.get('login'),
      languages: some(present(tags.map((each) => languageTag(localName(each))))),
      need: extra.get('need') ?? all(thing, 'hasinput holdsrequirement hascriterion requirements'),
      channels: some(channels),
      timeZone: extra.get('timeZone')?.[0] ?? (thing.said.has('servicechannels') && 'Europe/Helsinki'),
      specialHours: some([...special].map(([date, hours]) => ({ date, hours }))),
      status: state && compact({ state, ...rest }),
      updated: extra.get('updated')?.[0] ?? raw(thing, 'modified'),
    }) as unknown as Service),
    ...texts.of({ name }),
  };
}
