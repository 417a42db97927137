import { css } from 'lit';

/**
 * Where page and widget meet. The page's rules reach the host element; inside it everything starts from initial
 * values except what a widget should share with the text around it. Lengths are em: `html { font-size: 62.5% }`
 * is common. Colours come from the text colour and from system colours, so that they follow the page's
 * `color-scheme` and not the visitor's system.
 */
export const baseStyles = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none !important;
  }
  .civic {
    all: initial;
    display: block;
    box-sizing: border-box;
    container-type: inline-size;
    color-scheme: inherit;
    font-family: var(--civic-font, inherit);
    font-size: inherit;
    font-style: inherit;
    font-weight: inherit;
    line-height: 1.5;
    color: var(--civic-text, inherit);
    text-align: start;
    overflow-wrap: anywhere;
    unicode-bidi: isolate;
    --_accent: var(--civic-accent, #0b5cad);
    --_on-accent: var(--civic-on-accent, #fff);
    --_surface: var(--civic-surface, transparent);
    --_muted: var(--civic-muted, color-mix(in srgb, currentColor 82%, transparent));
    --_border: var(--civic-border, color-mix(in srgb, currentColor 55%, transparent));
    --_line: var(--civic-border, color-mix(in srgb, currentColor 22%, transparent));
    --_tint: color-mix(in srgb, currentColor 7%, transparent);
    --_radius: var(--civic-radius, 0.5em);
    --_space: var(--civic-space, 1em);
    --_focus: var(--civic-focus, currentColor);
  }
  .civic *,
  .civic ::before,
  .civic ::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
    border: 0;
  }
  .heading {
    margin: 0 0 calc(var(--_space) * 0.75);
    font-size: 1.35em;
    font-weight: 700;
    line-height: 1.25;
    text-wrap: balance;
  }
  p {
    margin: 0 0 calc(var(--_space) * 0.5);
  }
  a {
    color: inherit;
    text-decoration: underline;
    text-decoration-thickness: 0.08em;
    text-underline-offset: 0.18em;
    cursor: pointer;
  }
  a:hover {
    text-decoration-thickness: 0.16em;
  }
  img {
    max-inline-size: 100%;
  }
  .muted {
    color: var(--_muted);
    font-size: 0.9em;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: 2.75em;
    min-inline-size: 2.75em;
    padding: 0.5em 1.1em;
    border: 0.1em solid currentColor;
    border-radius: var(--_radius);
    background: transparent;
    color: inherit;
    font: inherit;
    font-weight: 600;
    line-height: 1.25;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }
  .button:hover {
    text-decoration: underline;
    background: var(--_tint);
  }
  .button.primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .button[aria-disabled='true'] {
    cursor: progress;
  }
  .link-button {
    padding: 0.25em 0;
    min-block-size: 1.75em;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 0.18em;
    cursor: pointer;
  }
  :is(a, button, summary, input, select, textarea, [tabindex]):focus-visible {
    outline: 0.2em solid var(--_focus);
    outline-offset: 0.15em;
    border-radius: 0.15em;
  }
  .button:focus-visible {
    border-radius: var(--_radius);
  }
  [tabindex='-1']:focus {
    outline: 0.2em solid var(--_focus);
    outline-offset: 0.3em;
  }
  .skeleton {
    border-radius: var(--_radius);
    background: var(--_tint);
  }
  .skeleton + .skeleton {
    margin-block-start: var(--_space);
  }
  .failed,
  .empty {
    padding: var(--_space);
    border-inline-start: 0.25em solid var(--_border);
    background: var(--_tint);
    margin-block: calc(var(--_space) * 0.5);
  }
  .failed > :last-child {
    margin-block-end: 0;
  }
  @supports (color: light-dark(#000, #fff)) {
    .civic {
      --_accent: var(--civic-accent, light-dark(#0b5cad, #8cc2ff));
      --_on-accent: var(--civic-on-accent, light-dark(#fff, #04172b));
    }
  }
  @media (forced-colors: active) {
    .civic {
      --_border: CanvasText;
      --_line: CanvasText;
      --_muted: CanvasText;
      --_focus: Highlight;
    }
    .skeleton {
      border: 1px solid CanvasText;
    }
  }
  @media print {
    .button,
    .link-button,
    .skeleton {
      display: none;
    }
  }
`;
