import { css } from 'lit';

export const serviceStyles = css`
  .service {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    overflow: clip;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .service .image {
    display: block;
    inline-size: 100%;
    aspect-ratio: 16 / 9;
    object-fit: cover;
    background: var(--_tint);
  }
  .service .body {
    display: flex;
    flex: 1;
    flex-direction: column;
    align-items: flex-start;
    gap: calc(var(--_space) * 0.75);
    min-inline-size: 0;
    padding: calc(var(--_space) * 1.25);
  }
  .service .heading {
    margin: 0;
    font-size: 1.2em;
  }
  .service p {
    margin: 0;
  }
  .service .summary {
    margin-block-start: calc(var(--_space) * -0.35);
  }
  .notice {
    inline-size: 100%;
    padding: 0.6em 0.85em;
    border-inline-start: 0.25em solid var(--_border);
    background: var(--_tint);
  }
  .notice strong {
    display: block;
    font-weight: 600;
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(8.5em, 100%), 1fr));
    gap: 0.7em var(--_space);
    inline-size: 100%;
    margin: 0;
    padding-block: calc(var(--_space) * 0.75);
    border-block: 1px solid var(--_line);
    line-height: 1.35;
  }
  .facts .wide {
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
  .wide dd {
    display: list-item;
    margin-inline-start: 1.2em;
  }
  .wide dd::after {
    content: none;
  }
  .service .button {
    margin-block-start: auto;
  }
  .more-about {
    inline-size: 100%;
  }
  summary {
    inline-size: fit-content;
    min-block-size: 1.75em;
    padding-block: 0.15em;
    cursor: pointer;
  }
  .more-about .facts {
    margin-block: 0.35em 0.75em;
    padding: 0;
    border: 0;
  }
  .more-about ul {
    display: grid;
    gap: 0.6em;
    margin: 0.35em 0 0;
    padding: 0;
    list-style: none;
    line-height: 1.4;
  }
  .more-about li > * {
    display: block;
  }
  .more-about strong {
    font-weight: 600;
  }
  .more-about a,
  .provider a {
    display: inline-block;
    padding-block: 0.15em;
  }
  @container (min-width: 34em) {
    .service.horizontal {
      flex-direction: row;
    }
    .horizontal .image {
      flex: none;
      inline-size: 36%;
      aspect-ratio: auto;
      min-block-size: 100%;
    }
  }
  .compact .body {
    gap: 0.4em;
    padding: var(--_space);
  }
  .compact .heading {
    font-size: 1.05em;
  }
  .compact .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1em;
    padding: 0;
    border: 0;
    font-size: 0.9em;
  }
  .compact .facts > div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.35em;
  }
  .compact dt {
    font-size: 1em;
  }
  .compact dt::after {
    content: ':';
  }
  @container (min-width: 28em) {
    .compact .body {
      display: grid;
      grid-template-columns: 1fr auto;
      gap: 0.25em var(--_space);
      align-items: center;
    }
    .compact .body > * {
      grid-column: 1;
    }
    .compact .notice {
      grid-column: 1 / -1;
    }
    .compact .body > .button {
      grid-column: 2;
      grid-row: 1 / span 3;
      margin: 0;
    }
  }
  @media print {
    .service {
      break-inside: avoid;
    }
    .service .button {
      display: inline;
      padding: 0;
      border: 0;
      background: none;
      color: inherit;
    }
    .service a[href^='http']::after {
      content: ' (' attr(href) ')';
      font-size: 0.8em;
      overflow-wrap: anywhere;
    }
  }
`;
