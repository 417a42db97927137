import { css } from 'lit';

export const serviceListStyles = css`
  .vertical > :is(.services, [part='pending']) {
    grid-template-columns: repeat(auto-fill, minmax(min(19em, 100%), 1fr));
  }
  .services > li {
    container-type: inline-size;
    contain-intrinsic-block-size: auto var(--_row);
  }
  /* The first ones are what is looked at, printed and photographed. (A class: counting costs where thousands go.) */
  .far {
    content-visibility: auto;
  }
  .row {
    block-size: var(--_row);
  }
  section {
    --_row: 32em;
  }
  .horizontal {
    --_row: 20em;
  }
  .compact {
    --_row: 6em;
  }
  .tools > div {
    flex: 1 1 9em;
    min-inline-size: 0;
    max-inline-size: 36em;
  }
  .tools > .query {
    flex-basis: 18em;
  }
  .found {
    margin-block: 0.75em 0.5em;
    min-block-size: 1.5em;
  }
  [part='topic'] {
    font-size: 1.25em;
  }
  [part='topic']:not(:first-child) {
    margin-block-start: calc(var(--_space) * 1.5);
  }
`;
