import { css } from 'lit';

export const serviceCardStyles = css`
  .row {
    block-size: 30em;
  }
  .compact .row {
    block-size: 7em;
  }
`;
