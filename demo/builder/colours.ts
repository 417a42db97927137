import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { contrast, parseColour, presetCss, presets } from '../../src/themes.js';
import { selectField } from './fields.js';
import type { Session } from './session.js';
import type { State } from './state.js';
import { filled } from './words/words.js';

/** A theme, and a colour of one's own. */
export function colourFields(session: Session): TemplateResult {
  const { words, state } = session;
  const choices: [string, string][] = [
    ['', words.themes.none ?? ''],
    ...Object.keys(presets).map((name) => [name, words.themes[name] ?? name] as [string, string]),
  ];
  return html`${selectField({ label: words.theme, id: 'theme', value: state.preset, choices }, (preset) =>
      session.update({ preset }),
    )}
    <div class="field">
      <label for="accent">${words.accent}</label>
      <input
        id="accent"
        type="color"
        .value=${live(state.accent || '#1f4e79')}
        @input=${(event: Event) => session.update({ accent: (event.target as HTMLInputElement).value })}
      />
      ${contrastNote(session)}
    </div>`;
}

/** Whoever chooses colours sees at once whether they can be read; they stay as chosen. */
function contrastNote({ state, words }: Session): TemplateResult | typeof nothing {
  const { accent, scheme, preset, language } = state;
  const colour = parseColour(accent);
  if (!colour) return nothing;
  const pair = presets[preset]?.['--civic-on-accent'] ?? ['#ffffff', '#000000'];
  const on = parseColour(pair[scheme === 'light' ? 0 : 1] ?? '');
  const ratio = on ? contrast(colour, on) : 21;
  const text = (Math.floor(ratio * 10) / 10).toLocaleString(language);
  return ratio < 4.5
    ? html`<p class="error" role="status">${filled(words.contrastBad, { ratio: text })}</p>`
    : html`<p class="hint" role="status">${filled(words.contrastGood, { ratio: text })}</p>`;
}

/** The custom properties of a choice. */
export function tokensOf({ preset, accent, scheme }: State): Record<string, string> {
  const tokens = Object.entries(presets[preset] ?? {}).map(
    ([name, value]) => [name, typeof value === 'string' ? value : value[scheme === 'light' ? 0 : 1]] as const,
  );
  return { ...Object.fromEntries(tokens), ...(accent && { '--civic-accent': accent }) };
}

/** The same for the town's style sheet; empty where nothing was chosen. */
export const cssOf = ({ preset, accent }: State): string =>
  [
    ...(preset ? [presetCss(presets[preset]!).trimEnd()] : []),
    ...(accent ? [`:root { --civic-accent: ${accent}; }`] : []),
  ].join('\n');
