import { expect, fixture, html } from '@open-wc/testing';
import { checkContrast } from '../../src/base/contrast-guard.js';

/** A page's colours around what a widget renders. */
async function widgetOn(page: string, text: string, button = ''): Promise<HTMLElement> {
  const room = await fixture<HTMLElement>(html`<div><section></section></div>`);
  room.style.background = page;
  room.style.color = text;
  const host = room.firstElementChild as HTMLElement;
  const root = host.attachShadow({ mode: 'open' });
  const inner = document.createElement('div');
  inner.className = 'civic';
  const pressed = document.createElement('button');
  pressed.className = 'button';
  pressed.style.background = button || 'rgb(0, 0, 0)';
  pressed.style.color = 'rgb(255, 255, 255)';
  inner.append(pressed);
  root.append(inner);
  return host;
}

/** What the console is told. */
function said(host: HTMLElement): string[] {
  const lines: string[] = [];
  const { warn } = console;
  console.warn = (line: string) => void lines.push(line);
  try {
    checkContrast({ localName: 'civic-poll', renderRoot: host.shadowRoot! });
  } finally {
    console.warn = warn;
  }
  return lines;
}

describe('the contrast guard', () => {
  it('says nothing of colours that can be read, or that it cannot know', async () => {
    expect(said(await widgetOn('#fff', '#333'))).to.deep.equal([]);
    expect(said(await widgetOn('rgba(255, 255, 255, 0.5)', '#eee'))).to.deep.equal([]);
    expect(said(await widgetOn('linear-gradient(#fff, #000)', '#eee'))).to.deep.equal([]);
  });

  it('names text that cannot be read, and what to set, and changes nothing', async () => {
    const host = await widgetOn('#fff', '#aaa');
    expect(said(host)).to.deep.equal([
      '[civic-widgets] <civic-poll>: text has a contrast of 2.3:1 and needs 4.5:1. Set --civic-text and --civic-surface.',
    ]);
    expect(getComputedStyle(host).color).to.equal('rgb(170, 170, 170)');
    // Once for each page.
    expect(said(host)).to.deep.equal([]);
  });

  it('names a button whose text cannot be read', async () => {
    expect(said(await widgetOn('#fff', '#000', '#ffcc00'))[0]).to.contain('--civic-accent');
  });
});
