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
  wrong: unknown,
  about: (...more: unknown[]) => unknown,
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
            ${each.type.startsWith('image/') ? html`<canvas aria-hidden="true" .file=${each}></canvas>` : nothing}
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

interface Preview extends HTMLCanvasElement {
  file?: File;
  drawn?: File;
}

/** Pixels that a preview is high. */
const HEIGHT = 128;

/** Draws the pictures that were chosen: an address of a picture in memory is what a strict policy does not let in. */
export function drawPreviews(root: ParentNode): void {
  for (const canvas of root.querySelectorAll<Preview>('canvas')) {
    const { file } = canvas;
    if (!file || canvas.drawn === file) continue;
    canvas.drawn = file;
    canvas.width = 0;
    createImageBitmap(file).then(
      (picture) => {
        if (canvas.file !== file) return;
        canvas.height = HEIGHT;
        canvas.width = (HEIGHT * picture.width) / picture.height;
        canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, HEIGHT);
        picture.close();
      },
      // No picture that this browser can draw.
      () => undefined,
    );
  }
}
