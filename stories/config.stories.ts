import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/config/define.js';
import '../src/widgets/feed/define.js';
import { withServer } from './helpers/server.js';
import { type Args, widget } from './helpers/widget.js';

const meta: Meta<Args> = {
  title: 'Config',
  component: 'civic-config',
  parameters: {
    docs: {
      description: {
        component: `Options for the widgets that it wraps, or for the whole page: where data is, what may be read, what may be stored.

**When not to use it:** every option can be a \`<meta>\` in the head instead, which content authors cannot change.`,
      },
    },
  },
  decorators: [withServer],
};
export default meta;

type Story = StoryObj<Args>;

/** Options for a part of the page: here, pictures only after a click, whatever the page says. */
export const Wrapped: Story = {
  args: { media: 'click', endpoint: '/api/' },
  render: widget(
    'civic-config',
    html`<civic-feed src="feeds/socialt" limit="3"><a href="https://stora.example/">Posts</a></civic-feed>`,
  ),
};

/** Nested: the nearest one counts, and origins can only become fewer. */
export const Nested: Story = {
  args: { endpoint: '/api/', lang: 'sv' },
  render: widget(
    'civic-config',
    html`<civic-config media="none">
      <civic-feed src="feeds/nyheter" limit="2"><a href="https://stora.example/">Nyheter</a></civic-feed>
    </civic-config>`,
  ),
};
