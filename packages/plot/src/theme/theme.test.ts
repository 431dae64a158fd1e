import { describe, expect, it } from "vitest";
import { lossCurve } from "../index.js";
import { classMark } from "./classes.js";
import { type Rgb, contrast, parseHex, toHex } from "./ramp.js";
import { type Colors, HEAT_FLIP, dark, light, themeStyle } from "./theme.js";

// Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB
const VISIONS: Record<string, number[][]> = {
  normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]], // prettier-ignore
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]], // prettier-ignore
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]], // prettier-ignore
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]], // prettier-ignore
};
const okabeIto = "#000000 #e69f00 #56b4e9 #009e73 #f0e442 #0072b2 #d55e00 #cc79a7".split(" ");

describe.each<[string, Colors]>([
  ["light", light],
  ["dark", dark],
])("the %s theme", (_, colors) => {
  // prettier-ignore
  it.each(Object.keys(VISIONS).slice(1))("keeps ten classes further apart under %s than Okabe and Ito's eight", (vision) => {
    expect(leastDistance(colors.classes, vision)).toBeGreaterThan(leastDistance(okabeIto, vision));
  });

  it("has text of contrast 4.5 or more, and classes of 3 or more, on its surface (WCAG 2)", () => {
    for (const text of [colors.ink, colors.muted]) expect(ratio(text, colors.surface)).toBeGreaterThanOrEqual(4.5);
    for (const fill of [...colors.classes, colors.accent, colors.second])
      expect(ratio(fill, colors.surface)).toBeGreaterThanOrEqual(3);
  });

  it("has text of contrast 4.5 or more on every cell of a confusion matrix, and on bars", () => {
    for (let opacity = 0; opacity <= 1; opacity += 0.001) {
      const cell = blend(parseHex(colors.heat), parseHex(colors.surface), opacity);
      const text = parseHex(opacity > HEAT_FLIP ? colors.onHeat : colors.onPale);
      expect(contrast(cell, text)).toBeGreaterThanOrEqual(4.5);
    }
    expect(ratio(colors.onHeat, colors.accent)).toBeGreaterThanOrEqual(4.5);
  });
});

describe("the auto theme", () => {
  it("replaces a colour by its role, so no two roles of the light theme share one, and none can be a value's", () => {
    const { classes, accent, second, ...single } = light;
    const all = [...classes, ...Object.values(single)];
    for (const color of all) expect(toHex(parseHex(color))).not.toBe(color); // values are written in capitals
    expect(new Set(all).size).toBe(all.length);
    expect(classes).toContain(accent);
    expect(classes).toContain(second);
    expect(dark.classes[0]).toBe(dark.accent);
    expect(dark.classes[1]).toBe(dark.second);
  });

  it("writes light colours into the marks, and rules for what occurs", () => {
    const style = themeStyle('<rect fill="#ffffff"/><path stroke="#0072b2"/>');
    expect(style).toBe(
      ":where(.linnet-auto){--linnet-surface:#ffffff;--linnet-class0:#0072b2}" +
        "@media(prefers-color-scheme:dark){:where(.linnet-auto){--linnet-surface:#14171c;--linnet-class0:#56b4e9}}" +
        '.linnet-auto [fill="#ffffff"]{fill:var(--linnet-surface)}.linnet-auto [stroke="#0072b2"]{stroke:var(--linnet-class0)}',
    );
  });

  it("alone has a style sheet; fixed themes have their colours only", () => {
    const of = (theme: "auto" | "light" | "dark") => lossCurve({ train: [2, 1] }, { theme }).svg;
    expect(of("auto")).toContain("<style>");
    expect(of("light")).not.toContain("<style>");
    expect(of("dark")).not.toContain("<style>");
    expect(of("light")).toContain(light.surface);
    expect(of("dark")).toContain(dark.surface);
    expect(of("dark")).not.toContain(light.surface);
  });
});

describe("classMark", () => {
  it("gives fifty classes different pairs of colour and shape", () => {
    const looks = Array.from({ length: 50 }, (_, k) => classMark(light, k));
    expect(new Set(looks.map(({ color, shape }) => color + shape)).size).toBe(50);
  });
});

function leastDistance(colors: readonly string[], vision: string): number {
  const seen = colors.map((color) => oklab(VISIONS[vision].map((row) => clamp(dot(row, linear(parseHex(color)))))));
  return Math.min(...seen.flatMap((a, i) => seen.slice(0, i).map((b) => Math.hypot(...a.map((x, k) => x - b[k])))));
}

function ratio(a: string, b: string): number {
  return contrast(parseHex(a), parseHex(b));
}

function blend(over: Rgb, under: Rgb, opacity: number): Rgb {
  const mix = (k: 0 | 1 | 2) => over[k] * opacity + under[k] * (1 - opacity);
  return [mix(0), mix(1), mix(2)];
}

function linear(rgb: Rgb): number[] {
  return rgb.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
}

/** Ottosson 2020, A perceptual color space for image processing. */
function oklab(rgb: readonly number[]): number[] {
  const [l, m, s] = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
  ].map((row) => Math.cbrt(dot(row, rgb)));
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * b[i], 0);
}

function clamp(x: number): number {
  return Math.min(1, Math.max(0, x));
}
