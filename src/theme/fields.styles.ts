import { css } from 'lit';

/** What people fill in. Colours are inherited and never half set, so that a dark page without a `color-scheme` stays readable. */
export const fieldStyles = css`
  .civic {
    --_error: color-mix(in srgb, currentColor 40%, #e00000);
  }
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
  }
  .label {
    display: block;
    margin-block-end: 0.35em;
    font-weight: 600;
  }
  .optional {
    font-weight: 400;
  }
  .help {
    color: var(--_muted);
  }
  .error {
    color: var(--_error);
    font-weight: 600;
  }
  .input {
    display: block;
    inline-size: 100%;
    max-inline-size: 36em;
    min-block-size: 2.75em;
    padding: 0.5em 0.75em;
    border: 0.1em solid var(--_border);
    border-radius: var(--_radius);
    background: none;
    line-height: 1.35;
    text-align: start;
  }
  textarea {
    min-block-size: 8em;
    resize: vertical;
  }
  .input[aria-invalid='true'] {
    border: 0.15em solid var(--_error);
  }
  .input:focus-visible {
    outline-offset: 0;
  }
  option {
    background: Field;
    color: FieldText;
  }
  .choice {
    display: flex;
    gap: 0.75em;
    inline-size: fit-content;
    min-block-size: 2.75em;
    padding-block: 0.625em;
  }
  [type='checkbox'],
  [type='radio'] {
    flex: none;
    inline-size: 1.5em;
    block-size: 1.5em;
    accent-color: var(--_accent);
  }
  [type='radio'] {
    border-radius: 50%;
  }
`;
