import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/widgets/service-list/define.js';
import { OFFLINE, SLOW, documentOf, withServer } from './helpers/server.js';
import { type Args, widget } from './helpers/widget.js';

const meta: Meta<Args> = {
  title: 'Service list',
  component: 'civic-service-list',
  parameters: {
    docs: {
      description: {
        component: `A catalogue of e-services to search and filter, forgiving of spelling.\n\n**When not to use it:** when there are five services or fewer: show their cards.`,
      },
    },
  },
  decorators: [withServer],
  render: widget('civic-service-list', html`<a href="https://stora.example/e-tjanster">All e-services</a>`),
};
export default meta;

type Story = StoryObj<Args>;

export const Cards: Story = { args: { src: '/api/services' } };

/** With a search box and a choice of topics. */
export const Search: Story = { args: { src: '/api/services', search: true, heading: 'E-services' } };

/** Only one topic. */
export const Topic: Story = { args: { src: '/api/services', topic: 'Uppleva och göra' } };

/** Under their topics, by name. */
export const Grouped: Story = {
  args: { src: '/api/services?lang=en', group: true, sort: 'name', search: true },
};

export const Horizontal: Story = { args: { src: '/api/services', layout: 'horizontal', limit: 3 } };

export const Compact: Story = { args: { src: '/api/services', layout: 'compact' } };

export const Pending: Story = { args: { src: SLOW } };

export const Failed: Story = { args: { src: OFFLINE } };

export const Empty: Story = { args: { src: documentOf([]) } };
