import { type TemplateResult, html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { FormField } from '../../contracts/form.js';
import type { FieldContext } from './fields.js';
import { type PlacePart, labelOf, numberOf, partName, partOf } from './values.js';

/** Milliseconds that the device may take to find where it is. */
const PATIENCE = 15_000;
/** How far an arrow key moves the marker: a share of the map. */
const STEP = 0.02;
const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

function mark(field: FormField, { edit }: FieldContext, lat: number, long: number): void {
  edit(field, [
    [partName(field, 'lat'), [lat.toFixed(5)]],
    [partName(field, 'long'), [long.toFixed(5)]],
  ]);
}

/** Asks the device where it is: only ever because somebody pressed the button. */
function locate(field: FormField, context: FieldContext): void {
  const { note } = context;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      note(field, 'formHereFound');
      mark(field, context, coords.latitude, coords.longitude);
    },
    ({ code }) => note(field, code === 1 ? 'formHereDenied' : 'formHereFailed'),
    { enableHighAccuracy: true, timeout: PATIENCE },
  );
}

/** A place: as text, as the device knows it, on the form's map, and as coordinates. */
export function placeControls(
  field: FormField,
  id: string,
  wrong: string | typeof nothing,
  context: FieldContext,
): unknown {
  const { locale, filling } = context;
  const { values, notes } = filling;
  const found = notes.get(field.name);
  const part = (key: PlacePart, text: string) =>
    html`<label class="sub">
      <span>${text}</span>
      <input
        class="input"
        part="input"
        name=${partName(field, key)}
        autocomplete="off"
        aria-invalid=${wrong}
        .value=${live(partOf(field, key, values))}
      />
    </label>`;
  return html`${part('text', locale.t('formAddress'))}
    ${
      (navigator.geolocation as Geolocation | undefined)
        ? html`<p class="actions">
            <button type="button" class="button" part="button" @click=${() => locate(field, context)}>
              ${locale.t('formHere')}
            </button>
            <span>${found && locale.t(found)}</span>
          </p>`
        : nothing
    }
    ${map(field, id, context)}
    <details>
      <summary>${locale.t('formCoordinates')}</summary>
      <div class="coordinates">
        ${part('lat', locale.t('formLatitude'))}${part('long', locale.t('formLongitude'))}
      </div>
    </details>`;
}

/** A picture on which the way from a point to degrees is a straight line. */
function map(field: FormField, id: string, context: FieldContext): TemplateResult | typeof nothing {
  const url = field.map && context.picture(field.map.url);
  if (!url) return nothing;
  const { alt, north, south, east, west } = field.map!;
  const degrees = (part: PlacePart) => numberOf(partOf(field, part, context.filling.values), 0.1);
  const x = (degrees('long') - west) / (east - west);
  const y = (north - degrees('lat')) / (north - south);
  const isThere = Math.abs(x - 0.5) <= 0.5 && Math.abs(y - 0.5) <= 0.5;
  const put = (right: number, down: number) => {
    const within = (share: number) => Math.min(1, Math.max(0, share));
    mark(field, context, north - within(down) * (north - south), west + within(right) * (east - west));
  };
  const onClick = (event: MouseEvent) => {
    const { left, top, width, height } = (event.currentTarget as Element).getBoundingClientRect();
    // Pressed by key: there is no point.
    if (event.detail) put((event.clientX - left) / width, (event.clientY - top) / height);
    else if (!isThere) put(0.5, 0.5);
  };
  const onKeydown = (event: KeyboardEvent) => {
    const move = ARROWS[event.key];
    if (!move) return;
    event.preventDefault();
    if (isThere) put(x + move[0], y + move[1]);
    else put(0.5, 0.5);
  };
  return html`<button
      type="button"
      class="map"
      part="map"
      aria-describedby="${id}-map"
      @click=${onClick}
      @keydown=${onKeydown}
    >
      <img src=${url} alt=${alt || labelOf(field)} />
      ${
        isThere
          ? html`<svg aria-hidden="true"><circle cx="${x * 100}%" cy="${y * 100}%" r="9"></circle></svg>`
          : nothing
      }
    </button>
    <p class="muted" id="${id}-map">${context.locale.t('formMap')}</p>`;
}
