import { hoursAfter, onDay } from './time.js';
import type { FeedContext, FeedSeed } from './town.js';

/** The parts of Mastodon's `Status` that this town's posts differ in, https://docs.joinmastodon.org/entities/Status/. */
interface Post {
  id: string;
  at: Date;
  /** HTML, as Mastodon serves it. */
  content: string;
  language?: string;
  library?: boolean;
  warning?: string;
  replyTo?: string;
  boosts?: Post;
  counts?: [replies: number, boosts: number, likes: number];
  media?: { file: string; alt: string }[];
  tags?: string[];
  mentionsLibrary?: boolean;
  emojis?: object[];
  card?: { path: string; title: string; summary: string; file: string };
  poll?: { ends: Date; votes: Record<string, number> };
}

function posts({ origin, now }: FeedContext): Post[] {
  const tag = (name: string) =>
    `<a href="${origin}/socialt/" class="mention hashtag" rel="tag">#<span>${name}</span></a>`;
  const library = `<span class="h-card"><a href="${origin}/socialt/" class="u-url mention">@<span>storabibliotek</span></a></span>`;
  return [
    {
      id: '113042',
      at: hoursAfter(now, -2),
      content: `<p>Vattnet stiger fortfarande, men långsammare. Vi räknar med högst nivå runt midnatt. Barriären vid kajen håller. Strandpromenaden är avstängd i natt.</p><p>Allt samlat: <a href="${origin}/nyheter/#hogt-vatten">stora.example/hogt-vatten</a></p><p>${tag('Storå')} ${tag('HögtVatten')}</p>`,
      counts: [6, 31, 18],
      tags: ['Storå', 'HögtVatten'],
    },
    {
      id: '113037',
      at: hoursAfter(now, -7),
      warning: 'Bild på översvämmad gata',
      content:
        '<p>Så här ser det ut vid kajen just nu. Räddningstjänsten är på plats. Har du bilen där: flytta den om du kan göra det torrskodd, annars låt den stå.</p>',
      media: [
        {
          file: 'hogvatten.svg',
          alt: 'Regn över ån. En bänk står halvvägs under vatten och en person i varselkläder går längs en orange barriär.',
        },
      ],
      counts: [11, 42, 9],
    },
    {
      id: '113036',
      at: hoursAfter(now, -6),
      replyTo: '113037',
      content: '<p>@erik Ja, parkeringen vid simhallen är gratis i dag. Där står bilen säkert.</p>',
      counts: [1, 2, 14],
    },
    {
      id: '113020',
      at: onDay(now, -1, '10:05'),
      content: `<p>Klippt! Bandet föll 10.02 och först över var Signe, 6 år, på sparkcykel. Välkommen till Laxbron!</p><p>${tag('Laxbron')} ${tag('cykel')}</p>`,
      media: [
        { file: 'bron.svg', alt: 'En cyklist och två gående på Laxbron, en vit bågbro över ån i solsken.' },
        { file: 'kommunhuset.svg', alt: 'Det gula kommunhuset med flaggan hissad.' },
      ],
      tags: ['Laxbron', 'cykel'],
      counts: [23, 57, 211],
    },
    {
      id: '113016',
      at: onDay(now, -2, '15:30'),
      content: '',
      boosts: {
        id: '88120',
        at: onDay(now, -2, '13:12'),
        library: true,
        content:
          '<p>Veckans fråga i disken: ”Har ni den där blå boken?” Det hade vi. Vi har till och med ett skyltbord med bara blå böcker nu.</p>',
        media: [
          {
            file: 'bibliotek.svg',
            alt: 'Bibliotekets entré. Genom glaset syns hyllor med böcker i många färger.',
          },
        ],
        counts: [8, 19, 132],
      },
    },
    {
      id: '113011',
      at: onDay(now, -3, '06:40'),
      content: `<p>Hur tar du dig till jobbet eller skolan i veckan? Vi räknar på vilka vägar som ska plogas först. ${tag('Storå')}</p>`,
      poll: {
        ends: hoursAfter(now, 30),
        votes: { Cykel: 84, Gående: 57, 'Buss eller tåg': 63, Bil: 121, 'Sparkstötting!': 38 },
      },
      tags: ['Storå'],
      counts: [14, 9, 22],
    },
    {
      id: '113004',
      at: onDay(now, -4, '11:25'),
      content:
        '<p>Ska du bygga altan, carport eller riva en vägg? Fråga oss innan du börjar: det är gratis, det går fort och du slipper riva i efterhand.</p>',
      card: {
        path: '/e-tjanster/bygglov/',
        title: 'Ansök om bygglov',
        summary: 'Så går det till, vad det kostar och vilka ritningar du behöver.',
        file: 'bygglov.svg',
      },
      counts: [3, 12, 20],
    },
    {
      id: '112998',
      at: onDay(now, -6, '12:00'),
      content: `<p>Meröppet är i gång hos ${library}: in med lånekortet från sju på morgonen till nio på kvällen. Tyst läsesal, gratis kaffe före åtta.</p>`,
      mentionsLibrary: true,
      counts: [5, 16, 74],
    },
    {
      id: '112990',
      at: onDay(now, -8, '09:10'),
      language: 'fi',
      content:
        '<p>Hyvää päivää! Storån kunta kuuluu nyt suomen kielen hallintoalueeseen. Saat palvelua suomeksi kontaktikeskuksesta arkisin klo 8–16.30, puh. 0123-456 00.</p>',
      counts: [2, 11, 46],
    },
    {
      id: '112983',
      at: onDay(now, -10, '16:45'),
      content: `<p>Gult kärl, blått kärl, fyra fack. Vi vet att det är mycket nytt. Sätt upp den här vid diskbänken så länge. ${tag('sortering')}</p>`,
      media: [
        {
          file: 'avfall.svg',
          alt: 'Fyra kärl: grönt med äpple för matavfall, blått med tidning för papper, gult med flaska för glas och grått med låda för resten.',
        },
      ],
      tags: ['sortering'],
      counts: [19, 28, 51],
    },
    {
      id: '112971',
      at: onDay(now, -13, '08:20'),
      content:
        '<p>Ni frågade varför lekplatsen vid Kvarngränd är stängd. Svar: gungställningens fästen klarade inte besiktningen. Nya kommer på fredag. Tack för att ni höll i grinden tills vi kom!</p>',
      counts: [7, 4, 63],
    },
    {
      id: '112960',
      at: onDay(now, -17, '14:30'),
      content: `<p>Öppet hus på förskolan Ängen: barnen bjuder på kanelbullar och visar hur man bygger en koja :stora: ${tag('Storå')} ${tag('förskola')}</p>`,
      media: [{ file: 'forskola.svg', alt: 'Barn leker på gården framför en gul förskola med vimplar.' }],
      emojis: [
        {
          shortcode: 'stora',
          url: `${origin}/media/crest.svg`,
          static_url: `${origin}/media/crest.svg`,
          visible_in_picker: true,
        },
      ],
      tags: ['Storå', 'förskola'],
      counts: [4, 8, 97],
    },
  ];
}

function account(origin: string, library: boolean) {
  const name = library ? 'storabibliotek' : 'storakommun';
  return {
    id: library ? '2' : '1',
    username: name,
    acct: name,
    display_name: library ? 'Storå bibliotek' : 'Storå kommun',
    locked: false,
    bot: false,
    created_at: '2023-01-16T00:00:00.000Z',
    note: library ? '<p>Böcker, tystnad och kaffe.</p>' : '<p>Vi svarar vardagar 8–16.30.</p>',
    url: `${origin}/socialt/`,
    uri: `${origin}/socialt/`,
    avatar: `${origin}/media/avatar.svg`,
    avatar_static: `${origin}/media/avatar.svg`,
    followers_count: library ? 812 : 3406,
    following_count: 41,
    statuses_count: library ? 655 : 1290,
    emojis: [],
    fields: [],
  };
}

function status(post: Post, context: FeedContext): object {
  const { origin, now } = context;
  const url = `${origin}/socialt/#${post.id}`;
  const [replies, boosts, likes] = post.counts ?? [0, 0, 0];
  return {
    id: post.id,
    created_at: post.at.toISOString(),
    in_reply_to_id: post.replyTo ?? null,
    in_reply_to_account_id: post.replyTo ? '1' : null,
    sensitive: post.warning !== undefined,
    spoiler_text: post.warning ?? '',
    visibility: 'public',
    language: post.language ?? 'sv',
    uri: url,
    url,
    replies_count: replies,
    reblogs_count: boosts,
    favourites_count: likes,
    edited_at: null,
    content: post.content,
    reblog: post.boosts ? status(post.boosts, context) : null,
    account: account(origin, post.library ?? false),
    media_attachments: (post.media ?? []).map(({ file, alt }, index) => ({
      id: `${post.id}${index}`,
      type: 'image',
      url: `${origin}/media/${file}`,
      preview_url: `${origin}/media/${file}`,
      remote_url: null,
      meta: { original: { width: 1200, height: 800, size: '1200x800', aspect: 1.5 } },
      description: alt,
    })),
    mentions: post.mentionsLibrary
      ? [{ id: '2', username: 'storabibliotek', acct: 'storabibliotek', url: `${origin}/socialt/` }]
      : [],
    tags: (post.tags ?? []).map((name) => ({ name, url: `${origin}/socialt/` })),
    emojis: post.emojis ?? [],
    card: post.card
      ? {
          url: origin + post.card.path,
          title: post.card.title,
          description: post.card.summary,
          type: 'link',
          image: `${origin}/media/${post.card.file}`,
          image_description: '',
          width: 1200,
          height: 800,
          html: '',
          provider_name: 'Storå kommun',
        }
      : null,
    poll: post.poll ? poll(post.id, post.poll, now) : null,
  };
}

function poll(id: string, { ends, votes }: NonNullable<Post['poll']>, now: Date) {
  const counts = Object.entries(votes);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  return {
    id,
    expires_at: ends.toISOString(),
    expired: ends <= now,
    multiple: false,
    votes_count: total,
    voters_count: total,
    options: counts.map(([title, count]) => ({ title, votes_count: count })),
    emojis: [],
  };
}

/** Shaped like `GET /api/v1/accounts/:id/statuses` of a Mastodon server. */
export const socialt: FeedSeed = {
  id: 'socialt',
  title: 'Storå i sociala medier',
  contentType: 'application/json; charset=utf-8',
  body: (context) =>
    JSON.stringify(
      posts(context).map((post) => status(post, context)),
      null,
      2,
    ),
};
