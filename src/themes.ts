/** Looks for whole sites, and the measure of contrast, for style sheets and tools. */
export { type Colour, contrast, parseColour } from './theme/contrast.js';
export { type Preset, presetCss, presets } from './theme/presets.js';
