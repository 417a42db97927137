import { css } from 'lit';

export const serviceCardStyles = css`
  .row {
    block-size: 18em;
  }
`;
