/** Large documents as towns publish them: the same ones at every run. */

const WORDS =
  'kommunfullmäktige beslutade på måndagen om budgeten för nästa år och om den nya badplatsen vid ån som öppnar i juni med brygga bastu och ramp för alla som vill bada'.split(
    ' ',
  );

/** Numbers between 0 and 1 that are the same every time. */
function numbers(): () => number {
  let last = 7;
  return () => (last = (last * 48_271) % 2_147_483_647) / 2_147_483_647;
}

interface Article {
  id: number;
  url: string;
  title: string;
  summary: string;
  html: string;
  date: Date;
}

/** Articles of one to ten paragraphs, until there are as many, or as many bytes of them. */
function articles({ count = Infinity, bytes = Infinity }): Article[] {
  const next = numbers();
  const some = (n: number) =>
    Array.from({ length: n }, () => WORDS[Math.floor(next() * WORDS.length)]).join(' ');
  const paragraph = () =>
    `<p>${some(40)} <a href="https://stora.example/${Math.floor(next() * 1e6)}">${some(3)}</a> <b>${some(4)}</b> &amp; ${some(20)}.</p>\n`;
  const found: Article[] = [];
  for (let size = 0; found.length < count && size < bytes;) {
    const id = found.length + 1;
    const html = Array.from({ length: 1 + Math.floor(next() * 10) }, paragraph).join('');
    size += html.length + 600;
    found.push({
      id,
      url: `https://stora.example/nyheter/${id}`,
      title: some(8),
      summary: some(30),
      html,
      date: new Date(Date.UTC(2026, 10, 22) - id * 3_600_000),
    });
  }
  return found;
}

const escape = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

export function rss(size: { count?: number; bytes?: number }): string {
  const items = articles(size).map(
    ({ url, title, summary, html, date }) => `<item>
<title>${title}</title><link>${url}</link><guid>${url}</guid><pubDate>${date.toUTCString()}</pubDate>
<dc:creator>Redaktionen</dc:creator><category>Nyheter</category><category>Bygga och bo</category>
<description>${summary}</description><content:encoded>${escape(html)}</content:encoded></item>\n`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Storå kommun</title><link>https://stora.example/</link>${items.join('')}</channel></rss>`;
}

export function jsonFeed(size: { count?: number; bytes?: number }): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Storå kommun',
    home_page_url: 'https://stora.example/',
    items: articles(size).map(({ url, title, summary, html, date }) => ({
      id: url,
      url,
      title,
      summary,
      content_html: html,
      date_published: date.toISOString(),
      authors: [{ name: 'Redaktionen', url: 'https://stora.example/' }],
      tags: ['Nyheter', 'Bygga och bo'],
    })),
  });
}

export function mastodon(size: { count?: number; bytes?: number }): string {
  const account = {
    id: '1',
    username: 'stora',
    acct: 'stora',
    display_name: 'Storå kommun',
    url: 'https://social.example/@stora',
    avatar: 'https://social.example/a.png',
    avatar_static: 'https://social.example/a.png',
    emojis: [],
  };
  return JSON.stringify(
    articles(size).map(({ id, html, date }) => ({
      id: String(id),
      uri: `https://social.example/users/stora/statuses/${id}`,
      url: `https://social.example/@stora/${id}`,
      created_at: date.toISOString(),
      visibility: 'public',
      language: 'sv',
      spoiler_text: '',
      sensitive: false,
      content: html,
      account,
      media_attachments: [],
      mentions: [],
      tags: [{ name: 'stora', url: 'https://social.example/tags/stora' }],
      emojis: [],
      replies_count: 1,
      reblogs_count: 2,
      favourites_count: 3,
      reblog: null,
      poll: null,
      card: null,
    })),
  );
}
