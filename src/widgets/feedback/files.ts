import { type TemplateResult, html, nothing } from 'lit';
import type { FormField } from '../../contracts/form.js';
import type { LocaleController } from '../../locale/locale-controller.js';
import type { FieldContext } from './fields.js';
import { filesOf } from './values.js';

/** What may be chosen, where the form does not say it in its own words. */
export function fileRules({ accept, maxBytes, maxFiles }: FormField, locale: LocaleController): string {
  const types = accept
    ?.map((type) => type.replace(/^.*[./]/, '').toUpperCase())
    .filter((type) => type !== '*');
  const most = Number(maxFiles);
  const rules = [
    types?.join(', '),
    maxBytes && locale.t('formFileMax', { size: locale.bytes(maxBytes) }),
    most > 1 && locale.t('formMost', { n: most }),
  ];
  return rules.filter(Boolean).join(' · ');
}

/** The button that chooses and the files that are chosen. */
export function fileControls(
  field: FormField,
  id: string,
  wrong: string | typeof nothing,
  about: (...more: unknown[]) => string | typeof nothing,
  { locale, filling, edit, show }: FieldContext,
): TemplateResult {
  const { accept, maxFiles, name } = field;
  const files = filesOf(field, filling.values);
  const n = maxFiles ?? 1;
  return html`<span class="pick">
      <input
        type="file"
        id="${id}-input"
        name=${name}
        accept=${accept?.join() || nothing}
        ?multiple=${n > 1}
        aria-labelledby="${id}-label ${id}-pick"
        aria-invalid=${wrong}
        aria-describedby=${about(files.length && 'files')}
      />
      <span class="face button" part="button" id="${id}-pick">${locale.t('formFilePick', { n })}</span>
    </span>
    <ul class="files" role="list" id="${id}-files" ?hidden=${!files.length}>
      ${files.map(
        (each) =>
          html`<li>
            ${each.type.startsWith('image/') ? preview(each) : nothing}
            <span><bdi>${each.name}</bdi> <span class="muted">${locale.bytes(each.size)}</span></span>
            <button
              type="button"
              class="link-button"
              @click=${() => {
                edit(field, [[name, files.filter((other) => other !== each)]]);
                show(name);
              }}
            >
              ${locale.t('formFileRemove', { name: each.name })}
            </button>
          </li>`,
      )}
    </ul>`;
}

/** Pixels that a preview is high. */
const HEIGHT = 128;

const previews = new WeakMap<File, HTMLCanvasElement>();

/** A chosen picture, drawn: an address of a picture in memory is what a strict policy does not let in. */
function preview(file: File): HTMLCanvasElement {
  let canvas = previews.get(file);
  if (canvas) return canvas;
  canvas = document.createElement('canvas');
  canvas.width = 0;
  canvas.setAttribute('aria-hidden', 'true');
  previews.set(file, canvas);
  void draw(canvas, file);
  return canvas;
}

async function draw(canvas: HTMLCanvasElement, file: File): Promise<void> {
  try {
    const picture = await createImageBitmap(file);
    canvas.height = HEIGHT;
    canvas.width = (HEIGHT * picture.width) / picture.height;
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, HEIGHT);
    picture.close();
  } catch {
    // No picture that this browser can draw.
  }
}
