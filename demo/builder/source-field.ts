import { html, nothing, type TemplateResult } from 'lit';
import { checkResult } from './check-result.js';
import { linesField, selectField, textField } from './fields.js';
import type { Session } from './session.js';

const OTHER = '?';
const ID = 'option-src';

/** Where the data comes from: chosen among what the website has, or an address. */
export function sourceField(session: Session): TemplateResult {
  const { state, own, src } = session;
  return html`${own.length ? ownField(session) : nothing}
  ${state.otherAddress ? typedField(session) : nothing}
  ${state.otherAddress || src ? checker(session) : nothing}`;
}

function ownField(session: Session): TemplateResult {
  const { words, own, state, src } = session;
  const { widget } = state.configuration;
  const choices: [string, string][] = [
    ['', words.chooseOne],
    ...own.map(({ src: each, name }) => [each, name || words.ownServices] as [string, string]),
    [OTHER, words.ownOther],
  ];
  const value = state.otherAddress ? OTHER : src;
  return selectField({ label: words.which[widget] ?? words.address, id: 'own', value, choices }, (chosen) => {
    const otherAddress = chosen === OTHER;
    // To a feed's address others can be added.
    const kept = widget === 'civic-feed' ? src : '';
    session.set('src', (otherAddress ? kept : chosen) || undefined, { otherAddress });
    if (!otherAddress) void session.takePage(chosen);
  });
}

function typedField(session: Session): TemplateResult {
  const { words, state, src } = session;
  const save = (typed: string): void => session.set('src', typed.trim().replace(/\s+/g, ' ') || undefined);
  return state.configuration.widget === 'civic-feed'
    ? linesField({ label: words.addresses, id: ID, value: src.replaceAll(' ', '\n') }, save)
    : textField({ label: words.address, id: ID, value: src, type: 'address' }, save);
}

function checker(session: Session): TemplateResult {
  return html`<div class="check">
    <button type="button" class="quiet" @click=${() => void session.check()}>${session.words.check}</button>
    <div role="status">${checkResult(session)}</div>
  </div>`;
}
