/** Custom properties by name, each with a colour for light and one for dark pages where it is a colour. */
export type Preset = Record<string, string | readonly [light: string, dark: string]>;

/**
 * Looks that fit common government systems, made of tokens only. Each pair of text and background has at least
 * 4.5:1, light and dark (test/theme/presets.test.ts).
 */
export const presets: Record<string, Preset> = {
  neutral: {
    '--civic-accent': ['#1f4e79', '#9cc4ea'],
    '--civic-on-accent': ['#ffffff', '#0b1a28'],
    '--civic-surface': ['#ffffff', '#15191d'],
    '--civic-text': ['#1a1f24', '#eceff2'],
    '--civic-muted': ['#4c5660', '#b3bcc5'],
    '--civic-border': ['#7a858f', '#7a858f'],
    '--civic-focus': ['#1f4e79', '#9cc4ea'],
    '--civic-radius': '0.375em',
  },
  nordic: {
    '--civic-accent': ['#00566b', '#7fd3e6'],
    '--civic-on-accent': ['#ffffff', '#04222a'],
    '--civic-surface': ['#fbfaf7', '#141a1c'],
    '--civic-text': ['#16262b', '#eef4f5'],
    '--civic-muted': ['#48595f', '#aebfc4'],
    '--civic-border': ['#75868b', '#75868b'],
    '--civic-focus': ['#00566b', '#ffd27a'],
    '--civic-radius': '0.75em',
  },
  crown: {
    '--civic-accent': ['#00703c', '#85d6ab'],
    '--civic-on-accent': ['#ffffff', '#04210f'],
    '--civic-surface': ['#ffffff', '#0b0c0c'],
    '--civic-text': ['#0b0c0c', '#f3f2f1'],
    '--civic-muted': ['#505a5f', '#b1b4b6'],
    '--civic-border': ['#0b0c0c', '#b1b4b6'],
    '--civic-focus': ['#0b0c0c', '#ffdd00'],
    '--civic-radius': '0',
  },
  federal: {
    '--civic-accent': ['#005ea2', '#73b3e7'],
    '--civic-on-accent': ['#ffffff', '#0a1b29'],
    '--civic-surface': ['#ffffff', '#1b1b1b'],
    '--civic-text': ['#1b1b1b', '#f0f0f0'],
    '--civic-muted': ['#565c65', '#c6cace'],
    '--civic-border': ['#71767a', '#71767a'],
    '--civic-focus': ['#2378c3', '#73b3e7'],
    '--civic-radius': '0.25em',
  },
};

/** As a style sheet: plain colours first, then those that follow the page's `color-scheme` where a browser can. */
export function presetCss(preset: Preset): string {
  const lines = (pick: (light: string, dark: string) => string, all: boolean): string =>
    Object.entries(preset)
      .flatMap(([name, value]) => {
        if (typeof value === 'string') return all ? [`  ${name}: ${value};`] : [];
        return [`  ${name}: ${pick(value[0], value[1])};`];
      })
      .join('\n');
  const both = lines((light, dark) => `light-dark(${light}, ${dark})`, false).replace(/^/gm, '  ');
  return `:root {\n${lines((light) => light, true)}\n}\n@supports (color: light-dark(#000, #fff)) {\n  :root {\n${both}\n  }\n}\n`;
}
