import { css } from 'lit';

export const serviceListStyles = css`
  .services,
  [part='pending'] {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(19em, 100%), 1fr));
    gap: var(--_space);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  :is(.list-horizontal, .list-compact) :is(.services, [part='pending']) {
    grid-template-columns: minmax(0, 1fr);
  }
  .services > li {
    min-inline-size: 0;
    container-type: inline-size;
  }
  .row {
    block-size: 32em;
  }
  .list-horizontal .row {
    block-size: 20em;
  }
  .list-compact .row {
    block-size: 6em;
  }
  .skeleton + .skeleton {
    margin: 0;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 0.75) var(--_space);
    margin-block-end: calc(var(--_space) * 0.75);
  }
  .tools > div {
    flex: 1 1 15em;
    max-inline-size: 36em;
  }
  .found {
    min-block-size: 1.5em;
  }
  .more {
    margin-block-start: var(--_space);
  }
  .service:focus {
    outline: 0.2em solid var(--_focus);
    outline-offset: -0.2em;
  }
`;
