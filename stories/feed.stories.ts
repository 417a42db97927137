import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/widgets/feed/define.js';
import { OFFLINE, SLOW, documentOf, failing, withServer } from './helpers/server.js';
import { type Args, widget } from './helpers/widget.js';

const MERGED = '/api/feeds/nyheter /api/feeds/socialt';

const feedOf = (items: object[]) =>
  documentOf({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Storå kommun',
    home_page_url: 'https://stora.example/',
    items,
  });

const post = (id: string, more: object = {}) => ({
  id,
  url: `https://stora.example/${id}`,
  date_published: '2026-11-02T08:00:00+01:00',
  authors: [{ name: 'Storå kommun' }],
  ...more,
});

const meta: Meta<Args> = {
  title: 'Feed',
  component: 'civic-feed',
  parameters: {
    docs: {
      description: {
        component: `What the town publishes, on its own website: RSS, Mastodon, Bluesky, YouTube and more, merged into one list, with no request to a network unless somebody asks for one.\n\n**When not to use it:** when a page has news of its own to tell (write them there), for more than some dozens of posts (link to the archive), and for anything that must not be missed: a warning belongs at the top of the page.`,
      },
    },
  },
  decorators: [withServer],
  render: widget(
    'civic-feed',
    html`<a href="https://stora.example/nyheter">News of the town, on their own page</a>`,
  ),
};
export default meta;

type Story = StoryObj<Args>;

/** News (RSS) and social posts (Mastodon) as one list, the newest first. */
export const Merged: Story = { args: { src: MERGED, heading: 'Aktuellt' } };

/** Side by side where there is room. */
export const Grid: Story = { args: { src: MERGED, layout: 'grid', heading: 'Aktuellt' } };

/** Titles and times, for a side column. */
export const Compact: Story = { args: { src: '/api/feeds/nyheter', layout: 'compact', heading: 'Nyheter' } };

/** Visitors choose among the sources. */
export const Filter: Story = { args: { src: MERGED, filter: true } };

/** Atom, in English. */
export const Atom: Story = { args: { src: '/api/feeds/news', heading: 'News' } };

/** JSON Feed with a call to action in each post. */
export const CallsToAction: Story = { args: { src: '/api/feeds/events', heading: 'Events' } };

/** Pictures, own ones too, only after a click. */
export const PicturesOnClick: Story = { args: { src: '/api/feeds/socialt', media: 'click' } };

/** Pictures of others are asked for first: the button says whom. */
export const ForeignPictures: Story = {
  args: {
    src: feedOf([
      post('bild', {
        content_html: '<p>Bron är klar.</p>',
        _civic: { media: [{ type: 'image', url: 'https://pictures.example/bron.jpg', alt: 'Bron' }] },
      }),
    ]),
  },
};

/** Without boosts, replies and what is marked as sensitive. */
export const HiddenKinds: Story = { args: { src: '/api/feeds/socialt', hide: 'boosts replies sensitive' } };

/** Where to follow the town, and what is expected of those who comment there. */
export const Links: Story = {
  args: {
    src: '/api/feeds/nyheter',
    limit: 2,
    'profile-href': 'https://social.example/@stora',
    'policy-href': '/om-webbplatsen/',
  },
};

/** Everything that a post can have. */
export const EveryPart: Story = {
  args: {
    src: feedOf([
      post('varning', {
        content_html: '<p>Bilderna visar vatten i en källare.</p>',
        _civic: { warning: 'Översvämning', sensitive: true },
      }),
      post('delad', {
        content_html: '<p>Storå har länets bästa bibliotek.</p>',
        _civic: { boostedBy: { name: 'Länet' }, pinned: true, counts: { replies: 3, boosts: 12, likes: 40 } },
      }),
      post('kort', {
        content_html: '<p>Så här tänker vi om badplatsen.</p>',
        _civic: {
          card: {
            url: 'https://stora.example/badplats',
            title: 'Badplatsen vid Laxholmen',
            summary: 'Bryggor, bastu och en ramp.',
          },
        },
      }),
      post('fraga', {
        content_html: '<p>Vad ska bron heta?</p>',
        _civic: {
          poll: {
            options: [
              { label: 'Laxbron', votes: 41 },
              { label: 'Nya bron', votes: 12 },
            ],
            voters: 53,
            closes: '2026-11-01T12:00:00Z',
          },
        },
      }),
      post('citat', {
        content_html: '<p>Vi håller med.</p>',
        _civic: {
          quote: {
            url: 'https://social.example/@lanet/3',
            author: 'Länet',
            text: 'Cykla mer!',
            state: 'shown',
          },
        },
      }),
      post('borta', { content_html: '<p>Se här.</p>', _civic: { quote: { state: 'revoked' } } }),
      post('fil', {
        title: 'Protokoll',
        content_html: '<p>Från kommunfullmäktige.</p>',
        attachments: [
          {
            url: 'https://stora.example/protokoll.pdf',
            mime_type: 'application/pdf',
            title: 'Protokoll',
            size_in_bytes: 482000,
          },
        ],
      }),
      post('arabiska', { content_html: '<p>المكتبة مفتوحة يوم الأحد.</p>', language: 'ar' }),
    ]),
    limit: 8,
  },
};

/** Room is kept while posts are on their way. */
export const Pending: Story = { args: { src: SLOW, limit: 3 } };

/** Nothing there: a sentence, and the link. */
export const Empty: Story = { args: { src: '/api/feeds/tomt' } };

/** Nobody answers: a sentence, a way out, and the link. */
export const Offline: Story = { args: { src: OFFLINE } };

/** The server is in trouble. */
export const Busy: Story = { args: { src: failing(503) } };

/** One source of two is down: the other shows. */
export const OneSourceDown: Story = { args: { src: `/api/feeds/nyheter ${OFFLINE}`, limit: 3 } };

/** An origin that the page does not allow: the slot only. */
export const NotAllowed: Story = { args: { src: 'https://stranger.example/feed' } };
