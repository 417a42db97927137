import { type TemplateResult, html, nothing } from 'lit';

/** A heading of a level that is only known when it is shown; beyond 6 it stays 6. */
export function heading(
  level: number,
  content: unknown,
  part = 'heading',
  id = '',
): TemplateResult | typeof nothing {
  if (!content) return nothing;
  switch (Math.min(6, Math.max(2, Math.trunc(level) || 2))) {
    case 3:
      return html`<h3 class="heading" part=${part} id=${id || nothing}>${content}</h3>`;
    case 4:
      return html`<h4 class="heading" part=${part} id=${id || nothing}>${content}</h4>`;
    case 5:
      return html`<h5 class="heading" part=${part} id=${id || nothing}>${content}</h5>`;
    case 6:
      return html`<h6 class="heading" part=${part} id=${id || nothing}>${content}</h6>`;
    default:
      return html`<h2 class="heading" part=${part} id=${id || nothing}>${content}</h2>`;
  }
}
