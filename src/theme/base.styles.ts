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
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  .civic {
    all: initial;
    display: block;
    container-type: inline-size;
    /* Where a page shrinks it (floats, rows of flex items), containment alone would leave no width at all. */
    contain-intrinsic-inline-size: min(15em, 240px);
    color-scheme: inherit;
    font: inherit;
    font-family: var(--civic-font, inherit);
    line-height: 1.5;
    color: var(--civic-text, inherit);
    overflow-wrap: anywhere;
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
  .civic,
  .civic *,
  .civic ::before,
  .civic ::after {
    box-sizing: border-box;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .heading {
    margin: 0 0 calc(var(--_space) * 0.75);
    font-size: 1.15em;
    font-weight: 700;
    line-height: 1.25;
    text-wrap: balance;
  }
  [part='heading'] {
    font-size: 1.35em;
  }
  p {
    margin: 0 0 calc(var(--_space) * 0.5);
  }
  [role='list'],
  [part='pending'] {
    display: grid;
    gap: var(--_space);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  article {
    block-size: 100%;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  a,
  .link-button {
    border-radius: 0.15em;
    color: inherit;
    text-decoration: underline;
    text-decoration-thickness: 0.08em;
    text-underline-offset: 0.18em;
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
  button,
  input,
  select,
  textarea {
    margin: 0;
    color: inherit;
    font: inherit;
  }
  button,
  label,
  summary,
  :is(label, .pick) > input {
    cursor: pointer;
  }
  summary {
    inline-size: fit-content;
    padding-block: 0.25em;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-block-size: 2.75em;
    padding: 0.5em 1.1em;
    border: 0.1em solid;
    border-radius: var(--_radius);
    background: none;
    font-weight: 600;
    line-height: 1.25;
    text-align: center;
    text-decoration: none;
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
    min-block-size: 1.75em;
    padding: 0.25em 0;
    border: 0;
    background: none;
    text-align: start;
  }
  .actions,
  .ask,
  .coordinates,
  .files > li,
  .filter,
  .hint,
  .links,
  .result,
  .scale,
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
  }
  :focus-visible,
  [tabindex='-1']:focus {
    outline: 0.2em solid var(--_focus);
    outline-offset: 0.15em;
  }
  article[tabindex]:focus {
    outline-offset: -0.2em;
  }
  .more {
    margin-block-start: var(--_space);
  }
  .skeleton {
    border-radius: var(--_radius);
    background: var(--_tint);
  }
  .empty,
  .failed,
  .notice {
    margin-block: calc(var(--_space) * 0.5);
    padding: var(--_space);
    border-inline-start: 0.25em solid var(--_border);
    background: var(--_tint);
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
      --_focus: Highlight;
    }
    .skeleton {
      border: 1px solid;
    }
  }
  @media print {
    button,
    .ask,
    .filter,
    .skeleton,
    .tools {
      display: none !important;
    }
    .button:any-link {
      display: block;
      background: none;
      color: inherit;
    }
    article,
    li {
      break-inside: avoid;
      content-visibility: visible !important;
    }
    img {
      max-block-size: 15em !important;
      object-fit: contain !important;
    }
    textarea {
      field-sizing: content;
      min-block-size: 8em !important;
    }
    .more-about::details-content {
      content-visibility: visible;
    }
    .open::after,
    .links a::after,
    .service a[href^='http']::after {
      content: ' (' attr(href) ')';
      font-size: 0.8em;
      overflow-wrap: anywhere;
    }
  }
`;
