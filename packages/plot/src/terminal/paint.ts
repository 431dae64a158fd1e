/** Foreground colours of ANSI terminals; their users have made them readable on their backgrounds. */
const ANSI = [36, 33, 35, 32, 34, 31, 96, 93, 95, 92];

/** Marks that tell series apart without colour. */
const GLYPHS = "•+×o*#%@=~";

/** The text in the colour of class `k`. */
export function paint(text: string, k: number): string {
  return `\u001b[${ANSI[k % ANSI.length]}m${text}\u001b[0m`;
}

/** The mark of class `k`. */
export function glyph(k: number): string {
  return GLYPHS[k % GLYPHS.length];
}

/** A character as dark as `share`, 0 (blank) to 1 (full); a question mark for NaN. */
export function shade(share: number): string {
  return Number.isNaN(share) ? "?" : " ░▒▓█"[Math.min(4, Math.floor(share * 5))];
}
