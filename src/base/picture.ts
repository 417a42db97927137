import { type TemplateResult, html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Config } from '../config/options.js';

/** Pictures that are blocked by the page's policy, or gone: no frame around nothing. */
const missing = new Set<string>();

const leaveOut = ({ target }: Event): void => {
  const picture = target as HTMLImageElement;
  missing.add(picture.src);
  picture.hidden = true;
};

/**
 * A picture that goes with a text, or nothing where the browser may not fetch it without being asked.
 * @param image with an address that passed `safeResource`
 */
export function picture(
  image: { url: string; alt?: string | null | undefined } | null | undefined,
  { media, mayRead }: Config,
): TemplateResult | typeof nothing {
  if (!image || !(media === 'always' || (media === 'auto' && mayRead(image.url)))) return nothing;
  return html`<img
    class="image"
    part="image"
    loading="lazy"
    decoding="async"
    referrerpolicy="no-referrer"
    src=${image.url}
    alt=${image.alt ?? ''}
    ?hidden=${live(missing.has(image.url))}
    @error=${leaveOut}
  />`;
}
