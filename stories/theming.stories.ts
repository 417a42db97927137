import type { Meta, StoryObj, WebComponentsRenderer } from '@storybook/web-components-vite';
import type { DecoratorFunction } from 'storybook/internal/types';
import { html } from 'lit';
import { contrast, parseColour, presets } from '../src/themes.js';
import '../src/widgets/feed/define.js';
import '../src/widgets/poll/define.js';
import '../src/widgets/service-card/define.js';
import { withServer } from './helpers/server.js';

/** A preset's name, and what is changed of it, by custom property. */
interface Args {
  preset: string;
  [token: string]: string;
}

/** Text and what it stands on: WCAG 2.2 asks for 4.5, of edges for 3. */
const PAIRS = [
  ['--civic-text', '--civic-surface', 4.5],
  ['--civic-muted', '--civic-surface', 4.5],
  ['--civic-accent', '--civic-surface', 4.5],
  ['--civic-on-accent', '--civic-accent', 4.5],
  ['--civic-border', '--civic-surface', 3],
  ['--civic-focus', '--civic-surface', 3],
] as const;

/** A preset with what was changed of it, for one colour scheme. */
function tokensOf({ preset, ...changed }: Args, isDark: boolean): Record<string, string> {
  const base = Object.entries(presets[preset] ?? {}).map(
    ([name, value]) => [name, typeof value === 'string' ? value : value[isDark ? 1 : 0]] as const,
  );
  const own = Object.entries(changed).filter(([, value]) => value !== '');
  return { ...Object.fromEntries(base), ...Object.fromEntries(own) };
}

function contrasts(tokens: Record<string, string>) {
  return PAIRS.map(([text, back, least]) => {
    const [a, b] = [parseColour(tokens[text] ?? ''), parseColour(tokens[back] ?? '')];
    const ratio = a && b ? contrast(a, b) : undefined;
    const verdict = ratio === undefined ? 'as the page' : ratio >= least ? 'good' : `less than ${least}`;
    return html`<tr>
      <th scope="row"><code>${text}</code> on <code>${back}</code></th>
      <td>${ratio === undefined ? '' : `${(Math.floor(ratio * 10) / 10).toFixed(1)} : 1`}</td>
      <td>${verdict}</td>
    </tr>`;
  });
}

/** Puts custom properties onto an element; a template's `style` would be refused by a strict policy. */
function dressed(element: HTMLElement, tokens: Record<string, string>): HTMLElement {
  for (const [name, value] of Object.entries(tokens)) element.style.setProperty(name, value);
  element.style.background = 'var(--civic-surface, Canvas)';
  element.style.color = 'var(--civic-text, CanvasText)';
  element.style.padding = '1em';
  element.style.display = 'grid';
  element.style.gap = '1.5em';
  return element;
}

const names = Object.keys(presets.neutral ?? {});

const meta: Meta<Args> = {
  title: 'Theming',
  decorators: [withServer as unknown as DecoratorFunction<WebComponentsRenderer, Args>],
  parameters: {
    docs: {
      description: {
        component: `Widgets take font and colours from the page. What should differ is a custom property on any element
around them, or on the page's root. Change a token in the controls: the table says what contrast it gives. The presets
are also style sheets, \`civic-widgets/themes/nordic.css\` and so on, which follow the page's \`color-scheme\`.`,
      },
    },
  },
  argTypes: {
    preset: { control: 'select', options: ['', ...Object.keys(presets)] },
    ...Object.fromEntries(
      names.map((name) => [
        name,
        { control: name.endsWith('radius') ? 'text' : { type: 'color' }, table: { category: 'tokens' } },
      ]),
    ),
  },
  args: { preset: 'nordic', ...Object.fromEntries(names.map((name) => [name, ''])) },
  render: (args, { globals }) => {
    const tokens = tokensOf(args, globals.colorScheme === 'dark');
    const room = dressed(document.createElement('div'), tokens);
    for (const [tag, attributes] of [
      ['civic-poll', { src: '/api/polls/badplats' }],
      ['civic-service-card', { src: '/api/services/bygglov', layout: 'horizontal' }],
      ['civic-feed', { src: '/api/feeds/nyheter', limit: '2' }],
    ] as const) {
      const widget = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) widget.setAttribute(name, value);
      room.append(widget);
    }
    return html`<table class="measures">
        <caption>
          Contrast of these tokens
        </caption>
        <tbody>
          ${contrasts(tokens)}
        </tbody>
      </table>
      ${room}`;
  },
};
export default meta;

type Story = StoryObj<Args>;

export const Neutral: Story = { args: { preset: 'neutral' } };

export const Nordic: Story = { args: { preset: 'nordic' } };

/** Like GOV.UK. */
export const Crown: Story = { args: { preset: 'crown' } };

/** Like USWDS. */
export const Federal: Story = { args: { preset: 'federal' } };

/** Nothing set: as the page. */
export const AsThePage: Story = { args: { preset: '' } };
