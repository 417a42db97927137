import { css } from 'lit';

export const serviceStyles = css`
  .service {
    --_pad: min(calc(var(--_space) * 1.25), 6cqi);
    display: flex;
    flex-direction: column;
    overflow: clip;
  }
  .service :is(.heading, dd, .button) {
    hyphens: auto;
    hyphenate-limit-chars: 14 6 5;
  }
  .image {
    display: block;
    inline-size: 100%;
    aspect-ratio: 16 / 9;
    object-fit: cover;
    background: var(--_tint);
  }
  .body {
    display: flex;
    flex: 1;
    flex-direction: column;
    align-items: flex-start;
    gap: calc(var(--_space) * 0.75);
    min-inline-size: 0;
    padding: var(--_pad);
  }
  .body > * {
    margin: 0;
  }
  .summary {
    margin-block-start: calc(var(--_space) * -0.35);
  }
  .body > :is(.notice, .facts, .more-about) {
    inline-size: 100%;
  }
  .notice strong,
  .more-about li > * {
    display: block;
  }
  strong {
    font-weight: 600;
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(8.5em, 100%), 1fr));
    gap: 0.7em var(--_space);
    line-height: 1.35;
  }
  .body > .facts {
    padding-block: calc(var(--_space) * 0.75);
    border-block: 1px solid var(--_line);
  }
  .wide {
    grid-column: 1 / -1;
  }
  dt {
    color: var(--_muted);
    font-size: 0.85em;
  }
  dd {
    display: inline;
    margin: 0;
  }
  dd:not(:last-child)::after {
    content: ', ';
  }
  .service:not(.compact) .wide dd {
    display: list-item;
    margin-inline-start: 1.2em;
    list-style: disc;
  }
  .service:not(.compact) .wide dd::after {
    content: none;
  }
  .channels {
    grid-template-columns: repeat(auto-fill, minmax(min(14em, 100%), 1fr));
  }
  .provider {
    margin-block-start: auto;
  }
  .more-about > :not(summary) {
    margin-block: 0.35em 0.75em;
    line-height: 1.35;
  }
  .more-about a,
  .provider a {
    display: inline-block;
    padding-block: 0.15em;
  }
  @container (min-width: 34em) {
    .horizontal.service {
      flex-direction: row;
    }
    .horizontal .image {
      flex: none;
      align-self: start;
      inline-size: min(36%, 18em);
      aspect-ratio: 4 / 3;
      margin-block: var(--_pad);
      margin-inline-start: var(--_pad);
      border-radius: var(--_radius);
    }
  }
  .compact .body {
    gap: 0.4em;
    padding: var(--_space);
  }
  .compact .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1em;
    padding: 0;
    border: 0;
    font-size: 0.9em;
  }
  .compact dt {
    display: inline;
    font-size: 1em;
  }
  .compact dt::after {
    content: ': ';
  }
  @container (min-width: 28em) {
    .compact .body {
      display: grid;
      grid: auto-flow dense / 1fr fit-content(45%);
      column-gap: var(--_space);
      align-items: center;
    }
    .compact .body > * {
      grid-column: 1;
    }
    .compact .body > .notice {
      grid-column: 1 / -1;
    }
    .compact .body > .button {
      grid-area: 1 / 2 / span 2;
      margin: 0;
    }
    .compact .heading + .button {
      grid-row-end: 2;
    }
  }
`;
