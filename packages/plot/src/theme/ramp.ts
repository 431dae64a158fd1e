import { ValueError } from "@linnet/core";

/** Scales of colour for numbers; `"diverging"` has its middle at zero. */
export type RampName = "viridis" | "cividis" | "gray" | "diverging";

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** Evenly spaced stops; between them colours are interpolated linearly in sRGB. */
const STOPS: Readonly<Record<RampName, string>> = {
  // Smith and van der Walt 2015: even steps of lightness, readable with every colour vision.
  viridis:
    "440154 48186a 472d7b 424086 3b528b 33638d 2c728e 26828e 21918c 1fa088 28ae80 3fbc73 5ec962 84d44b addc30 d8e219 fde725",
  // Nuñez, Anderton and Renslow 2018: the same for colour-blind and other readers.
  cividis:
    "002051 012b65 11366c 26426e 3c4d6e 51586e 62646f 727071 7f7c75 8c8877 9a9478 a9a177 bbaf71 cebd68 e2cb5c f3da4f fdea45",
  gray: "000000 ffffff",
  // Orange and blue differ for every dichromat: Brewer's PuOr idea on Okabe and Ito's hues.
  diverging: "8a3a00 d55e00 f4a582 f7f7f7 7fbce0 0072b2 003e66",
};

/**
 * The colour of `t` in [0, 1] on a ramp.
 *
 * @throws {ValueError} when no ramp has that name
 */
export function ramp(op: string, name: RampName): (t: number) => Rgb {
  if (!Object.hasOwn(STOPS, name)) {
    const names = Object.keys(STOPS).join(", ");
    throw new ValueError(op, `ramp must be one of ${names}`, JSON.stringify(name) ?? "undefined");
  }
  const stops = STOPS[name].split(" ").map((hex) => parseHex(`#${hex}`));
  return (t) => {
    const at = Math.min(Math.max(t, 0), 1) * (stops.length - 1);
    const low = Math.min(Math.floor(at), stops.length - 2);
    const [a, b] = [stops[low], stops[low + 1]];
    const mix = (k: 0 | 1 | 2) => Math.round(a[k] + (b[k] - a[k]) * (at - low));
    return [mix(0), mix(1), mix(2)];
  };
}

export function parseHex(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** In capitals, so that a theme, whose colours have small letters, never takes a value's colour for one of its own. */
export function toHex([r, g, b]: Rgb): string {
  return `#${((r << 16) | (g << 8) | b).toString(16).padStart(6, "0").toUpperCase()}`;
}

/** Relative luminance of WCAG 2, 0 (black) to 1 (white). */
export function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((c) => (c <= 10 ? c / 3294.6 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast of WCAG 2, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a) + 0.05, luminance(b) + 0.05];
  return Math.max(x, y) / Math.min(x, y);
}
