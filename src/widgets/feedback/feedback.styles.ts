import { css } from 'lit';

export const styles = css`
  .waiting {
    min-block-size: 27.9em;
  }
  .row {
    block-size: 5em;
  }
  .about > :last-child,
  .done > :last-child,
  .intro > :last-child {
    margin-block-end: 0;
  }
  .intro,
  .about,
  .case,
  .summary,
  .field {
    margin-block-end: calc(var(--_space) * 1.5);
  }
  .intro,
  .about,
  .help,
  .said,
  .summary,
  .done {
    max-inline-size: 40em;
  }
  .about a,
  .done a {
    display: inline-block;
    padding-block: 0.25em;
  }
  .section {
    margin-block: calc(var(--_space) * 2.5) var(--_space);
  }
  .section > .heading {
    margin-block-end: calc(var(--_space) * 0.5);
  }
  .step {
    display: block;
    font-size: 0.8em;
    font-weight: 400;
  }
  .map {
    display: block;
    position: relative;
    max-inline-size: 36em;
    margin-block-end: 0.35em;
    padding: 0;
    border: 0.1em solid var(--_border);
    cursor: crosshair;
  }
  .map > img {
    display: block;
  }
  .map > svg {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    fill: #c00;
    stroke: #fff;
    stroke-width: 3;
  }
  canvas {
    flex: none;
    inline-size: 3.5em;
    block-size: 3.5em;
    border-radius: calc(var(--_radius) / 2);
    background: var(--_tint);
    object-fit: cover;
  }
  progress {
    display: block;
    inline-size: 100%;
    max-inline-size: 36em;
    margin-block-end: var(--_space);
    accent-color: var(--_accent);
  }
  .lines {
    white-space: pre-line;
  }
  .said,
  .wrong {
    padding-inline-start: 0.9em;
    border-inline-start: 0.3em solid var(--_error);
  }
  .said {
    border-color: var(--_line);
  }
  .office {
    border-color: var(--_accent);
  }
  .summary {
    padding: var(--_space);
    border: 0.2em solid var(--_error);
    border-radius: var(--_radius);
  }
  .files,
  .summary ul {
    gap: 0;
  }
  .summary .link-button {
    color: var(--_error);
    font-weight: 600;
  }
  .count {
    margin-block-start: 0.35em;
  }
  .pill,
  .pick {
    position: relative;
    display: inline-block;
  }
  .pill > input,
  .pick > input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    opacity: 0;
  }
  .pill > .face {
    display: grid;
    place-items: center;
    min-inline-size: 2.75em;
    min-block-size: 2.75em;
    padding: 0.25em 0.6em;
    border: 0.1em solid var(--_border);
    border-radius: var(--_radius);
  }
  .pill:hover > .face,
  .pick:hover > .face {
    background: var(--_tint);
  }
  .pill > :checked + .face {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 700;
  }
  :focus-visible + .face {
    outline: 0.2em solid var(--_focus);
    outline-offset: 0.15em;
  }
  .files > li {
    column-gap: 1em;
    max-inline-size: 36em;
    padding-block: 0.35em;
    border-block-end: 0.06em solid var(--_line);
  }
  .files > li > span {
    flex: 1 1 12em;
  }
  .sub {
    display: grid;
    gap: 0.35em;
    max-inline-size: 36em;
    margin-block-end: 0.5em;
  }
  .coordinates > .sub {
    flex: 1 1 8em;
  }
  .failed {
    max-inline-size: 40em;
    margin-block: 0 var(--_space);
    border-color: var(--_error);
    font-weight: 600;
  }
  .done {
    padding: calc(var(--_space) * 1.25);
    border: 0.1em solid var(--_line);
    border-inline-start: 0.4em solid var(--_accent);
    border-radius: var(--_radius);
  }
  .done > * {
    margin-block: 0 var(--_space);
  }
  .reference {
    display: block;
    font-family: ui-monospace, monospace;
    font-size: 1.4em;
    font-weight: 700;
    user-select: all;
    -webkit-user-select: all;
  }
  .ask {
    column-gap: 1em;
    min-block-size: 3.25em;
  }
  .ask > .heading {
    margin: 0;
    font-size: 1em;
  }
  .stack {
    display: grid;
  }
  .stack > * {
    grid-area: 1 / 1;
  }
  .stack > .failed {
    align-self: start;
    margin-block-start: var(--_space);
  }
  .stack textarea {
    block-size: 6em;
    min-block-size: 0;
  }
  #thanks {
    align-self: center;
    justify-self: start;
    margin: 0;
    font-weight: 600;
  }
  .kept {
    visibility: hidden;
  }
  @media (forced-colors: active) {
    .pill > :checked + .face {
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;
