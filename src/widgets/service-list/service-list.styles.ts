import { css } from 'lit';

export const serviceListStyles = css`
  .vertical > :is(.services, [part='pending']) {
    grid-template-columns: repeat(auto-fill, minmax(min(19em, 100%), 1fr));
  }
  .services > li {
    min-inline-size: 0;
    container-type: inline-size;
    content-visibility: auto;
    contain-intrinsic-block-size: auto 24em;
  }
  .horizontal > .services > li {
    contain-intrinsic-block-size: auto 20em;
  }
  .compact > .services > li {
    contain-intrinsic-block-size: auto 6em;
  }
  .row {
    block-size: 32em;
  }
  .horizontal > * > .row {
    block-size: 20em;
  }
  .compact > * > .row {
    block-size: 6em;
  }
  .tools > div {
    flex: 1 1 11em;
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
  [part='topic']:not(:first-child) {
    margin-block-start: calc(var(--_space) * 1.5);
  }
`;
