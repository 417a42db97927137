import { hoursAfter, onDay } from './time.js';
import type { FeedContext, FeedSeed } from './town.js';
import { element, xmlDocument } from './xml.js';

interface NewsItem {
  /** The anchor on `/nyheter/`, where the whole text stands. */
  slug: string;
  title: string;
  published(now: Date): Date;
  category: string;
  /** What comes before the link to the whole text. */
  html(origin: string): string;
  picture?: { file: string; alt: string; as: 'enclosure' | 'media' };
}

const items: NewsItem[] = [
  {
    slug: 'hogt-vatten',
    title: 'Högt vatten: strandpromenaden stängs av',
    published: (now) => hoursAfter(now, -5),
    category: 'Viktigt meddelande',
    html: (origin) =>
      `<p><strong>Gå inte ut på strandpromenaden mellan Gamla bron och kajen.</strong> Vattnet i Storån stiger och väntas stå som högst i natt.</p>
       <ul><li>Flytta bilar från kajen.</li><li>Ta in lösa saker från källaren om du bor på Ågatan 1–19.</li><li>Ring 112 bara om liv är i fara.</li></ul>
       <p>Ser du en skada? <a href="${origin}/e-tjanster/felanmalan/">Anmäl den här</a>.</p>`,
    picture: {
      file: 'hogvatten.svg',
      alt: 'En person i varselkläder vid sandsäckar och en orange översvämningsbarriär. Bakom dem står ån högt i regnet.',
      as: 'media',
    },
  },
  {
    slug: 'laxbron',
    title: 'Laxbron är öppen för gående och cyklister',
    published: (now) => onDay(now, -1, '09:10'),
    category: 'Trafik och resor',
    html: (origin) =>
      `<p>Från och med nu tar du dig över ån på fyra minuter mellan stationen och Åskolan. Bron är upplyst, plogas först av alla vägar och har fått namnet som <a href="${origin}/fraga/bronamn">flest av er röstade på</a>.</p>`,
    picture: {
      file: 'bron.svg',
      alt: 'En cyklist och två gående på Laxbron, en vit bågbro över ån.',
      as: 'enclosure',
    },
  },
  {
    slug: 'badplatsen',
    title: 'Vad ska badplatsen få först? Du är med och bestämmer',
    published: (now) => onDay(now, -2, '07:30'),
    category: 'Uppleva och göra',
    html: (origin) =>
      `<p>Badplatsen vid Laxholmen rustas upp för 1,2 miljoner kronor. Pengarna räcker inte till allt på en gång: bryggan, bastun, omklädningshyttorna eller en ramp för rullstol?</p><p><a href="${origin}/fraga/badplats">Svara på frågan</a></p>`,
    picture: {
      file: 'badplats.svg',
      alt: 'En röd bastu och en brygga vid ån. Två personer badar i kvällsljuset.',
      as: 'media',
    },
  },
  {
    slug: 'agatan',
    title: 'Vi byter vattenledning på Ågatan',
    published: (now) => onDay(now, -3, '12:45'),
    category: 'Trafik och resor',
    html: () =>
      '<p>Ledningen är från 1954 och har gått sönder tre gånger på ett år. Ågatan är avstängd för biltrafik mellan Torget och Kvarngränd i ungefär fem veckor. Gående och cyklister kommer fram hela tiden.</p>',
    picture: {
      file: 'vagarbete.svg',
      alt: 'En grävmaskin vid ett schakt i gatan, bakom gulröda avspärrningar.',
      as: 'enclosure',
    },
  },
  {
    slug: 'biblioteket',
    title: 'Biblioteket öppet till klockan 21',
    published: (now) => onDay(now, -5, '08:00'),
    category: 'Uppleva och göra',
    html: (origin) =>
      `<p>Med meröppet kommer du in med lånekort och kod också när ingen bibliotekarie är på plats: alla dagar <em>klockan 7–21</em>.</p><p>Har du inget lånekort? <a href="${origin}/e-tjanster/bibliotek/">Skaffa ett på två minuter</a>.</p>`,
    picture: {
      file: 'bibliotek.svg',
      alt: 'Bibliotekets entré av trä och glas. Bokhyllorna lyser varmt inifrån.',
      as: 'media',
    },
  },
  {
    slug: 'forskola',
    title: 'Sök förskoleplats i tid',
    published: (now) => onDay(now, -6, '10:20'),
    category: 'Utbildning och förskola',
    html: (origin) =>
      `<p>Vill du ha plats i någon av våra nio förskolor efter sommaren behöver vi din ansökan inom kort. Alla som söker i tid får plats, oftast i sitt första val.</p><p><a href="${origin}/e-tjanster/forskola/">Ansök om förskoleplats</a></p>`,
  },
  {
    slug: 'vintermarknad',
    title: 'Sälj på vintermarknaden: boka din plats nu',
    published: (now) => onDay(now, -8, '14:05'),
    category: 'Näringsliv',
    html: () =>
      '<p>Fyrtio bodar, marschaller och en gran på tolv meter. Föreningar hemma i Storå står gratis; andra betalar 600 kronor för en bod. De populära lägena vid granen går först.</p>',
    picture: {
      file: 'vintermarknad.svg',
      alt: 'Marknadsstånd i snö en vinterkväll, med en ljusprydd gran och kommunhuset i bakgrunden.',
      as: 'media',
    },
  },
  {
    slug: 'simhallen',
    title: 'Simhallen stänger för service',
    published: (now) => onDay(now, -9, '06:50'),
    category: 'Uppleva och göra',
    html: () =>
      '<p>Under två dagar byter vi filter och lagar kakel i stora bassängen. Gymmet är öppet som vanligt. Har du klippkort förlängs det med en vecka, automatiskt.</p>',
  },
  {
    slug: 'sopkarl',
    title: 'Nya sopkärl: så sorterar du hemma',
    published: (now) => onDay(now, -12, '09:00'),
    category: 'Bygga, bo och miljö',
    html: (origin) =>
      `<p>Alla villor får två kärl med fyra fack var, så att förpackningar hämtas vid tomten. Bor du i lägenhet ordnar fastighetsägaren sorteringen.</p><p><a href="${origin}/e-tjanster/avfall/">Se din hämtningsdag</a></p>`,
    picture: {
      file: 'avfall.svg',
      alt: 'Fyra sopkärl i olika färger med symboler för matavfall, papper, glas och restavfall.',
      as: 'enclosure',
    },
  },
  {
    slug: 'energi',
    title: 'Gratis energirådgivning för dig som bor i småhus',
    published: (now) => onDay(now, -15, '11:15'),
    category: 'Bygga, bo och miljö',
    html: () =>
      '<p>Vår rådgivare räknar på ditt hus tillsammans med dig: värme, fönster, vind och solceller. Rådgivningen är opartisk &amp; kostar ingenting. I fjol sänkte de som fick råd sin förbrukning med i snitt 14&nbsp;procent.</p>',
  },
  {
    slug: 'fullmaktige',
    title: 'Kommunfullmäktige: följ mötet på plats eller hemifrån',
    published: (now) => onDay(now, -18, '13:40'),
    category: 'Kommun och politik',
    html: (origin) =>
      `<p>På dagordningen: budgeten, en ny översiktsplan för Norrby och medborgarförslaget om skridskoleden. Allmänhetens frågestund börjar klockan 18. <a href="${origin}/formular/synpunkt">Skicka gärna din fråga i förväg</a>.</p>`,
    picture: {
      file: 'kommunhuset.svg',
      alt: 'Det gula kommunhuset med kopparhuv och klocka, sett från Torget.',
      as: 'media',
    },
  },
  {
    slug: 'anhorig',
    title: 'Vårdar du någon hemma? Vi finns för dig också',
    published: (now) => onDay(now, -23, '08:30'),
    category: 'Omsorg och stöd',
    html: () =>
      '<p>Du kan få avlösning några timmar i veckan, samtal med vår anhörigkonsulent och en plats i en grupp med andra i samma läge. Du behöver inte ansöka för det första samtalet: ring bara.</p>',
    picture: {
      file: 'samtal.svg',
      alt: 'Två personer pratar över en kopp kaffe vid ett bord framför ett fönster.',
      as: 'media',
    },
  },
  {
    slug: 'feriejobb',
    title: '120 feriejobb för dig mellan 16 och 18',
    published: (now) => onDay(now, -27, '15:00'),
    category: 'Utbildning och förskola',
    html: (origin) =>
      `<p>Parker, äldreboenden, badplatsen, it-avdelningen: i sommar finns jobb på trettio ställen. Du arbetar tre veckor och får lön. <a href="${origin}/e-tjanster/feriejobb/">Läs hur du söker</a>.</p>`,
  },
  {
    slug: 'medborgarkontoret',
    title: 'Medborgarkontoret öppet längre på tisdagar',
    published: (now) => onDay(now, -33, '07:45'),
    category: 'Kommun och politik',
    html: () =>
      '<p>Varje tisdag är det öppet till klockan 19. Då finns också tolkar i arabiska, finska och ukrainska på plats, utan att du bokar.</p>',
  },
];

function rss(context: FeedContext, title: string, description: string, news: NewsItem[]): string {
  const { origin, now } = context;
  return xmlDocument(
    element(
      'rss',
      {
        version: '2.0',
        'xmlns:atom': 'http://www.w3.org/2005/Atom',
        'xmlns:media': 'http://search.yahoo.com/mrss/',
      },
      element(
        'channel',
        {},
        element('title', {}, title),
        element('link', {}, `${origin}/nyheter/`),
        element('description', {}, description),
        element('language', {}, 'sv'),
        element('lastBuildDate', {}, now.toUTCString()),
        element(
          'image',
          {},
          element('url', {}, `${origin}/media/avatar.svg`),
          element('title', {}, title),
          element('link', {}, `${origin}/nyheter/`),
        ),
        ...news.map((item) => {
          const link = `${origin}/nyheter/#${item.slug}`;
          const picture = item.picture && { ...item.picture, url: `${origin}/media/${item.picture.file}` };
          return element(
            'item',
            {},
            element('title', {}, item.title),
            element('link', {}, link),
            element('guid', { isPermaLink: 'true' }, link),
            element('pubDate', {}, item.published(now).toUTCString()),
            element('category', {}, item.category),
            element('description', {}, item.html(origin)),
            picture?.as === 'enclosure'
              ? element('enclosure', { url: picture.url, length: '0', type: 'image/svg+xml' })
              : undefined,
            picture
              ? element(
                  'media:content',
                  { url: picture.url, medium: 'image', type: 'image/svg+xml', width: '1200', height: '800' },
                  element('media:description', { type: 'plain' }, picture.alt),
                )
              : undefined,
          );
        }),
      ),
    ),
  );
}

const contentType = 'application/rss+xml; charset=utf-8';

export const nyheter: FeedSeed = {
  id: 'nyheter',
  title: 'Nyheter från Storå kommun',
  contentType,
  body: (context) => rss(context, 'Nyheter från Storå kommun', 'Det senaste från kommunen', items),
};

/** A feed that can be read and holds nothing. */
export const tomt: FeedSeed = {
  id: 'tomt',
  title: 'Lediga tomter i Storå',
  contentType,
  body: (context) => rss(context, 'Lediga tomter i Storå', 'Just nu finns inga lediga tomter', []),
};
