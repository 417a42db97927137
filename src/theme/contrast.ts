/** sRGB, 0–255 each. */
export type Colour = readonly [red: number, green: number, blue: number];

/** `#rgb`, `#rrggbb`, or what `getComputedStyle` gives for an opaque colour; undefined for anything else. */
export function parseColour(text: string): Colour | undefined {
  const hex = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(text.trim())?.[1];
  if (hex) {
    const pairs = hex.match(hex.length === 3 ? /./g : /../g) ?? [];
    const [red = 0, green = 0, blue = 0] = pairs.map((pair) => parseInt(pair.padStart(2, pair), 16));
    return [red, green, blue];
  }
  const [, red, green, blue, alpha = '1'] =
    /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)(?:[\s,/]+([\d.]+))?\s*\)$/.exec(text.trim()) ?? [];
  return red && Number(alpha) === 1 ? [Number(red), Number(green), Number(blue)] : undefined;
}

/** WCAG 2.2, relative luminance. */
function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((each) => {
    const share = each / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2, contrast ratio: 1 to 21. */
export function contrast(a: Colour, b: Colour): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}
