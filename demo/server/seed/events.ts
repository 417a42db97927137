import type { JsonFeedItem } from '../../../src/contracts/feed.js';
import { inWords, nextWeekday, onDay } from './time.js';
import type { FeedContext, FeedSeed } from './town.js';

function picture(origin: string, file: string, alt: string) {
  return { type: 'image' as const, url: `${origin}/media/${file}`, alt, width: 1200, height: 800 };
}

/** What happens next, in both languages; each links to its anchor on `/kalender/`. */
function items({ origin, now }: FeedContext): JsonFeedItem[] {
  const authors = [
    { name: 'Storå kommun', url: `${origin}/kalender/`, avatar: `${origin}/media/avatar.svg` },
  ];
  const when = (weekday: number, language: 'sv' | 'en') => inWords(nextWeekday(now, weekday), language);
  const item = (
    slug: string,
    published: Date,
    language: 'sv' | 'en',
    rest: Omit<JsonFeedItem, 'id'>,
  ): JsonFeedItem => ({
    id: `${origin}/kalender/#${slug}`,
    url: `${origin}/kalender/#${slug}`,
    date_published: published.toISOString(),
    language,
    authors,
    ...rest,
  });
  return [
    item('dialog', onDay(now, -1, '08:15'), 'sv', {
      title: 'Kom och prata om badplatsen',
      content_html: `<p><strong>${when(3, 'sv')} klockan 18</strong>, Laxholmens badplats. Vi går runt på plats med ritningarna, bjuder på kaffe och svarar på frågor. Kan du inte komma? Svara på frågan på webben.</p>`,
      tags: ['dialog', 'badplats'],
      _civic: {
        pinned: true,
        media: [picture(origin, 'badplats.svg', 'Badplatsen vid Laxholmen med röd bastu och brygga.')],
        action: { label: 'Svara på frågan', url: `${origin}/fraga/badplats` },
      },
    }),
    item('story-time', onDay(now, -2, '09:00'), 'en', {
      title: 'Story time in English',
      content_html: `<p><strong>${when(6, 'en')}, 10.30 am</strong>, Storå library. Stories and songs for children aged three to six, and coffee for those who brought them. No need to book.</p>`,
      tags: ['library', 'children'],
      _civic: {
        media: [
          picture(
            origin,
            'bibliotek.svg',
            'The library entrance: timber and glass, bookshelves glowing inside.',
          ),
        ],
        action: { label: 'Get a library card', url: `${origin}/e-tjanster/bibliotek-en/` },
      },
    }),
    item('bygglov', onDay(now, -3, '13:00'), 'sv', {
      title: 'Drop-in för dig som ska bygga',
      content_html: `<p><strong>${when(2, 'sv')} klockan 16–19</strong>, medborgarkontoret. Ta med en skiss eller ett foto, så säger en bygglovshandläggare vad som behövs.</p>`,
      tags: ['bygglov'],
      _civic: {
        media: [picture(origin, 'bygglov.svg', 'Ett rött hus som byggs till, med en ritning i förgrunden.')],
        action: { label: 'Ansök om bygglov', url: `${origin}/e-tjanster/bygglov/` },
      },
    }),
    item('fullmaktige', onDay(now, -4, '10:00'), 'sv', {
      title: 'Fullmäktige sammanträder',
      content_html: `<p><strong>${when(1, 'sv')} klockan 18</strong>, kommunhuset. Sänds på webben, teckentolkas och textas. Mötet börjar med allmänhetens frågestund.</p>`,
      tags: ['politik'],
      _civic: { action: { label: 'Skicka in en fråga', url: `${origin}/formular/synpunkt` } },
    }),
    item('swim', onDay(now, -6, '15:30'), 'en', {
      title: 'Free swimming evening',
      content_html: `<p><strong>${when(5, 'en')}, 6 to 8.30 pm</strong>, Storå swimming hall. The pool is free of charge for everyone, and two instructors are there for those who want to learn. Swimwear can be borrowed.</p>`,
      tags: ['swimming'],
      _civic: {
        media: [
          picture(
            origin,
            'simhall.svg',
            'Three people swimming lengths in the hall, with trees outside the windows.',
          ),
        ],
        action: { label: 'Opening hours', url: `${origin}/e-tjanster/simhall-en/` },
      },
    }),
    item('sprakkafe', onDay(now, -7, '11:20'), 'sv', {
      title: 'Språkkafé på biblioteket',
      content_html: `<p><strong>${when(4, 'sv')} klockan 17–19</strong>. Träna svenska med andra som också tränar. Fika ingår, barn är välkomna.</p>`,
      tags: ['bibliotek', 'språk'],
    }),
    item('vintermarknad', onDay(now, -8, '14:10'), 'sv', {
      title: 'Vintermarknad på Torget',
      content_html:
        '<p><strong>Andra lördagen i advent klockan 11–17.</strong> Fyrtio bodar, körsång från rådhustrappan, fiskdamm och korv. Granen tänds när det blir mörkt.</p>',
      tags: ['marknad'],
      _civic: {
        media: [
          picture(origin, 'vintermarknad.svg', 'Marknadsstånd i snö en vinterkväll, med en ljusprydd gran.'),
        ],
        action: { label: 'Boka en bod', url: `${origin}/nyheter/#vintermarknad` },
      },
    }),
    item('cykelsafari', onDay(now, -11, '08:40'), 'sv', {
      title: 'Cykelsafari över alla broar',
      content_html: `<p><strong>${when(0, 'sv')} klockan 13</strong>, start vid Laxbron. Sju broar, arton kilometer och en berättare som vet vem som murade vilken. Från tio år.</p>`,
      tags: ['cykel'],
      _civic: {
        media: [picture(origin, 'bron.svg', 'En cyklist på Laxbron.')],
        action: { label: 'Läs om Laxbron', url: `${origin}/nyheter/#laxbron` },
      },
    }),
  ];
}

export const events: FeedSeed = {
  id: 'events',
  title: 'På gång i Storå',
  contentType: 'application/feed+json; charset=utf-8',
  body: (context) =>
    JSON.stringify(
      {
        version: 'https://jsonfeed.org/version/1.1',
        title: 'På gång i Storå',
        home_page_url: `${context.origin}/kalender/`,
        feed_url: `${context.origin}/api/feeds/events`,
        icon: `${context.origin}/media/avatar.svg`,
        language: 'sv',
        items: items(context),
      },
      null,
      2,
    ),
};
