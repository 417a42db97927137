import { css } from 'lit';

export const pollStyles = css`
  /* Three options and what goes with them, on a phone. While it comes, the fallback takes a line of it. */
  .poll:has(.footer) {
    min-block-size: 24em;
  }
  .row {
    block-size: 6.8em;
  }
  [part='question'] {
    margin-block-end: 0.4em;
    font-size: 1.35em;
  }
  [part='question'] + fieldset {
    margin-block-start: var(--_space);
  }
  fieldset + fieldset,
  fieldset + .choice,
  .answers + .heading,
  .results ~ .heading {
    margin-block-start: calc(var(--_space) * 1.5);
  }
  legend {
    display: block;
    inline-size: 100%;
  }
  .hint {
    justify-content: space-between;
    column-gap: var(--_space);
    margin-block-end: 0.6em;
  }
  .phase,
  .mark {
    display: inline-block;
    padding: 0.1em 0.6em;
    border: 1px solid;
    border-radius: 2em;
    font-size: 0.85em;
  }
  .options {
    display: grid;
    gap: calc(var(--_space) * 0.5);
  }
  .option,
  .answer {
    display: flex;
    align-items: center;
    gap: 0.75em;
    padding-block: 0.6em;
    border-block-end: 1px solid var(--_line);
  }
  .option {
    min-block-size: 3.25em;
    padding-inline: 0.9em;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .option:hover {
    background: var(--_tint);
  }
  .option.chosen {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 0.1em var(--_accent);
  }
  .wrong .option {
    border-color: var(--_error);
  }
  .answers {
    gap: 0;
  }
  .text {
    flex: 1;
    min-inline-size: 0;
  }
  .text > * {
    display: block;
  }
  .image {
    inline-size: 6em;
    aspect-ratio: 4 / 3;
    object-fit: cover;
  }
  .mark {
    font-weight: 600;
  }
  .mark,
  .image {
    flex: none;
  }
  .actions,
  .code,
  .footer,
  .poll > .error {
    margin-block-start: var(--_space);
  }
  .heading:focus:not(:focus-visible) {
    outline: none;
  }
  .several fieldset [part='question'],
  .several [part='question'] ~ [part='question'] {
    font-size: 1.15em;
  }
  .thanks .heading {
    padding: 0.7em 0.9em;
    border-inline-start: 0.25em solid var(--_accent);
    background: var(--_tint);
  }
  .thanks .heading::before,
  [aria-pressed='true']::before {
    content: '✓ ';
    content: '✓ ' / '';
  }
  .results {
    margin-block-end: calc(var(--_space) * 0.75);
  }
  .result {
    align-items: baseline;
  }
  .figures {
    margin-inline-start: auto;
    font-variant-numeric: tabular-nums;
    font-weight: 600;
  }
  .bar {
    inline-size: 100%;
    block-size: 0.6em;
    border-radius: 1em;
    background: var(--_tint);
    overflow: hidden;
  }
  [dir='rtl'] .bar {
    transform: scaleX(-1);
  }
  rect {
    fill: var(--civic-poll-bar, var(--_accent));
  }
  .options + .label,
  .order,
  .wide {
    margin-block: var(--_space);
  }
  .wide {
    overflow: auto;
  }
  table {
    border-collapse: collapse;
    font: inherit;
    color: inherit;
  }
  td,
  th {
    padding: 0.4em 0.8em;
    border: 1px solid var(--_line);
    text-align: start;
  }
  @media print, (forced-colors: active) {
    .option.chosen {
      outline: 0.15em solid;
    }
    .bar {
      border: 1px solid;
    }
    rect {
      fill: CanvasText;
    }
  }
`;
