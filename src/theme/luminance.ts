/** A color as its channels, 0–255 each. */
export type Rgb = readonly [red: number, green: number, blue: number];

// Where black text and white text contrast equally, (L + 0.05) / 0.05 = 1.05 / (L + 0.05): about 0.179.
const evenLuminance = Math.sqrt(1.05 * 0.05) - 0.05;

/** Whether black text contrasts more than white text with a background, by the contrast ratio of WCAG 2.2. */
export const isLight = (background: Rgb): boolean => luminance(background) > evenLuminance;

/** Relative luminance, 0–1 (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance). */
function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red / 255) + 0.7152 * linear(green / 255) + 0.0722 * linear(blue / 255);
}

const linear = (channel: number): number => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
