import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/widgets/service-card/define.js';
import { OFFLINE, SLOW, documentOf, withServer } from './helpers/server.js';
import { type Args, widget } from './helpers/widget.js';

const meta: Meta<Args> = {
  title: 'Service card',
  component: 'civic-service-card',
  parameters: {
    docs: {
      description: {
        component: `One e-service so that a resident knows in five seconds what it is, for whom, what it costs, how long it takes, and how to begin, by whichever way.\n\n**When not to use it:** when there are many services (use the list), or the page is the service: then its button is enough.`,
      },
    },
  },
  decorators: [withServer],
  render: widget('civic-service-card', html`<a href="https://stora.example/e-tjanster">All e-services</a>`),
};
export default meta;

type Story = StoryObj<Args>;

export const Vertical: Story = { args: { src: '/api/services/bygglov-en' } };

/** The picture beside the text, where there is room for it. */
export const Horizontal: Story = { args: { src: '/api/services/bygglov-en', layout: 'horizontal' } };

/** A line in a list of links. */
export const Compact: Story = { args: { src: '/api/services/bygglov-en', layout: 'compact' } };

/** One service of a list, in another language than the page. */
export const OtherLanguage: Story = { args: { src: '/api/services/forskola', heading: 'För familjer' } };

/** Out of order for a while: the other ways are open. */
export const Maintenance: Story = { args: { src: '/api/services/simhall-en' } };

/** Not open yet. */
export const Upcoming: Story = { args: { src: '/api/services/feriejobb' } };

/** Closed, until further notice. */
export const Closed: Story = { args: { src: '/api/services/foreningsbidrag' } };

/** Not long to go: the card says how many days. */
export const DeadlineNear: Story = { args: { src: '/api/services/forskola-en' } };

/** Linked data of another catalogue: what is in which language is marked. */
export const LinkedData: Story = {
  args: {
    src: documentOf({
      '@graph': [
        {
          '@id': 'tax',
          '@type': 'PublicService',
          'dct:title': { '@language': 'en', '@value': 'Declare your taxes' },
          'dct:description': { '@language': 'fr', '@value': 'Pour tous.' },
          'cv:hasContactPoint': { '@id': 'desk' },
        },
        { '@id': 'desk', 'cv:telephone': '+32 2 123 45 67', 'schema:openingHours': 'Mo-Fr 09:00-17:00' },
      ],
    }),
  },
};

/** Written into the page, asking nobody. */
export const OwnAttributes: Story = {
  args: {
    name: 'Get a library card',
    summary: 'Borrow books, films, games and tools.',
    href: 'https://stora.example/library',
    'action-label': 'Get a card',
    cost: 'Free of charge',
    duration: 'About 2 minutes',
    login: 'eID',
  },
};

export const Pending: Story = { args: { src: SLOW } };

export const Failed: Story = { args: { src: OFFLINE } };

export const Empty: Story = { args: { src: documentOf([]) } };
