import { type TemplateResult, html, nothing } from 'lit';
import { heading } from '../../base/heading.js';
import type { Form } from '../../contracts/form.js';
import type { LocaleController } from '../../locale/locale-controller.js';
import type { Open311Service } from '../../sources/open311.js';

/** What every request of Open311 has, before what the service asks for. */
export const requestForm = (form: Form, locale: LocaleController): Form => ({
  ...form,
  fields: [
    { name: '', type: 'location', label: locale.t('requestPlace'), required: true },
    {
      name: 'description',
      type: 'textarea',
      label: locale.t('requestDescription'),
      required: true,
      maxLength: 4000,
    },
    ...form.fields,
  ],
});

export interface ServicesContext {
  locale: LocaleController;
  level: number;
  query: string;
  own: (text: string) => unknown;
  onQuery: (query: string) => void;
  onChoose: (code: string) => void;
}

/** The services of an Open311 server by group, to choose one of. */
export function renderServices(
  services: readonly Open311Service[],
  context: ServicesContext,
): TemplateResult {
  const { locale, level, query, own, onChoose } = context;
  const wanted = query.toLocaleLowerCase().split(/\s+/);
  const found = services.filter((service) => {
    const text = Object.values(service).join(' ').toLocaleLowerCase();
    return wanted.every((word) => text.includes(word));
  });
  const groups = [...new Set(found.map(({ group }) => group))];
  return html`<div role="search">
      <label class="label" for="query">${locale.t('requestSearch')}</label>
      <input
        class="input"
        part="input"
        type="search"
        id="query"
        autocomplete="off"
        .value=${query}
        @input=${(event: Event) => context.onQuery((event.target as HTMLInputElement).value)}
      />
    </div>
    <p class="muted" role="status">${found.length ? nothing : locale.t('serviceNotFound')}</p>
    ${groups.map(
      (group) =>
        html`<div class="section">
          ${heading(level, group && own(group), 'section')}
          <ul class="files" role="list">
            ${found
              .filter((service) => service.group === group)
              .map(
                ({ code, name, description }) =>
                  html`<li>
                    <span>
                      <button type="button" class="link-button" part="service" @click=${() => onChoose(code)}>
                        ${own(name)}
                      </button>
                      ${description && html`<p class="muted">${own(description)}</p>`}
                    </span>
                  </li>`,
              )}
          </ul>
        </div>`,
    )}`;
}
