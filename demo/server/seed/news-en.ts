import { hoursAfter, onDay } from './time.js';
import type { FeedSeed } from './town.js';
import { element, xmlDocument } from './xml.js';

interface Entry {
  /** The anchor on `/en/news/`, where the whole text stands. */
  slug: string;
  title: string;
  published(now: Date): Date;
  category: string;
  html(origin: string): string;
  picture?: { file: string; alt: string };
}

const entries: Entry[] = [
  {
    slug: 'high-water',
    title: 'High water: the riverside walk is closed',
    published: (now) => hoursAfter(now, -5),
    category: 'Important',
    html: (origin) =>
      `<p><strong>Stay off the riverside walk between the Old Bridge and the quay.</strong> The river is rising and is expected to peak tonight.</p><ul><li>Move your car from the quay.</li><li>Call 112 only if a life is in danger.</li></ul><p>Seen any damage? <a href="${origin}/e-tjanster/felanmalan-en/">Report it here</a>.</p>`,
    picture: {
      file: 'hogvatten.svg',
      alt: 'A worker beside sandbags and an orange flood barrier, with the river high in the rain.',
    },
  },
  {
    slug: 'laxbron',
    title: 'The new bridge is open to walkers and cyclists',
    published: (now) => onDay(now, -1, '09:20'),
    category: 'Getting around',
    html: () =>
      '<p>It now takes four minutes to cross the river from the station to the school. You chose the name: Laxbron, the Salmon Bridge.</p>',
    picture: { file: 'bron.svg', alt: 'A cyclist and two walkers on a white arched bridge over the river.' },
  },
  {
    slug: 'market',
    title: 'When should the farmers’ market open?',
    published: (now) => onDay(now, -2, '10:00'),
    category: 'Have your say',
    html: (origin) =>
      `<p>Twelve farms want to sell on the square every week. Before the stalls are let, we would like to know what suits you. <a href="${origin}/fraga/market">Answer in one click</a>.</p>`,
  },
  {
    slug: 'library',
    title: 'The library stays open until 9 pm',
    published: (now) => onDay(now, -5, '08:15'),
    category: 'Things to do',
    html: (origin) =>
      `<p>With a library card and a code you can come in from 7 am to 9 pm, every day of the week. <a href="${origin}/e-tjanster/bibliotek-en/">Getting a card takes two minutes</a>.</p>`,
    picture: {
      file: 'bibliotek.svg',
      alt: 'The library entrance: timber and glass, bookshelves glowing inside.',
    },
  },
  {
    slug: 'preschool',
    title: 'Apply for preschool in time',
    published: (now) => onDay(now, -6, '10:30'),
    category: 'Schools',
    html: (origin) =>
      `<p>Everyone who applies before the deadline is offered a place, and most get their first choice. Your child has a right to support in their mother tongue. <a href="${origin}/e-tjanster/forskola-en/">Apply for a place</a>.</p>`,
    picture: { file: 'forskola.svg', alt: 'Children playing in the yard of a yellow preschool.' },
  },
  {
    slug: 'water-main',
    title: 'Ågatan closed to cars while we replace a water main',
    published: (now) => onDay(now, -8, '12:50'),
    category: 'Getting around',
    html: () =>
      '<p>The pipe dates from 1954. Work takes about five weeks; walkers and cyclists can pass at all times. Your water will be turned off for two hours at most, and you will get a note in your letterbox first.</p>',
    picture: { file: 'vagarbete.svg', alt: 'An excavator at a trench behind red and yellow barriers.' },
  },
  {
    slug: 'welcome',
    title: 'New in Storå? Come to the welcome evening',
    published: (now) => onDay(now, -11, '13:00'),
    category: 'New here',
    html: () =>
      '<p>Once a month we serve soup at the town hall and explain how things work: waste, schools, health care, clubs. Interpreters are there for Arabic, Finnish and Ukrainian.</p>',
    picture: {
      file: 'kommunhuset.svg',
      alt: 'The yellow town hall with its copper cupola, seen from the square.',
    },
  },
  {
    slug: 'swedish',
    title: 'Learn Swedish in the evening: places left',
    published: (now) => onDay(now, -16, '09:45'),
    category: 'New here',
    html: () =>
      '<p>Courses are free of charge and held twice a week, on site or online. You can start at any time; childcare is available on Wednesdays.</p>',
  },
  {
    slug: 'waste',
    title: 'New bins: how to sort at home',
    published: (now) => onDay(now, -20, '09:00'),
    category: 'Home and environment',
    html: () =>
      '<p>Houses get two bins with four compartments each, so that packaging is collected at your gate. In blocks of flats the owner arranges sorting.</p>',
    picture: {
      file: 'avfall.svg',
      alt: 'Four bins in different colours for food, paper, glass and residual waste.',
    },
  },
  {
    slug: 'winter-market',
    title: 'The winter market is coming to the square',
    published: (now) => onDay(now, -26, '14:15'),
    category: 'Things to do',
    html: () =>
      '<p>Forty stalls, a choir on the town hall steps and a tree twelve metres tall: the second Saturday of Advent, 11 am to 5 pm.</p>',
    picture: {
      file: 'vintermarknad.svg',
      alt: 'Market stalls in the snow on a winter evening, beside a lit tree.',
    },
  },
];

export const news: FeedSeed = {
  id: 'news',
  title: 'News from Storå',
  contentType: 'application/atom+xml; charset=utf-8',
  body: ({ origin, now }) =>
    xmlDocument(
      element(
        'feed',
        {
          xmlns: 'http://www.w3.org/2005/Atom',
          'xmlns:media': 'http://search.yahoo.com/mrss/',
          'xml:lang': 'en',
        },
        element('id', {}, `${origin}/en/news/`),
        element('title', {}, 'News from Storå'),
        element('updated', {}, hoursAfter(now, -5).toISOString()),
        element('link', { rel: 'alternate', type: 'text/html', href: `${origin}/en/news/` }),
        element('link', { rel: 'self', type: 'application/atom+xml', href: `${origin}/api/feeds/news` }),
        element('icon', {}, `${origin}/media/avatar.svg`),
        element('author', {}, element('name', {}, 'Storå Municipality'), element('uri', {}, `${origin}/en/`)),
        ...entries.map((entry) => {
          const link = `${origin}/en/news/#${entry.slug}`;
          const date = entry.published(now).toISOString();
          return element(
            'entry',
            {},
            element('id', {}, link),
            element('title', {}, entry.title),
            element('link', { rel: 'alternate', type: 'text/html', href: link }),
            element('published', {}, date),
            element('updated', {}, date),
            element('category', { term: entry.category }),
            element('content', { type: 'html' }, entry.html(origin)),
            entry.picture
              ? element(
                  'media:content',
                  {
                    url: `${origin}/media/${entry.picture.file}`,
                    medium: 'image',
                    type: 'image/svg+xml',
                    width: '1200',
                    height: '800',
                  },
                  element('media:description', { type: 'plain' }, entry.picture.alt),
                )
              : undefined,
          );
        }),
      ),
    ),
};
