import { css } from 'lit';

export const serviceListStyles = css`
  .vertical > :is(.services, [part='pending']) {
    grid-template-columns: repeat(auto-fill, minmax(min(19em, 100%), 1fr));
  }
  .services > li {
    min-inline-size: 0;
    container-type: inline-size;
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
    flex: 1 1 15em;
    max-inline-size: 36em;
  }
  .found {
    margin-block: 0.75em 0.5em;
    min-block-size: 1.5em;
  }
`;
